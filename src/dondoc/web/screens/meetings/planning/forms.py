"""The forms of planning. They read what was typed; the commands judge it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dondoc.foundation.clock import LOCAL
from dondoc.meetings.choices import MeetingForm, MeetingKind, State
from dondoc.meetings.commands._plan import Plan
from dondoc.meetings.models import Meeting, MeetingSeries
from dondoc.meetings.planning_selectors import rooms_of, series_of
from dondoc.meetings.series_selectors import last_of, next_of, next_title
from dondoc.meetings.titles import full_title
from dondoc.organizations.choices import UnitKind
from dondoc.organizations.models import Post, Tenure
from dondoc.organizations.selectors import fields_of, units_on, valid_on
from dondoc.web.forms import ClockField, DayField

_LINES = forms.Textarea({"rows": 3})
_HOLDERS = (UnitKind.COMMITTEE, UnitKind.OFFICE, UnitKind.DEPARTMENT, UnitKind.PROVINCIAL_BODY, UnitKind.VERTICAL)


def whole(value: str | None) -> int | None:
    """A number of a choice field, None for none."""
    return int(value) if value else None


class FilterForm(forms.Form):
    """What the list is narrowed to."""

    q = forms.CharField(
        label=_("Tìm cuộc họp"), required=False, max_length=200,
        widget=forms.TextInput({"type": "search", "placeholder": _("tên, chủ trì, địa điểm…"), "data-search": ""}),
    )  # fmt: skip
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *State.choices])
    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[("", _("Tất cả")), *MeetingKind.choices])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def active(self) -> int:
        """How many fields narrow the list."""
        return sum(bool(self.cleaned_data.get(name)) for name in ("q", "state", "kind"))


class PlanForm(forms.Form):
    """The plan of a meeting."""

    title = forms.CharField(label=_("Tên cuộc họp"), max_length=400, widget=forms.Textarea({"rows": 2}))
    kind = forms.ChoiceField(label=_("Loại"), choices=MeetingKind.choices)
    form = forms.ChoiceField(label=_("Hình thức"), choices=MeetingForm.choices)
    unit = forms.ChoiceField(label=_("Cơ quan tổ chức"))
    day = DayField(label=_("Ngày họp"))
    begins = ClockField(label=_("Từ giờ"))
    last_day = DayField(label=_("Đến ngày"), required=False, help_text=_("Để trống nếu họp trong ngày."))
    ends = ClockField(label=_("Đến giờ"))
    room = forms.ChoiceField(label=_("Phòng họp"), required=False)
    place = forms.CharField(label=_("Hoặc địa điểm khác"), required=False, max_length=300)
    link = forms.CharField(label=_("Đường dẫn họp trực tuyến"), required=False, max_length=400)
    chair = forms.ChoiceField(
        label=_("Người chủ trì"), required=False,
        widget=forms.Select({"data-combobox": "", "data-none": _("Không có ai khớp; ghi họ tên ở ô bên cạnh.")}),
    )  # fmt: skip
    chair_name = forms.CharField(label=_("Hoặc họ tên người khác"), required=False, max_length=120)
    chair_title = forms.CharField(
        label=_("Chức vụ ghi trong văn bản"), required=False, max_length=200, help_text=_("Ví dụ: Chủ tịch UBND tỉnh.")
    )
    content = forms.CharField(label=_("Nội dung"), required=False, max_length=20_000, widget=_LINES)
    requests = forms.CharField(label=_("Yêu cầu chuẩn bị"), required=False, max_length=20_000, widget=_LINES)
    series = forms.ChoiceField(label=_("Thuộc chuỗi họp"), required=False)
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)

    def __init__(self, data: Any, *, jurisdiction_id: int, on: dt.date, meeting: Meeting | None = None) -> None:
        super().__init__(data, initial=_initial(meeting) if meeting else None)
        self.meeting = meeting
        self.is_past = False
        holders = units_on(jurisdiction_id, on).filter(kind__in=_HOLDERS)
        order = {kind: number for number, kind in enumerate(_HOLDERS)}
        listed = sorted(holders, key=lambda unit: (order[UnitKind(unit.kind)], unit.sort_key))
        self._offer("unit", [(unit.id, unit.name) for unit in listed], needed=True)
        self._offer("room", [(room.id, room.name) for room in rooms_of(jurisdiction_id)])
        self._offer("series", [(one.id, one.name) for one in series_of(jurisdiction_id)])
        self._offer("field", [(one.id, one.name) for one in fields_of(jurisdiction_id)])
        self._offer("chair", _chairs(jurisdiction_id, on), nothing=_("gõ họ tên hoặc chức vụ"))
        if meeting is None:
            self.fields["past_reason"] = forms.CharField(
                label=_("Lý do ghi sau cuộc họp"), required=False, max_length=500,
                help_text=_("Chỉ khi ghi lại một cuộc họp đã họp, ví dụ: họp khẩn, chưa kịp lập trên hệ thống."),
            )  # fmt: skip
        else:
            del self.fields["unit"]
            self.fields["reason"] = forms.CharField(
                label=_("Lý do thay đổi"), required=False, max_length=500,
                help_text=_("Người được mời thấy lý do này khi ngày giờ, địa điểm thay đổi."),
            )  # fmt: skip
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput(), initial=meeting.version)

    def _offer(
        self, name: str, choices: list[tuple[int, str]], *, needed: bool = False, nothing: object = _("– không –")
    ) -> None:
        field: Any = self.fields[name]
        field.choices = [*([] if needed else [("", nothing)]), *((str(key), label) for key, label in choices)]

    def clean(self) -> dict[str, Any]:
        """Put day and hour together."""
        data = super().clean() or {}
        day, begins, ends = data.get("day"), data.get("begins"), data.get("ends")
        if day and begins and ends:
            data["starts_at"] = dt.datetime.combine(day, begins, LOCAL)
            data["ends_at"] = dt.datetime.combine(data.get("last_day") or day, ends, LOCAL)
        return data

    def plan(self) -> Plan:
        """The facts that were typed."""
        data = self.cleaned_data
        return Plan(
            kind=data["kind"], form=data["form"], title=data["title"], starts_at=data["starts_at"], ends_at=data["ends_at"],
            series_id=whole(data["series"]), room_id=whole(data["room"]), place=data["place"], link=data["link"],
            chair_post_id=whole(data["chair"]), chair_name=data["chair_name"], chair_title=data["chair_title"],
            content=data["content"], requests=data["requests"], field_id=whole(data["field"]),
        )  # fmt: skip


def _chairs(jurisdiction_id: int, on: dt.date) -> list[tuple[int, str]]:
    """Posts of the committee and of the office, and heads of the bodies under it, with who holds them."""
    posts = Post.objects.select_related("unit").filter(
        Q(is_head=True) | Q(unit__kind__in=(UnitKind.COMMITTEE, UnitKind.OFFICE)), jurisdiction_id=jurisdiction_id,
        unit__kind__in=_HOLDERS,
    )  # fmt: skip
    held = dict(
        Tenure.objects.filter(
            valid_on(on), jurisdiction_id=jurisdiction_id, post_id__in=posts.values("id")
        ).values_list("post_id", "person_name")
    )
    order = {kind: number for number, kind in enumerate(_HOLDERS)}
    found = sorted(
        (post for post in posts if post.id in held),
        key=lambda post: (order[UnitKind(post.unit.kind)], post.unit.sort_key, not post.is_head, post.rank, post.id),
    )
    return [(post.id, f"{held[post.id]} – {full_title(post.title, post.unit.name)}") for post in found]


def _initial(meeting: Meeting) -> dict[str, Any]:
    begins, ends = meeting.starts_at.astimezone(LOCAL), meeting.ends_at.astimezone(LOCAL)
    return {
        "title": meeting.title, "kind": meeting.kind, "form": meeting.form, "day": begins.date(),
        "begins": f"{begins:%H:%M}", "ends": f"{ends:%H:%M}",
        "last_day": ends.date() if ends.date() != begins.date() else None, "room": meeting.room_id, "place": meeting.place,
        "link": meeting.link, "chair": meeting.chair_post_id,
        "chair_name": "" if meeting.chair_post_id else meeting.chair_name, "chair_title": meeting.chair_title,
        "content": meeting.content, "requests": meeting.requests, "series": meeting.series_id, "field": meeting.field_id,
    }  # fmt: skip


class NextForm(forms.Form):
    """The next meeting of a series: what is proposed, put right where it is not so."""

    title = forms.CharField(label=_("Tên cuộc họp"), max_length=400, widget=forms.Textarea({"rows": 3}))
    day = DayField(label=_("Ngày họp"))
    begins = ClockField(label=_("Từ giờ"))

    def starts_at(self) -> dt.datetime:
        """The beginning that was typed."""
        return dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["begins"], LOCAL)


def proposed_next(series: MeetingSeries) -> NextForm | None:
    """The form of the series' next meeting as its last one and its rule propose it; None before its first meeting."""
    last = last_of(series)
    if last is None:
        return None
    begins = next_of(series, last)
    hour = last.starts_at.astimezone(LOCAL)
    return NextForm(
        initial={
            "title": next_title(last, begins) if begins else last.title, "day": begins.date() if begins else None,
            "begins": f"{hour:%H:%M}",
        }
    )  # fmt: skip


class RoomForm(forms.Form):
    """A room."""

    name = forms.CharField(label=_("Tên phòng họp"), max_length=120)
    place = forms.CharField(label=_("Địa chỉ"), required=False, max_length=200)
    seats = forms.IntegerField(label=_("Số chỗ"), required=False, min_value=1)
    link = forms.CharField(label=_("Đường dẫn thiết bị trực tuyến"), required=False, max_length=400)
    is_active = forms.BooleanField(label=_("Đang sử dụng"), required=False, initial=True)


class SeriesForm(forms.Form):
    """A series of meetings."""

    name = forms.CharField(label=_("Tên chuỗi họp"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=MeetingKind.choices)
    unit = forms.ChoiceField(label=_("Cơ quan tổ chức"))
    rrule = forms.CharField(
        label=_("Lặp lại"), required=False, max_length=200,
        help_text=_("Theo iCalendar, ví dụ FREQ=MONTHLY;BYDAY=-1TH (thứ Năm cuối tháng); để trống nếu họp theo giấy mời."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("Còn họp tiếp"), required=False, initial=True)

    def __init__(self, data: Any, *, jurisdiction_id: int, on: dt.date, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        units = units_on(jurisdiction_id, on).filter(kind__in=_HOLDERS)
        self.fields["unit"].choices = [(str(unit.id), unit.name) for unit in units]  # type: ignore[attr-defined]

"""The forms of who is called and who came. They read what was typed; the commands judge it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dondoc.meetings.attendance_selectors import holders_on
from dondoc.meetings.choices import Answer, MeetingKind, ReasonKind, Requirement, SubstituteRank
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.selectors import invitees_of
from dondoc.organizations.models import Post
from dondoc.organizations.selectors import posts_on, units_on
from dondoc.web.forms import DayField

_NONE = ("", _("– chọn –"))
_RANKS = [(SubstituteRank.DEPUTY.value, _("Cấp phó")), (SubstituteRank.OTHER.value, _("Không phải cấp phó"))]


class CategoryForm(forms.Form):
    """A category of participants."""

    name = forms.CharField(
        label=_("Tên thành phần"), max_length=300,
        help_text=_("Như sẽ ghi trong thông báo kết luận, ví dụ: Thành viên UBND tỉnh."),
    )  # fmt: skip
    requirement = forms.ChoiceField(
        label=_("Ai phải dự"), choices=Requirement.choices, widget=forms.RadioSelect, initial=Requirement.LEADER
    )
    is_counted = forms.BooleanField(
        label=_("Thông báo kết luận nêu số vắng và người dự thay của thành phần này"), required=False
    )
    has_vote = forms.BooleanField(
        label=_("Được biểu quyết"), required=False,
        help_text=_("Người được mời trực tiếp dự thì biểu quyết; người dự thay phát biểu nhưng không biểu quyết."),
    )  # fmt: skip


class VenueForm(forms.Form):
    """A venue of a meeting."""

    name = forms.CharField(label=_("Tên điểm cầu"), max_length=200, help_text=_("Ví dụ: Điểm cầu UBND huyện Hòn Đất."))
    unit_id = forms.TypedChoiceField(
        label=_("Đơn vị phụ trách"), coerce=int, empty_value=None, required=False,
        help_text=_("Người của đơn vị này điểm danh danh sách của điểm cầu."),
    )  # fmt: skip
    chair_id = forms.TypedChoiceField(
        label=_("Chủ trì điểm cầu"), coerce=int, empty_value=None, required=False,
        help_text=_("Một người được mời dự cuộc họp này."),
    )  # fmt: skip
    place = forms.CharField(label=_("Địa điểm"), max_length=300, required=False)
    link = forms.CharField(label=_("Đường dẫn họp trực tuyến"), max_length=400, required=False)
    is_main = forms.BooleanField(label=_("Điểm cầu chính, nơi người chủ trì cuộc họp ngồi"), required=False)

    def __init__(self, *args: Any, meeting: Meeting, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_on(meeting.jurisdiction_id, on).values_list("id", "name")
        people = [(each.id, _who(each)) for each in invitees_of(meeting)]
        self.fields["unit_id"].choices = [_NONE, *units]  # type: ignore[attr-defined]
        self.fields["chair_id"].choices = [_NONE, *people]  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    """Where somebody is put who is called."""

    category_id = forms.TypedChoiceField(label=_("Vào thành phần"), coerce=int)
    venue_id = forms.TypedChoiceField(label=_("Ngồi tại"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category_id"].choices = list(  # type: ignore[attr-defined]
            meeting.categories.order_by("position", "id").values_list("id", "name")
        )
        venues = meeting.venues.order_by("position", "id").values_list("id", "name")
        self.fields["venue_id"].choices = [("", _("Phòng họp")), *venues]  # type: ignore[attr-defined]


class GuestForm(forms.Form):
    """A guest who stands in no directory."""

    body = forms.CharField(label=_("Cơ quan, tổ chức"), max_length=200, required=False)
    person_name = forms.CharField(label=_("Họ và tên"), max_length=120, required=False)
    title = forms.CharField(label=_("Chức vụ"), max_length=200, required=False)


class AnswerForm(forms.Form):
    """An answer to an invitation; what belongs to which answer is shown by the page."""

    answer = forms.ChoiceField(
        label=_("Trả lời"), widget=forms.RadioSelect,
        choices=[(code.value, code.label) for code in Answer if code != Answer.NONE],
    )  # fmt: skip
    reason_kind = forms.ChoiceField(label=_("Lý do"), required=False, choices=[_NONE, *ReasonKind.choices])
    reason = forms.CharField(
        label=_("Nói rõ thêm"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}),
        help_text=_("Chỉ người chủ trì, Văn phòng và đơn vị bạn đọc được."),
    )  # fmt: skip
    substitute_post_id = forms.TypedChoiceField(
        label=_("Người dự thay"), coerce=int, empty_value=None, required=False,
    )  # fmt: skip
    substitute_name = forms.CharField(label=_("Họ và tên"), required=False, max_length=120)
    substitute_title = forms.CharField(label=_("Chức vụ"), required=False, max_length=200)
    substitute_rank = forms.ChoiceField(
        label=_("So với người được mời"), required=False, choices=[("", _("– chọn –")), *_RANKS]
    )

    reported_at = forms.DateTimeField(
        label=_("Đơn vị báo lúc"), required=False, input_formats=["%H:%M %d/%m/%Y", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput({"placeholder": _("giờ:phút ngày/tháng/năm"), "autocomplete": "off"}, "%H:%M %d/%m/%Y"),
        help_text=_("Ghi khi đơn vị đã báo trước đó, ví dụ 07:30 22/01/2021; để trống nếu vừa báo. Báo sau khi cuộc họp bắt đầu không tính là báo trước."),
        error_messages={"invalid": _("Xin viết giờ và ngày, ví dụ 07:30 22/01/2021.")},
    )  # fmt: skip

    def __init__(self, *args: Any, invitee: Invitee, on: dt.date, by_office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_office:
            del self.fields["reported_at"]
        posts: list[tuple[Any, Any]] = [("", _("Người khác, ghi tên bên dưới"))]
        if invitee.unit_id is not None:
            posts += [
                (each.post.id, f"{each.tenure.person_name}, {each.post.title}")
                for each in posts_on(invitee.jurisdiction_id, invitee.unit_id, on)
                if each.tenure is not None and each.post.id != invitee.post_id
            ]
        self.fields["substitute_post_id"].choices = posts  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the command is given: a post from the list is enough to say who comes."""
        given = dict(self.cleaned_data)
        if given["substitute_post_id"]:
            given["substitute_name"] = given["substitute_title"] = ""
        given["substitute_rank"] = given["substitute_rank"] or SubstituteRank.NONE
        return given


class ListForm(forms.Form):
    """What a check-in list is narrowed to."""

    q = forms.CharField(
        label=_("Tìm người"), required=False, max_length=100,
        widget=forms.TextInput({"type": "search", "placeholder": _("tên, đơn vị, chức vụ…"), "data-search": ""}),
    )  # fmt: skip
    xem = forms.ChoiceField(
        label=_("Hiện"), required=False,
        choices=[("", _("Tất cả")), ("waiting", _("Chưa điểm danh")), ("here", _("Có mặt")), ("absent", _("Vắng"))],
    )  # fmt: skip
    noi = forms.TypedChoiceField(label=_("Nơi ngồi"), coerce=int, empty_value=None, required=False)

    def __init__(self, data: Any, *, venues: list[tuple[int, str]], with_room: bool) -> None:
        super().__init__(data)
        room = [(0, _("Phòng họp"))] if with_room else []
        self.fields["noi"].choices = [("", _("Tất cả")), *room, *venues]  # type: ignore[attr-defined]
        self.is_valid()

    @property
    def active(self) -> int:
        """How many fields narrow the list."""
        return sum(value not in ("", None) for value in self.cleaned_data.values())


class PeriodForm(forms.Form):
    """The period of figures, and what they are of; without one, this year until today.

    Attributes:
        first: the first day.
        last: the last day.
        active: how many fields narrow the figures.
    """

    tu = DayField(label=_("Từ ngày"), required=False)
    den = DayField(label=_("Đến ngày"), required=False)
    theo = forms.ChoiceField(
        label=_("Theo"), required=False, choices=[("unit", _("Đơn vị")), ("person", _("Người giữ chức vụ"))]
    )
    loai = forms.ChoiceField(
        label=_("Loại cuộc họp"), required=False, choices=[("", _("Tất cả")), *MeetingKind.choices]
    )

    def __init__(self, data: Any, *, today: dt.date) -> None:
        self.first, self.last = dt.date(today.year, 1, 1), today
        self.active = sum(bool(data.get(name)) for name in ("tu", "den", "loai"))
        given = data.copy()
        given["tu"] = given.get("tu") or f"{self.first:%d/%m/%Y}"
        given["den"] = given.get("den") or f"{self.last:%d/%m/%Y}"
        given["theo"] = given.get("theo") or "unit"
        super().__init__(given)
        if self.is_valid():
            self.first, self.last = self.cleaned_data["tu"], self.cleaned_data["den"]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given = super().clean() or {}
        if given.get("tu") and given.get("den") and given["tu"] > given["den"]:
            self.add_error("den", _("Ngày cuối phải sau ngày đầu."))
        return given

    @property
    def kind(self) -> str:
        """The kind of meetings, "" for all."""
        return str(self.cleaned_data.get("loai", ""))

    @property
    def by(self) -> str:
        """Whose figures: "unit" or "person"."""
        return str(self.cleaned_data.get("theo") or "unit")


class ExplanationForm(forms.Form):
    """What a unit answers to a breach."""

    text = forms.CharField(label=_("Nội dung giải trình"), max_length=5000, widget=forms.Textarea({"rows": 6}))


def posts_found(meeting: Meeting, units: list[int], on: dt.date) -> dict[int, list[tuple[Post, str]]]:
    """The posts of each unit with who holds them on the day, heads first (two queries)."""
    posts = list(
        Post.objects.filter(jurisdiction_id=meeting.jurisdiction_id, unit_id__in=units).order_by(
            "-is_head", "rank", "id"
        )
    )
    names = holders_on(meeting.jurisdiction_id, [post.id for post in posts], on)
    found: dict[int, list[tuple[Post, str]]] = {}
    for post in posts:
        found.setdefault(post.unit_id, []).append((post, names.get(post.id, "")))
    return found


def _who(invitee: Invitee) -> str:
    return f"{invitee.person_name}, {invitee.title or invitee.body}" if invitee.person_name else invitee.body

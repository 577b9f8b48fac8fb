"""The facts of a meeting's plan: checked alike when it is made and when it is changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY, LOCAL, local_day
from dondoc.foundation.errors import BadInput
from dondoc.meetings import rules
from dondoc.meetings.choices import MeetingForm, MeetingKind
from dondoc.meetings.commands._steps import require_letters, search_text, tidy
from dondoc.meetings.legal_days import invitation_days
from dondoc.meetings.models import Meeting, MeetingRoom, MeetingSeries
from dondoc.meetings.names import same_name
from dondoc.meetings.titles import full_title
from dondoc.organizations.models import Post, Tenure, Unit, WorkField
from dondoc.organizations.selectors import valid_on

_LONGEST_TITLE = 400
_LONGEST_PLACE = 300
_LONGEST_LINK = 400
_LONGEST_CHAIR_TITLE = 200
_LONGEST_NAME = 120
_LONGEST_TEXT = 20_000
#: Longer than any meeting: a slip of the pen in the day of its end.
_LONGEST = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planned of a meeting.

    Attributes:
        kind: a code of MeetingKind.
        form: a code of MeetingForm.
        title: what it is called in the invitation and in the notice.
        starts_at: the aware moment of its beginning.
        ends_at: of its planned end.
        series_id: the series that it belongs to.
        room_id: a room of the list; `place` where it is another one.
        place: where, in words.
        link: of the video conference.
        chair_post_id: whose holder of the day chairs; else `chair_name` and `chair_title` say who.
        chair_name: the chair's name.
        chair_title: the chair's post as a notice words it; of a post, when empty, the post's own.
        content: what it deals with.
        requests: what who comes is to prepare.
        field_id: the field of work.
    """

    kind: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    form: str = MeetingForm.IN_ROOM
    series_id: int | None = None
    room_id: int | None = None
    place: str = ""
    link: str = ""
    chair_post_id: int | None = None
    chair_name: str = ""
    chair_title: str = ""
    content: str = ""
    requests: str = ""
    field_id: int | None = None


def apply_plan(meeting: Meeting, plan: Plan) -> None:
    """Set the facts of a plan on a meeting's row, which is not saved here.

    Raises:
        BadInput: a fact that cannot be; its sentence names the field.
    """
    here = meeting.jurisdiction_id
    title = tidy(plan.title)
    if not title:
        raise BadInput(_("Hãy ghi tên cuộc họp."), field="title")
    for field, text, longest in (
        ("title", title, _LONGEST_TITLE), ("place", plan.place, _LONGEST_PLACE),
        ("chair_name", plan.chair_name, _LONGEST_NAME), ("chair_title", plan.chair_title, _LONGEST_CHAIR_TITLE),
        ("content", plan.content, _LONGEST_TEXT), ("requests", plan.requests, _LONGEST_TEXT),
    ):  # fmt: skip
        if len(text) > longest:
            raise BadInput(_("Nội dung ở ô này dài quá %(most)s ký tự; hãy rút gọn.") % {"most": longest}, field=field)
        require_letters(text, field)
    if plan.kind not in MeetingKind.values:
        raise BadInput(_("Hãy chọn loại cuộc họp."), field="kind")
    if plan.form not in MeetingForm.values:
        raise BadInput(_("Hãy chọn hình thức họp."), field="form")
    _require_times(plan.starts_at, plan.ends_at)
    _require_row(Unit, here, meeting.unit_id, "unit", _("Cơ quan tổ chức họp không còn trong danh mục; hãy chọn lại."))
    _require_row(MeetingSeries, here, plan.series_id, "series", _("Chuỗi họp không còn trong danh mục; hãy chọn lại."))
    _require_row(MeetingRoom, here, plan.room_id, "room", _("Phòng họp không còn trong danh mục; hãy chọn lại."))
    _require_row(WorkField, here, plan.field_id, "field", _("Lĩnh vực không còn trong danh mục; hãy chọn lại."))
    if plan.room_id is not None and tidy(plan.place):
        # One of the two would stand nowhere.
        raise BadInput(
            _("Đã chọn phòng họp thì để trống địa điểm khác; hoặc bỏ chọn phòng."), code="two_places", field="place"
        )
    link = web_address(plan.link)
    meeting.kind, meeting.form, meeting.title = plan.kind, plan.form, title
    meeting.starts_at, meeting.ends_at = plan.starts_at, plan.ends_at
    meeting.series_id, meeting.room_id, meeting.field_id = plan.series_id, plan.room_id, plan.field_id
    meeting.place, meeting.link = tidy(plan.place), link
    meeting.content, meeting.requests = plan.content.strip(), plan.requests.strip()
    _set_chair(meeting, plan)
    meeting.search_text = search_text(meeting)


def _require_times(starts_at: dt.datetime, ends_at: dt.datetime) -> None:
    if ends_at <= starts_at:
        raise BadInput(
            _("Giờ kết thúc (%(end)s) phải sau giờ bắt đầu (%(start)s).")
            % {
                "end": f"{ends_at.astimezone(LOCAL):%H:%M %d/%m/%Y}",
                "start": f"{starts_at.astimezone(LOCAL):%H:%M %d/%m/%Y}",
            },
            code="end_before_start",
            field="ends_at",
        )
    if ends_at - starts_at > _LONGEST:
        raise BadInput(_("Cuộc họp kéo dài quá 14 ngày: hãy xem lại ngày kết thúc."), field="ends_at")
    if not FIRST_DAY <= local_day(starts_at) <= LAST_DAY:
        raise BadInput(_("Ngày họp ngoài khoảng 1900–2200: hãy xem lại."), field="starts_at")


def require_short_notice(meeting: Meeting, told_on: dt.date, why: str, *, field: str) -> int:
    """The working days from being told to the meeting (QĐ 45/2018/QĐ-TTg: three, but for urgent meetings).

    Args:
        meeting: the meeting.
        told_on: the day from which is counted.
        why: why it is short notice.
        field: the field of the reason.

    Raises:
        BadInput: it is short notice without a reason.
    """
    ahead = rules.days_ahead(told_on, local_day(meeting.starts_at), calendar_of(meeting.jurisdiction_id))
    least = invitation_days(meeting.jurisdiction_id, local_day(meeting.starts_at))
    if ahead < least and not why:
        raise BadInput(
            _(
                "Giấy mời chỉ trước cuộc họp %(days)s ngày làm việc (quy định ít nhất %(least)s ngày, trừ họp khẩn): hãy nêu lý do."
            )
            % {"days": ahead, "least": least},
            code="short_notice",
            field=field,
        )
    return ahead


def _require_row(model: Any, jurisdiction_id: int, row_id: int | None, field: str, message: str) -> None:
    if row_id is not None and not model.objects.filter(jurisdiction_id=jurisdiction_id, id=row_id).exists():
        raise BadInput(message, field=field)


def web_address(link: str) -> str:
    """The address of a video conference, "" for none.

    Raises:
        BadInput: it is no web address, or too long.
    """
    found = link.strip()
    if len(found) > _LONGEST_LINK:
        raise BadInput(_("Đường dẫn dài quá 400 ký tự."), field="link")
    if found:
        try:
            URLValidator(schemes=["https", "http"])(found)
        except ValidationError as error:
            raise BadInput(
                _("Đường dẫn họp trực tuyến phải là một địa chỉ web đầy đủ (https://…)."), field="link"
            ) from error
    return found


def _set_chair(meeting: Meeting, plan: Plan) -> None:
    """The chair: by post, with who holds it on the day; or by name."""
    meeting.chair_post_id = plan.chair_post_id
    name, title = tidy(plan.chair_name), tidy(plan.chair_title)
    if plan.chair_post_id is not None:
        post = (
            Post.objects.filter(jurisdiction_id=meeting.jurisdiction_id, id=plan.chair_post_id)
            .select_related("unit")
            .first()
        )
        if post is None:
            raise BadInput(_("Chức danh của người chủ trì không còn trong danh mục; hãy chọn lại."), field="chair")
        held = Tenure.objects.filter(
            valid_on(local_day(meeting.starts_at)), jurisdiction_id=meeting.jurisdiction_id, post_id=post.id
        ).first()
        if held is not None and name and not same_name(name, held.person_name):
            raise BadInput(
                _("Ngày họp, chức danh này do %(holder)s giữ, không phải %(name)s: hãy chọn một người chủ trì.")
                % {"holder": held.person_name, "name": name},
                code="two_chairs",
                field="chair_name",
            )
        name = held.person_name if held else name
        title = title or full_title(post.title, post.unit.name)
    meeting.chair_name, meeting.chair_title = name, title[:_LONGEST_CHAIR_TITLE]


def payload_of(meeting: Meeting) -> dict[str, Any]:
    """The plan as the ledger keeps it."""
    return {
        "kind": str(meeting.kind), "form": str(meeting.form), "title": meeting.title,
        "starts_at": meeting.starts_at.astimezone(LOCAL).isoformat(), "ends_at": meeting.ends_at.astimezone(LOCAL).isoformat(),
        "series_id": meeting.series_id, "room_id": meeting.room_id, "place": meeting.place, "link": meeting.link,
        "chair_post_id": meeting.chair_post_id, "chair_name": meeting.chair_name, "chair_title": meeting.chair_title,
        "content": meeting.content, "requests": meeting.requests, "field_id": meeting.field_id,
    }  # fmt: skip

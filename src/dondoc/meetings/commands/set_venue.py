"""Name a venue (điểm cầu) of a meeting: where, whose, who chairs it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput
from dondoc.meetings import events
from dondoc.meetings.choices import MeetingForm
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import planned_by, short
from dondoc.meetings.commands._plan import web_address
from dondoc.meetings.commands._room import next_position, row_of
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.organizations.models import Unit


def set_venue(
    *,
    actor: User,
    meeting_id: int,
    name: str,
    now: dt.datetime,
    venue_id: int | None = None,
    unit_id: int | None = None,
    place: str = "",
    link: str = "",
    is_main: bool = False,
    chair_id: int | None = None,
    request_id: str = "",
) -> Venue:
    """Add a venue to a meeting that is held by video, or change one.

    Args:
        actor: who plans.
        meeting_id: the meeting.
        name: as lists name it: “Điểm cầu UBND huyện Hòn Đất”.
        now: the moment.
        venue_id: the venue that is changed; none: a new one, at the end.
        unit_id: whose people keep its list.
        place: where, in words.
        link: of its own connection.
        is_main: whether the meeting's chair sits there.
        chair_id: the invitee who chairs it; who chairs sits there.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_people.planned_by`; no such venue.
        BadInput: no name or one that is taken, a second main venue, a unit that is not there, a chair who is not called
            to this meeting or chairs another venue of it, a link that is no web address, a meeting in one room only.
    """
    name = short(name, 200, "name")
    if not name:
        raise BadInput(_("Hãy ghi tên điểm cầu."), field="name")
    place, address = short(place, 300, "place"), web_address(link)
    with transaction.atomic():
        meeting = planned_by(actor, meeting_id)
        if meeting.form == MeetingForm.IN_ROOM:
            raise BadInput(
                _("Cuộc họp đang là họp trực tiếp; hãy đổi hình thức họp trước khi thêm điểm cầu."), field="form"
            )
        here = Venue.objects.filter(jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id)
        others = here.exclude(id=venue_id or 0)
        if others.filter(name__iexact=name).exists():
            raise BadInput(_("Cuộc họp đã có điểm cầu này."), code="taken", field="name")
        if is_main and others.filter(is_main=True).exists():
            raise BadInput(_("Cuộc họp đã có điểm cầu chính."), code="two_main", field="is_main")
        _require_unit(meeting, unit_id)
        chair = _chair(meeting, chair_id, others)
        if venue_id is None:
            venue = Venue(
                jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, position=next_position(Venue, meeting)
            )
        else:
            venue = row_of(Venue, meeting, venue_id)
        venue.name, venue.unit_id, venue.place, venue.link = name, unit_id, place, address
        venue.is_main, venue.chair_id = is_main, chair.id if chair else None
        venue.save()
        if chair is not None and chair.venue_id != venue.id:
            chair.venue_id = venue.id
            chair.save(update_fields=["venue_id"])
        _steps.record(
            meeting, actor, events.VENUE_SET,
            {"venue_id": venue.id, "name": name, "unit_id": unit_id, "place": place, "link": address, "is_main": is_main,
             "chair_id": venue.chair_id},
            now=now, request_id=request_id,
        )  # fmt: skip
    return venue


def _require_unit(meeting: Meeting, unit_id: int | None) -> None:
    if unit_id is not None and not Unit.objects.filter(jurisdiction_id=meeting.jurisdiction_id, id=unit_id).exists():
        raise BadInput(_("Đơn vị của điểm cầu không còn trong danh mục; hãy chọn lại."), field="unit")


def _chair(meeting: Meeting, chair_id: int | None, others: QuerySet[Venue]) -> Invitee | None:
    if chair_id is None:
        return None
    chair = Invitee.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id, id=chair_id, withdrawn_at__isnull=True
    ).first()
    if chair is None:
        raise BadInput(_("Người chủ trì điểm cầu phải là người được mời dự cuộc họp này."), field="chair")
    if others.filter(chair_id=chair.id).exists():
        raise BadInput(
            _("%(name)s đã chủ trì một điểm cầu khác của cuộc họp này.") % {"name": chair.person_name or chair.body},
            code="two_chairs",
            field="chair",
        )
    return chair

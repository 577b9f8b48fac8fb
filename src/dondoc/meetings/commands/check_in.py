"""Check somebody in on the day: by the list, by the code at the door, or by their venue."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import is_office
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.meetings import events, rules
from dondoc.meetings.choices import Answer, Attendee, CheckIn, Mode, Part, Presence, SubstituteRank
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import holder_on, invitee_of, require_free, short
from dondoc.meetings.commands._speaking import follow_attendee, speakers_known
from dondoc.meetings.live import publish
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.names import same_name
from dondoc.meetings.permissions import may_answer_for, units_of
from dondoc.organizations.models import Tenure
from dondoc.organizations.selectors import valid_on


def check_in(
    *,
    actor: User,
    invitee_id: int,
    presence: str,
    now: dt.datetime,
    attendee: str = Attendee.INVITED,
    attendee_name: str = "",
    attendee_title: str = "",
    attendee_rank: str = SubstituteRank.NONE,
    mode: str = "",
    how: str = CheckIn.LIST,
    door_secret: str = "",
    request_id: str = "",
) -> Invitee:
    """Record who came for one who is called; UNKNOWN takes it back.

    Args:
        actor: the office by the list; a unit's people by the code at the door, or for the venue that their unit keeps.
        invitee_id: who is called.
        presence: a code of Presence.
        now: the moment.
        attendee: who came: INVITED, or SUBSTITUTE.
        attendee_name: the substitute's name; of one who was announced it need not be said again.
        attendee_title: their post in words.
        attendee_rank: what they are to who is called; of who holds a post of the unit it is known.
        mode: in the room or by video; "": by video for who sits at a venue other than the main one, else in the room.
        how: by what they were found.
        door_secret: what the code at the door carries, where `how` is QR.
        request_id: groups what one request did.

    Raises:
        NotFound: nobody of this id is called to a meeting that the actor may know of.
        Refused: not for the actor to check in; a code that is old or of another meeting.
        Conflict: the meeting has not been called, or is over; it is neither its day nor does it run; what the office
            found is not taken back by a code; somebody who has spoken is no absentee.
        BadInput: a code that there is not; a substitute without name or rank, who is called to this meeting themselves,
            stands in for somebody else there, or has left the post.
    """
    for value, codes, field in (
        (presence, Presence, "presence"),
        (mode or Mode.IN_ROOM, Mode, "mode"),
        (how, CheckIn, "how"),
    ):
        if value not in codes.values:
            raise BadInput(_("Thông tin điểm danh không hợp lệ; hãy tải lại trang."), field=field)
    name, title = short(attendee_name, 120, "attendee_name"), short(attendee_title, 200, "attendee_title")
    with transaction.atomic():
        invitee, meeting = invitee_of(actor, invitee_id)
        _require_may(actor, meeting, invitee, how, door_secret, presence)
        if meeting.state not in rules.CHECK_IN_STATES:
            raise _steps.wrong_state(
                meeting,
                _("Cuộc họp %(state)s nên không điểm danh được.") % {"state": meeting.get_state_display().lower()},
            )
        if not rules.may_check_in(meeting.state, meeting.starts_at, meeting.ends_at, now):
            raise Conflict(not_the_day(meeting), code="not_the_day")
        before = speakers_known(meeting, invitee)
        here = presence == Presence.PRESENT
        invitee.presence = presence
        invitee.attendee, invitee.attendee_name, invitee.attendee_title = Attendee.NOBODY, "", ""
        invitee.attendee_rank = SubstituteRank.NONE
        if here:
            _set_attendee(meeting, invitee, attendee, name, title, attendee_rank)
        invitee.mode = (mode or _seat_of(invitee, how)) if here else Mode.IN_ROOM
        known = presence != Presence.UNKNOWN
        invitee.check_in = how if known else CheckIn.NONE
        invitee.checked_at, invitee.checked_by_id = (now, actor.id) if known else (None, None)
        invitee.save()
        follow_attendee(meeting, invitee, before, now=now)
        code = rules.attendance_code(
            invitee, requirement=invitee.category.requirement, chairs_venue=_chairs_venue(invitee),
            began_at=meeting.held_at,
        )  # fmt: skip
        _steps.record(
            meeting, actor, events.CHECKED_IN,
            {
                "invitee_id": invitee.id, "presence": presence, "attendee": str(invitee.attendee),
                "attendee_name": invitee.attendee_name, "attendee_title": invitee.attendee_title,
                "attendee_rank": str(invitee.attendee_rank), "mode": str(invitee.mode), "how": str(invitee.check_in),
                "code": str(code),
            },
            now=now, request_id=request_id,
        )  # fmt: skip
        # Everybody who follows is told that a row changed; what it comes to is not for all of them: a page asks anew for its own.
        publish(meeting, Part.ATTENDANCE, {"invitee_id": invitee.id}, now=now)
    return invitee


def _require_may(actor: User, meeting: Meeting, invitee: Invitee, how: str, door_secret: str, presence: str) -> None:
    if how == CheckIn.QR:
        if not rules.opens_the_door(meeting.door_secret, door_secret):
            raise Refused(
                _("Mã điểm danh không đúng hoặc đã được thay: hãy quét lại mã đang treo tại cửa phòng họp này."),
                code="wrong_door_code",
            )
        if not may_answer_for(actor, invitee.unit_id):
            raise Refused(_("Bạn chỉ điểm danh được cho đơn vị mình."))
        if presence == Presence.ABSENT:
            raise BadInput(_("Mã tại cửa chỉ dùng để báo có mặt."), field="presence")
        if presence == Presence.UNKNOWN and invitee.check_in != CheckIn.QR:
            raise Conflict(_("Văn phòng đã điểm danh; hãy nhờ Văn phòng sửa nếu chưa đúng."), code="checked_by_office")
    elif how == CheckIn.VENUE and not is_office(actor):
        venue = invitee.venue
        if venue is None or venue.unit_id is None or venue.unit_id not in units_of(actor):
            raise Refused(_("Danh sách điểm cầu này do đơn vị khác điểm danh."))
    elif not is_office(actor):
        raise Refused(_("Điểm danh theo danh sách là việc của Văn phòng; hãy quét mã tại cửa phòng họp."))


def _seat_of(invitee: Invitee, how: str) -> Mode:
    """Where somebody sat whose list does not say it: who scanned the code at the door was at the door."""
    venue = invitee.venue
    away = how != CheckIn.QR and venue is not None and not venue.is_main
    return Mode.ONLINE if away else Mode.IN_ROOM


def not_the_day(meeting: Meeting) -> str:
    """When people can be checked in, in words."""
    days = rules.days_of(meeting.starts_at, meeting.ends_at)
    said = " – ".join(f"{day:%d/%m/%Y}" for day in dict.fromkeys(days))
    return _("Chỉ điểm danh trong ngày họp (%(day)s) hoặc khi cuộc họp đang diễn ra.") % {"day": said}


def _chairs_venue(invitee: Invitee) -> bool:
    return invitee.venue is not None and invitee.venue.chair_id == invitee.id


def _set_attendee(meeting: Meeting, invitee: Invitee, attendee: str, name: str, title: str, rank: str) -> None:
    """Set who came: the very person, or a substitute who was announced or is said now."""
    if attendee == Attendee.INVITED:
        # Who holds the post on the day of the meeting, whoever held it when the invitation was written.
        day = rules.day_of(meeting)
        held = holder_on(meeting.jurisdiction_id, invitee.post_id, day) if invitee.post_id else None
        invitee.attendee = Attendee.INVITED
        invitee.attendee_name = (held.person_name if held else "") or invitee.person_name or name
        invitee.attendee_title = invitee.title or title
        return
    if attendee != Attendee.SUBSTITUTE:
        raise BadInput(_("Hãy cho biết ai đến dự."), field="attendee")
    announced = invitee.answer == Answer.SUBSTITUTE and (not name or same_name(name, invitee.substitute_name))
    if announced:
        name, title, rank = invitee.substitute_name, invitee.substitute_title, invitee.substitute_rank
    if not name:
        raise BadInput(_("Hãy ghi họ tên người dự thay."), field="attendee_name")
    # Who was announced may have been called themselves since, or have left the post.
    require_free(meeting, invitee, name, invitee.substitute_post_id if announced else None)
    if not announced:
        rank = _known_rank(meeting, invitee, name) or rank
    if rank not in (SubstituteRank.DEPUTY, SubstituteRank.OTHER):
        raise BadInput(_("Hãy cho biết người dự thay có phải là cấp phó không."), field="attendee_rank")
    invitee.attendee, invitee.attendee_name, invitee.attendee_title = Attendee.SUBSTITUTE, name, title
    invitee.attendee_rank = rank


def _known_rank(meeting: Meeting, invitee: Invitee, name: str) -> str:
    """What the directory knows of somebody of the unit: who holds a post below its head on the day is a deputy."""
    if invitee.unit_id is None:
        return ""
    held = Tenure.objects.filter(
        valid_on(rules.day_of(meeting)), jurisdiction_id=meeting.jurisdiction_id,
        post__unit_id=invitee.unit_id, post__is_head=False,
    )  # fmt: skip
    deputies = held.values_list("person_name", flat=True)
    return SubstituteRank.DEPUTY if any(same_name(name, each) for each in deputies) else ""

"""Attendance of meetings as plain data, for counts, notices and statistics."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.meetings import rules
from dondoc.meetings.attendance import Attended
from dondoc.meetings.choices import AttendanceCode
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.selectors import invitees_of


def code_of(invitee: Invitee) -> AttendanceCode:
    """What somebody's attendance comes to; the row with its category and venue."""
    chairs = invitee.venue is not None and invitee.venue.chair_id == invitee.id
    return rules.attendance_code(invitee, requirement=invitee.category.requirement, chairs_venue=chairs)


def attended(invitees: Iterable[Invitee]) -> list[Attended]:
    """The rows as plain data, in their order."""
    return [
        Attended(
            category=one.category.name, is_counted=one.category.is_counted, body=one.body, title=one.title,
            person_name=one.person_name, attendee_name=one.attendee_name, attendee_title=one.attendee_title,
            code=code_of(one), reason_kind=one.reason_kind, reason=one.reason, place=_short_place(one),
            venue=one.venue.name if one.venue else "",
        )
        for one in invitees
    ]  # fmt: skip


def attendance_of(meeting: Meeting) -> list[Attended]:
    """Who was called to a meeting, and what came of it."""
    return attended(invitees_of(meeting))


def _short_place(invitee: Invitee) -> str:
    """A district's name without its kind: "UBND huyện Hòn Đất" is “Hòn Đất” in a list of venues."""
    name = invitee.body
    for start in ("UBND ", "Ủy ban nhân dân "):
        name = name.removeprefix(start)
    for kind in ("thành phố ", "thị xã ", "huyện ", "quận ", "phường ", "xã ", "đặc khu "):
        name = name.removeprefix(kind)
    return name

"""Who is called to a meeting and what their attendance comes to, read from the rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from dondoc.accounts.choices import UNIT_ROLES
from dondoc.accounts.models import User
from dondoc.foundation.text import fold
from dondoc.meetings import rules
from dondoc.meetings.attendance import Attended
from dondoc.meetings.choices import Answer, AttendanceCode, Consent, Presence, State
from dondoc.meetings.models import Invitee, Meeting, Venue
from dondoc.meetings.permissions import may_consent, may_see_reasons, sees_all_meetings, units_of
from dondoc.meetings.selectors import invitees_of
from dondoc.organizations.models import Tenure
from dondoc.organizations.selectors import valid_on


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: who is called, who holds the post on the day, what it comes to.

    Attributes:
        invitee: the row.
        person: the same as plain data, with the name of who holds the post on the meeting's day.
        code: what their attendance comes to.
        chairs_venue: whether they chair a venue.
        may_see_reason: whether who looks may read why they are absent.
        is_own: whether who looks answers for them.
        may_see_attendance: whether who looks may read who came for them.
    """

    invitee: Invitee
    person: Attended
    code: AttendanceCode
    chairs_venue: bool
    may_see_reason: bool = True
    is_own: bool = False
    may_see_attendance: bool = True


def holders_on(jurisdiction_id: int, post_ids: Iterable[int], on: dt.date) -> dict[int, str]:
    """Names of who holds each post on the day (one query)."""
    held = Tenure.objects.filter(valid_on(on), jurisdiction_id=jurisdiction_id, post_id__in=set(post_ids))
    return dict(held.values_list("post_id", "person_name"))


def code_of(invitee: Invitee, chair_ids: frozenset[int], meeting: Meeting) -> AttendanceCode:
    """What somebody's attendance comes to.

    Args:
        invitee: the row, with its category at hand.
        chair_ids: the invitees who chair a venue of the meeting.
        meeting: the meeting.
    """
    return rules.attendance_code(
        invitee, requirement=invitee.category.requirement, chairs_venue=invitee.id in chair_ids,
        began_at=meeting.held_at,
    )  # fmt: skip


def chairs_of(jurisdiction_id: int, meeting_ids: Iterable[int]) -> frozenset[int]:
    """The invitees who chair a venue of these meetings."""
    found = Venue.objects.filter(
        jurisdiction_id=jurisdiction_id, meeting_id__in=list(meeting_ids), chair_id__isnull=False
    )
    return frozenset(chair for chair in found.values_list("chair_id", flat=True) if chair is not None)


def lines_of(meeting: Meeting, user: User | None = None, *, rows: QuerySet[Invitee] | None = None) -> list[Line]:
    """The list of a meeting with what attendance comes to, in its order (three queries, whatever its length; a fourth for a unit's people).

    Who came is read by the office and the chair, of their own by a unit's people, and of a venue by the unit that keeps its list.

    Args:
        meeting: the meeting.
        user: who looks; None: nobody in particular, who reads everything.
        rows: only these of it.
    """
    invitees = list(invitees_of(meeting) if rows is None else rows)
    chairs = chairs_of(meeting.jurisdiction_id, [meeting.id])
    names = holders_on(
        meeting.jurisdiction_id, (each.post_id for each in invitees if each.post_id), rules.day_of(meeting)
    )
    mine = units_of(user) if user is not None else frozenset()
    sees_all = user is None or may_see_reasons(user)
    kept = set() if user is None or sees_all else set(checked_by(user, meeting).values_list("id", flat=True))
    found = []
    for each in invitees:
        code = code_of(each, chairs, meeting)
        own = each.unit_id in mine
        person = _person(each, code, names)
        found.append(
            Line(each, person, code, each.id in chairs, sees_all or own, own, sees_all or own or each.venue_id in kept)
        )
    return found


def attendance_of(meeting: Meeting) -> list[Attended]:
    """Who was called to a meeting and what came of it, as `attendance.counts` and `attendance.sentence` take them."""
    return [line.person for line in lines_of(meeting)]


def narrowed(lines: Iterable[Line], *, words: str = "", show: str = "", venue_id: int | None = None) -> list[Line]:
    """The lines that a check-in list shows: those who are missing first, each group in the order of the list.

    Args:
        lines: of a meeting.
        words: of name, body or post, in any spelling of the diacritics.
        show: "waiting" (not checked), "here", "absent"; anything else: all.
        venue_id: only who sits at this venue; 0: only who sits in the room.
    """
    wanted = fold(words).split()
    found = []
    for line in lines:
        invitee = line.invitee
        if venue_id is not None and (invitee.venue_id or 0) != venue_id:
            continue
        if show in _SHOWN and invitee.presence != _SHOWN[show]:
            continue
        said = fold(f"{line.person.person_name} {invitee.body} {invitee.title} {invitee.attendee_name}")
        if all(word in said for word in wanted):
            found.append(line)
    return sorted(found, key=lambda line: line.invitee.presence != Presence.UNKNOWN)


def waiting_for(user: User, now: dt.datetime) -> QuerySet[Invitee]:
    """What of meetings to come waits for a person: requests to decide on, or invitations to answer; the nearest first.

    Args:
        user: the chair and the leader of the office decide; a unit's people answer for their unit.
        now: the moment; what is over waits for nobody.
    """
    open_ones = Invitee.objects.filter(
        jurisdiction_id=user.jurisdiction_id, withdrawn_at__isnull=True, meeting__ends_at__gt=now,
        meeting__state__in=(State.CALLED, State.RUNNING),
    )  # fmt: skip
    if may_consent(user):
        found = open_ones.filter(consent=Consent.ASKED)
    elif user.is_active and user.role in UNIT_ROLES:
        # `rules.takes_answers`: a unit answers until the meeting begins.
        found = open_ones.filter(
            answer=Answer.NONE, presence=Presence.UNKNOWN, unit_id__in=units_of(user), meeting__opened_at__isnull=True,
            meeting__starts_at__gt=now,
        )  # fmt: skip
    else:
        found = open_ones.none()
    return found.select_related("meeting").order_by("meeting__starts_at", "position", "id")


def checked_by(user: User, meeting: Meeting) -> QuerySet[Venue]:
    """The venues whose list this person's unit keeps."""
    return Venue.objects.filter(
        Q(unit_id__in=units_of(user)), jurisdiction_id=meeting.jurisdiction_id, meeting_id=meeting.id
    ).order_by("position", "id")


def listed_for(user: User, meeting: Meeting) -> list[Line]:
    """The check-in list that `user` reads: the whole of it for the office and the chair, else of the venues that their unit keeps."""
    if sees_all_meetings(user):
        return lines_of(meeting, user)
    return lines_of(
        meeting, user, rows=invitees_of(meeting).filter(venue_id__in=checked_by(user, meeting).values("id"))
    )


_SHOWN = {"waiting": Presence.UNKNOWN, "here": Presence.PRESENT, "absent": Presence.ABSENT}


def _person(invitee: Invitee, code: AttendanceCode, names: dict[int, str]) -> Attended:
    return Attended(
        category=invitee.category.name, is_counted=invitee.category.is_counted, body=invitee.body, title=invitee.title,
        person_name=names.get(invitee.post_id or 0) or invitee.person_name, attendee_name=invitee.attendee_name,
        attendee_title=invitee.attendee_title, code=code, reason_kind=invitee.reason_kind, reason=invitee.reason,
        place=_short_place(invitee), venue=invitee.venue.name if invitee.venue else "",
        attendee_rank=invitee.attendee_rank, unit_kind=invitee.unit.kind if invitee.unit else "", invitee_id=invitee.id,
    )  # fmt: skip


def _short_place(invitee: Invitee) -> str:
    """A district's name without its kind: "UBND huyện Hòn Đất" is “Hòn Đất” in a list of venues."""
    name = invitee.body
    for start in ("UBND ", "Ủy ban nhân dân "):
        name = name.removeprefix(start)
    for kind in ("thành phố ", "thị xã ", "huyện ", "quận ", "phường ", "xã ", "đặc khu "):
        name = name.removeprefix(kind)
    return name

"""Meetings of the database as a calendar has them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.meetings.calendar_file import Attending, CalendarEntry, calendar_file
from dondoc.meetings.choices import State
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.permissions import sees_all_meetings
from dondoc.meetings.selectors import invitees_of, own_invitees


def entry_of(meeting: Meeting, invitees: Iterable[Invitee], *, url: str) -> CalendarEntry:
    """A meeting as a calendar has it; whoever may see the meeting may have its link to join.

    Args:
        meeting: the meeting.
        invitees: who is named in it.
        url: of its page, in full.
    """
    chair = " ".join(part for part in (meeting.chair_title, meeting.chair_name) if part)
    chaired = _("Chủ trì") + f": {chair}" if chair else ""
    lines = [meeting.content, chaired, meeting.requests, meeting.link]
    return CalendarEntry(
        uid=f"hop-{meeting.jurisdiction_id}-{meeting.id}@dondoc", sequence=meeting.sequence, title=meeting.title,
        description="\n".join(line for line in lines if line),
        location=meeting.room.name if meeting.room else meeting.place,
        url=url, starts_at=meeting.starts_at, ends_at=meeting.ends_at, changed_at=meeting.changed_at,
        organizer=meeting.unit.name, is_cancelled=meeting.state == State.CANCELLED,
        is_tentative=meeting.state == State.PLANNED,
        attending=[Attending(f"moi-{one.id}", one.title or one.body, one.answer) for one in invitees],
    )  # fmt: skip


def invitation_file(user: User, meeting: Meeting, *, url: str) -> bytes:
    """The invitation with its updates, or the cancellation; the office's names all who are called, a unit's its own.

    Args:
        user: who asks; they may see the meeting.
        meeting: the meeting.
        url: of its page, in full.
    """
    people = list(invitees_of(meeting)) if sees_all_meetings(user) else own_invitees(user, meeting)
    entry = entry_of(meeting, people, url=url)
    return calendar_file([entry], method="CANCEL" if entry.is_cancelled else "REQUEST")

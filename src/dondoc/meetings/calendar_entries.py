"""Meetings of the database as a calendar has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import NotFound
from dondoc.meetings import rules
from dondoc.meetings.calendar_file import Attending, CalendarEntry, calendar_file
from dondoc.meetings.choices import Answer, Consent, State
from dondoc.meetings.models import Invitee, Meeting
from dondoc.meetings.names import person_key
from dondoc.meetings.permissions import sees_all_meetings
from dondoc.meetings.selectors import invitees_of, meeting_of, own_invitees
from dondoc.meetings.withdrawn import WithdrawnCall, withdrawn_call
from dondoc.organizations.models import Tenure
from dondoc.organizations.selectors import valid_on


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
    people = list(invitees)
    return CalendarEntry(
        uid=_uid(meeting), sequence=meeting.sequence, title=meeting.title,
        description="\n".join(line for line in lines if line),
        location=meeting.room.name if meeting.room else meeting.place,
        url=url, starts_at=meeting.starts_at, ends_at=meeting.ends_at, changed_at=meeting.changed_at,
        organizer=meeting.unit.name, is_cancelled=meeting.state == State.CANCELLED,
        is_tentative=meeting.state == State.PLANNED, attending=_attending(meeting, people),
        organizer_email=_planner_email(meeting) if people else "",
    )  # fmt: skip


def calendar_of(user: User, meeting_id: int, url_of: Callable[[Meeting], str]) -> bytes:
    """The invitation with its updates; the cancellation, of the meeting or of the call to this person's unit alone.

    The office's file names all who are called, a unit's its own.

    Args:
        user: who asks.
        meeting_id: the meeting.
        url_of: the address of a meeting's page, in full.

    Raises:
        NotFound: there is none that the user knows of, or was called to.
    """
    try:
        meeting = meeting_of(user, meeting_id)
    except NotFound:
        gone = withdrawn_call(user, meeting_id)
        if gone is None:
            raise
        return calendar_file([_entry_of_withdrawn(gone)], method="CANCEL")
    people = list(invitees_of(meeting)) if sees_all_meetings(user) else own_invitees(user, meeting)
    entry = entry_of(meeting, people, url=url_of(meeting))
    return calendar_file([entry], method="CANCEL" if entry.is_cancelled else "REQUEST")


def _entry_of_withdrawn(gone: WithdrawnCall) -> CalendarEntry:
    """What cancels the call in their calendar: what they knew of the meeting, and no more."""
    meeting = gone.meeting
    return CalendarEntry(
        uid=_uid(meeting), sequence=meeting.sequence, title=gone.title, description="", location="", url="",
        starts_at=gone.starts_at, ends_at=gone.ends_at, changed_at=gone.withdrawn_at, organizer=meeting.unit.name,
        is_cancelled=True, attending=_attending(meeting, gone.invitees), organizer_email=_planner_email(meeting),
    )  # fmt: skip


def _uid(meeting: Meeting) -> str:
    return f"hop-{meeting.jurisdiction_id}-{meeting.id}@dondoc"


def _planner_email(meeting: Meeting) -> str:
    """Where answers by mail go: to who planned the meeting."""
    emails = User.objects.filter(jurisdiction_id=meeting.jurisdiction_id, id=meeting.created_by_id, is_active=True)
    return emails.values_list("email", flat=True).first() or ""


def _attending(meeting: Meeting, people: list[Invitee]) -> list[Attending]:
    """Who is called, with the e-mail of who holds the post on the day, else of the unit's account of this person (two queries)."""
    here = meeting.jurisdiction_id
    posts = {post for one in people for post in (one.post_id, one.substitute_post_id) if post}
    held = Tenure.objects.filter(valid_on(rules.day_of(meeting)), jurisdiction_id=here, post_id__in=posts).exclude(
        email=""
    )
    by_post = dict(held.values_list("post_id", "email")) if posts else {}
    units = {one.unit_id for one in people if one.unit_id}
    accounts = User.objects.filter(jurisdiction_id=here, unit_id__in=units, is_active=True).exclude(email="")
    by_name = {
        (unit, person_key(name)): email for unit, name, email in accounts.values_list("unit_id", "full_name", "email")
    } if units else {}  # fmt: skip

    def email(post_id: int | None, unit_id: int | None, name: str) -> str:
        return by_post.get(post_id or 0) or by_name.get((unit_id, person_key(name)), "")

    found = []
    for one in people:
        # Whom the chair refused does not come instead.
        sends = one.answer == Answer.SUBSTITUTE and one.consent != Consent.REFUSED
        found.append(
            Attending(
                f"moi-{one.id}", one.title or one.body, one.answer, email(one.post_id, one.unit_id, one.person_name),
                one.substitute_name if sends else "",
                email(one.substitute_post_id, one.unit_id, one.substitute_name) if sends else "",
            )
        )  # fmt: skip
    return found

"""Reads of the plan: rooms, series, what clashes, when a notice is due."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.drafting.selectors import code_of_draft
from dondoc.foundation.clock import local_day
from dondoc.meetings.choices import Answer, Consent, State
from dondoc.meetings.clashes import Clash, Slot, clashes_of
from dondoc.meetings.doubts import Doubt, doubts_of
from dondoc.meetings.holders import Holders
from dondoc.meetings.legal_days import notice_days, notice_due
from dondoc.meetings.models import Conclusion, Invitee, Meeting, MeetingRoom, MeetingSeries
from dondoc.meetings.permissions import visible_meetings
from dondoc.worktime import working_days_between

_CONCLUDED = Q(notice_draft_id__isnull=False) | Exists(
    Conclusion.objects.filter(
        jurisdiction_id=OuterRef("jurisdiction_id"), meeting_id=OuterRef("id"), dropped_at__isnull=True
    )
)


def rooms_of(jurisdiction_id: int, *, all_of_them: bool = False) -> QuerySet[MeetingRoom]:
    """The rooms in which meetings are planned; with those no longer used where all are wanted."""
    found = MeetingRoom.objects.filter(jurisdiction_id=jurisdiction_id).order_by("name", "id")
    return found if all_of_them else found.filter(is_active=True)


def series_of(jurisdiction_id: int, *, all_of_them: bool = False) -> QuerySet[MeetingSeries]:
    """The series that go on; with those that ended where all are wanted."""
    found = MeetingSeries.objects.filter(jurisdiction_id=jurisdiction_id).select_related("unit").order_by("name", "id")
    return found if all_of_them else found.filter(is_active=True)


def slots_of(meetings: Collection[Meeting]) -> list[Slot]:
    """The meetings as far as they take time, with who chairs and who is called (two queries).

    Each is known by post and by the name of who holds it on the meeting's day: whoever one meeting calls by post and
    another by name is found in both.
    """
    if not meetings:
        return []
    said: dict[int, list[tuple[int | None, str, str]]] = defaultdict(list)
    for one in meetings:
        if one.chair_post_id or one.chair_name:
            said[one.id].append((one.chair_post_id, one.chair_name, one.chair_name or one.chair_title))
    jurisdiction = next(iter(meetings)).jurisdiction_id
    listed = Invitee.objects.filter(
        jurisdiction_id=jurisdiction, meeting_id__in=[one.id for one in meetings], withdrawn_at__isnull=True
    )
    for meeting_id, post_id, name, title, answer, consent, other_post, other_name in listed.values_list(
        "meeting_id", "post_id", "person_name", "title", "answer", "consent", "substitute_post_id", "substitute_name"
    ):
        refused = consent == Consent.REFUSED  # whom the chair refused is to come, whatever they asked for
        if answer == Answer.ABSENT and not refused:
            continue
        if answer == Answer.SUBSTITUTE and not refused:  # the substitute's time is taken, not that of who is called
            said[meeting_id].append((other_post, other_name, other_name))
        elif post_id or name:
            said[meeting_id].append((post_id, name, name or title))
    holders = Holders(jurisdiction, (post for people in said.values() for post, _name, _shown in people))
    return [
        Slot(
            one.id, one.title, one.starts_at, one.ends_at, (one.room_id, one.room.name) if one.room_id else None,
            tuple(holders.named(post, name, local_day(one.starts_at), shown=shown) for post, name, shown in said[one.id]),
        )
        for one in meetings
    ]  # fmt: skip


def clashes_for(meeting: Meeting) -> list[Clash]:
    """What a meeting wants that other meetings want at the same time; a meeting that is not saved yet has id 0."""
    others = (
        Meeting.objects.filter(
            jurisdiction_id=meeting.jurisdiction_id, starts_at__lt=meeting.ends_at, ends_at__gt=meeting.starts_at
        )
        .exclude(id=meeting.id or 0)
        .exclude(state=State.CANCELLED)
        .select_related("room")
        .order_by("starts_at", "id")
    )
    (own,) = slots_of([meeting])
    return clashes_of(own, slots_of(list(others)))


def doubts_for(meeting: Meeting) -> list[Doubt]:
    """What of a meeting's plan is doubtful."""
    room = meeting.room
    return doubts_of(meeting, calendar_of(meeting.jurisdiction_id), room_link=room.link if room else "")


def clashes_among(meetings: Iterable[Meeting]) -> dict[int, list[Clash]]:
    """What each of these meetings wants that another of them wants at the same time, by its id: for a calendar."""
    slots = slots_of([one for one in meetings if one.state != State.CANCELLED])
    found = {slot.meeting_id: clashes_of(slot, slots) for slot in slots}
    return {number: some for number, some in found.items() if some}


def notice_state(meeting: Meeting, *, today: dt.date) -> dict[str, object] | None:
    """When the conclusion notice of an ended meeting is due, and how far that is; None where there is nothing to count.

    Returns:
        `due_on`; `day`: which working day after the meeting today is; `of`: how many there are; `issued_on`, `code` and
        `document_id` where it is issued; `is_late`.
    """
    if meeting.state != State.ENDED or meeting.ended_at is None:
        return None
    calendar = calendar_of(meeting.jurisdiction_id)
    ended = local_day(meeting.ended_at)
    due = notice_due(meeting.jurisdiction_id, ended)
    draft = meeting.notice_draft
    issued = local_day(draft.issued_at) if draft is not None and draft.issued_at else None
    until = issued or today
    return {
        "due_on": due, "of": notice_days(meeting.jurisdiction_id, ended), "day": working_days_between(ended, max(ended, until), calendar),
        "issued_on": issued, "is_late": until > due, "code": code_of_draft(draft) if draft and issued else "",
        "document_id": draft.document_id if draft and issued else None,
    }  # fmt: skip


def owes_notice(meeting: Meeting | None, *, today: dt.date) -> bool:
    """Whether a meeting ended with conclusions and its notice is not issued: what it gave to do is not given yet.

    Args:
        meeting: a meeting with its `notice_draft`, None where there is none (`standing.meeting_before`).
        today: the day.
    """
    state = notice_state(meeting, today=today) if meeting is not None else None
    return meeting is not None and state is not None and state["issued_on"] is None and bool(concluded([meeting]))


@dataclass(frozen=True, slots=True)
class DueNotice:
    """An ended meeting whose notice is not issued, with how far its five working days are (`notice_state`)."""

    meeting: Meeting
    notice: dict[str, object]


def concluded(meetings: Iterable[Meeting]) -> set[int]:
    """Which of these meetings have conclusions, or a draft of them: those that owe a notice (one query)."""
    ids = [one.id for one in meetings]
    return set(Meeting.objects.filter(_CONCLUDED, id__in=ids).values_list("id", flat=True))


def due_notices(user: User, *, today: dt.date) -> list[DueNotice]:
    """The meetings whose notice is still to be issued, the longest ago first; one that concluded nothing owes none."""
    ended = (
        visible_meetings(user)
        .select_related("notice_draft")
        .filter(state=State.ENDED, notice_draft__issued_at__isnull=True)
        .filter(_CONCLUDED)
        .order_by("ended_at", "id")
    )
    return [DueNotice(one, found) for one in ended if (found := notice_state(one, today=today)) is not None]

"""Days of papers and of opinion slips that another calendar counts otherwise, for whoever looks at what a decision moves.

They are proposed by count and then set by a person; who owes the paper or the opinion was told that day. So none moves by itself:
it is named, with the day that would be proposed now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from dondoc.foundation.clock import LOCAL, local_day
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState, State
from dondoc.meetings.models import Paper, PaperVersion, SlipRound
from dondoc.meetings.paper_rules import default_due_on as paper_due_on
from dondoc.meetings.permissions import visible_meetings
from dondoc.meetings.slip_rules import LEAST_DAYS, is_short
from dondoc.meetings.slip_rules import default_due_on as slip_due_on
from dondoc.meetings.slip_selectors import visible_rounds
from dondoc.schedules.chosen_days import MOST_DAYS, Asked, ChosenDay, Why, register_provider
from dondoc.schedules.reckoning import recounted
from dondoc.worktime import WorkCalendar, add_working_days, next_working_day, previous_working_day


def register() -> None:
    """Make the days known to the previews of decisions."""
    register_provider("meeting_papers", papers)
    register_provider("slip_rounds", rounds)


@dataclass(frozen=True, slots=True)
class BeforeMeeting:
    """So many working days before a meeting, as papers are proposed."""

    starts_on: dt.date
    rule: str = "paper"

    def day(self, calendar: WorkCalendar) -> dt.date | None:
        """The day by that calendar."""
        return paper_due_on(self.starts_on, dt.date.min, calendar)


@dataclass(frozen=True, slots=True)
class AfterOpening:
    """So many working days after a round was opened, or its deadline put off, as slips are proposed."""

    since: dt.date
    rule: str = "slip"

    def day(self, calendar: WorkCalendar) -> dt.date | None:
        """The day by that calendar."""
        return slip_due_on(self.since, calendar)


def papers(asked: Asked) -> Iterator[ChosenDay]:
    """The papers that have not come, of meetings that have not begun (one query)."""
    sent = PaperVersion.objects.filter(jurisdiction_id=OuterRef("jurisdiction_id"), paper_id=OuterRef("id"))
    first = max(asked.today, asked.differing[0])
    ahead = visible_meetings(asked.user).filter(
        state__in=(State.PLANNED, State.CALLED), starts_at__gte=dt.datetime.combine(first, dt.time(), LOCAL)
    )
    rows = Paper.objects.filter(
        ~Exists(sent),
        jurisdiction_id=asked.user.jurisdiction_id,
        due_on__isnull=False,
        meeting_id__in=ahead.values("id"),
    ).select_related("meeting")
    for row in rows.order_by("due_on", "id")[:MOST_DAYS]:
        if row.due_on is None:
            continue
        found = paper_day(row.due_on, local_day(row.meeting.starts_at), asked)
        if found is not None:
            why, becomes = found
            yield ChosenDay(
                "paper", row.id, row.title, row.meeting.title, row.due_on, becomes, why,
                f"/hop/{row.meeting_id}/tai-lieu/#tai-lieu-{row.id}",
            )  # fmt: skip


def paper_day(due_on: dt.date, starts_on: dt.date, asked: Asked) -> tuple[Why, dt.date | None] | None:
    """Return why the day of a paper is named, and the day that would be proposed now; None where it is as it should be.

    What is counted is never before today: the paper is asked for today then.
    """
    becomes = recounted(due_on, BeforeMeeting(starts_on), asked.calendar, asked.known)
    if becomes is not None:
        becomes = max(becomes, asked.today)
        return None if becomes == due_on else (Why.COUNTED, becomes)
    if not asked.is_off(due_on):
        return None
    # Who comes reads it first: the working day before, where that is not over.
    for day in (previous_working_day(due_on, asked.calendar), next_working_day(due_on, asked.calendar)):
        if asked.today <= day <= starts_on:
            return Why.DAY_OFF, day
    return Why.DAY_OFF, None


def rounds(asked: Asked) -> Iterator[ChosenDay]:
    """The rounds that are prepared or out (two queries)."""
    now = dt.datetime.combine(max(asked.today, asked.differing[0]), dt.time(), LOCAL)
    rows = visible_rounds(asked.user).filter(state__in=(RoundState.DRAFT, RoundState.SENT), due_at__gte=now)
    listed = list(rows.select_related("unit").order_by("due_at", "id")[:MOST_DAYS])
    since = _extended(asked.user.jurisdiction_id, listed)
    for row in listed:
        found = round_day(row, since.get(row.id, local_day(row.created_at)), asked)
        if found is not None:
            why, becomes = found
            yield ChosenDay(
                "slip", row.id, row.title, row.unit.name, local_day(row.due_at), becomes, why, f"/hop/phieu/{row.id}/"
            )


def _extended(jurisdiction_id: int, listed: Iterable[SlipRound]) -> dict[int, dt.date]:
    """From which day the deadline of a round was counted when it was last put off: that day, or the deadline before it."""
    told = LedgerEvent.objects.filter(
        jurisdiction_id=jurisdiction_id, aggregate=events.SLIP_ROUND, aggregate_id__in=[one.id for one in listed],
        code=events.ROUND_EXTENDED,
    ).order_by("seq")  # fmt: skip
    return {
        event.aggregate_id: max(event.effective_on, local_day(dt.datetime.fromisoformat(event.payload["from"])))
        for event in told
    }


def round_day(row: SlipRound, since: dt.date, asked: Asked) -> tuple[Why, dt.date] | None:
    """Return why the day of a round is named, and the day that would be proposed now; None where it is as it should be.

    Args:
        row: the round.
        since: from which day its deadline was counted.
        asked: by which calendars.
    """
    due_on = local_day(row.due_at)
    becomes = recounted(due_on, AfterOpening(since), asked.calendar, asked.known)
    if becomes is not None:
        return Why.COUNTED, becomes
    if asked.is_off(due_on):
        return Why.DAY_OFF, next_working_day(due_on, asked.calendar)
    if row.sent_at is None:
        return None
    sent_on = local_day(row.sent_at)
    was_long = any(not is_short(sent_on, due_on, one) for one in asked.known)
    if was_long and is_short(sent_on, due_on, asked.calendar):
        return Why.SHORT, add_working_days(sent_on, LEAST_DAYS, asked.calendar)
    return None

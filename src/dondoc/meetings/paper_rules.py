"""When a paper is late, and what a long dossier lacks. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from dondoc.meetings.choices import PaperKind
from dondoc.worktime import WorkCalendar, previous_working_day

#: Pages of A4 beyond which a dossier needs a summary, and how long that may be (NĐ 191/2026/NĐ-CP, at Government level;
#: taken as the default here).
LONG_DOSSIER, LONGEST_SUMMARY = 10, 6
#: Working days before the meeting by which papers are due where nobody says otherwise: who comes reads them first, and
#: the office still checks the dossier (NĐ 191/2026/NĐ-CP: two working days for that).
PAPERS_AHEAD = 2


def default_due_on(starts_on: dt.date, today: dt.date, calendar: WorkCalendar) -> dt.date:
    """The day by which papers are due: the second working day before the meeting, or today where that is over."""
    day = starts_on
    for _ in range(PAPERS_AHEAD):
        day = previous_working_day(day - dt.timedelta(days=1), calendar)
    return max(day, today)


def is_late(due_on: dt.date | None, first_sent_on: dt.date | None, today: dt.date) -> bool:
    """Whether a paper is late: it came after its day, or its day is over and nothing has come. The day itself is in time."""
    if due_on is None:
        return False
    return (first_sent_on or today) > due_on


class Sent(Protocol):
    """A paper with how many pages its last version has; None where the file does not say."""

    @property
    def kind(self) -> str:
        """A code of PaperKind."""
        ...

    @property
    def pages(self) -> int | None:
        """Of its last version."""
        ...

    @property
    def is_sent(self) -> bool:
        """Whether one has come."""
        ...


SentPaper = TypeVar("SentPaper", bound=Sent)


@dataclass(frozen=True, slots=True)
class SummaryNeed:
    """What an item's dossier says of a summary.

    Attributes:
        pages: of its reports, as far as their files say.
        needed: whether they are so many that a summary is asked for.
        lacking: whether it is needed and none has come.
        unasked: whether it lacks and nobody asked for one: then the unit of the longest report owes it.
        too_long: how many pages the longest summary has above what is allowed, 0 for none.
    """

    pages: int
    needed: bool
    lacking: bool
    unasked: bool
    too_long: int


def summary_need(papers: Iterable[Sent]) -> SummaryNeed:
    """Whether an item's papers need a summary, lack it, or have too long a one."""
    every = list(papers)
    listed = [paper for paper in every if paper.is_sent]
    pages = sum(paper.pages or 0 for paper in listed if paper.kind == PaperKind.REPORT)
    summaries = [paper for paper in listed if paper.kind == PaperKind.SUMMARY]
    needed = pages > LONG_DOSSIER
    lacking = needed and not summaries
    longest = max((paper.pages or 0 for paper in summaries), default=0)
    return SummaryNeed(
        pages=pages, needed=needed, lacking=lacking,
        unasked=lacking and not any(paper.kind == PaperKind.SUMMARY for paper in every),
        too_long=max(0, longest - LONGEST_SUMMARY) if needed else 0,
    )  # fmt: skip


def longest_report(papers: Iterable[SentPaper]) -> SentPaper | None:
    """The report whose unit owes a summary that nobody asked for: the longest; of equal ones the first."""
    reports = [paper for paper in papers if paper.is_sent and paper.kind == PaperKind.REPORT]
    return max(reports, key=lambda paper: paper.pages or 0, default=None)

"""Reads of the agenda and its papers: what is late, what a dossier lacks, who thinks what, who sees which file."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import NotFound
from dondoc.meetings.choices import State
from dondoc.meetings.models import AgendaItem, Meeting, Opinion, Paper, PaperVersion
from dondoc.meetings.paper_rules import SummaryNeed, is_late, summary_need
from dondoc.meetings.permissions import may_see_meetings, units_of, visible_meetings


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with its versions, the last first, and whether it is late."""

    paper: Paper
    versions: Sequence[PaperVersion]
    is_late: bool

    @property
    def last(self) -> PaperVersion | None:
        """The version that counts."""
        return self.versions[0] if self.versions else None

    @property
    def kind(self) -> str:
        """Of the paper."""
        return self.paper.kind

    @property
    def pages(self) -> int | None:
        """Of the last version."""
        return self.last.pages if self.last else None

    @property
    def is_sent(self) -> bool:
        """Whether a version has come."""
        return bool(self.versions)


@dataclass(slots=True)
class ItemRow:
    """An item of the agenda with when it is planned, its papers, what they lack, and the opinions on it."""

    item: AgendaItem
    begins: dt.datetime
    papers: list[PaperRow] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)

    @property
    def summary(self) -> SummaryNeed:
        """What the dossier says of a summary."""
        return summary_need(self.papers)

    @property
    def stances(self) -> dict[str, int]:
        """How many units think what."""
        found: dict[str, int] = defaultdict(int)
        for one in self.opinions:
            found[one.get_stance_display()] += 1
        return dict(found)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A meeting's agenda.

    Attributes:
        items: in order.
        others: papers of no item.
        minutes: planned for all items.
        room: minutes that the meeting is planned for.
    """

    items: Sequence[ItemRow]
    others: Sequence[PaperRow]
    minutes: int
    room: int

    @property
    def over(self) -> int:
        """By how many minutes the items are more than the meeting."""
        return max(0, self.minutes - self.room)


def agenda_of(meeting: Meeting, *, today: dt.date) -> Agenda:
    """The agenda with its papers and opinions (four queries)."""
    here = {"jurisdiction_id": meeting.jurisdiction_id, "meeting_id": meeting.id}
    begins, rows = meeting.starts_at, {}
    for item in AgendaItem.objects.filter(**here).select_related("presenter_unit").order_by("position", "id"):
        rows[item.id] = ItemRow(item, begins)
        begins += dt.timedelta(minutes=item.minutes)
    others = []
    for row in _papers(meeting, today=today):
        if row.paper.item_id in rows:
            rows[row.paper.item_id].papers.append(row)
        else:
            others.append(row)
    opinions = Opinion.objects.filter(jurisdiction_id=meeting.jurisdiction_id, item_id__in=rows).select_related("unit")
    for one in opinions.order_by("unit__sort_key"):
        rows[one.item_id].opinions.append(one)
    planned = int((begins - meeting.starts_at).total_seconds() // 60)
    return Agenda(
        list(rows.values()), others, planned, int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    )


def _papers(meeting: Meeting, *, today: dt.date) -> list[PaperRow]:
    here = {"jurisdiction_id": meeting.jurisdiction_id}
    papers = list(Paper.objects.filter(**here, meeting_id=meeting.id).select_related("unit").order_by("id"))
    versions: dict[int, list[PaperVersion]] = defaultdict(list)
    sent = PaperVersion.objects.filter(**here, paper_id__in=[one.id for one in papers]).select_related("file")
    for version in sent.order_by("-number"):
        versions[version.paper_id].append(version)
    return [PaperRow(one, versions[one.id], _late(one, versions[one.id], today)) for one in papers]


def _late(paper: Paper, versions: Sequence[PaperVersion], today: dt.date) -> bool:
    return is_late(paper.due_on, local_day(versions[-1].sent_at) if versions else None, today)


def owed_papers(user: User, *, today: dt.date) -> list[PaperRow]:
    """Papers that this person's unit owes to meetings that have not begun, the soonest first."""
    if not may_see_meetings(user):
        return []
    papers = Paper.objects.select_related("meeting", "unit").filter(
        jurisdiction_id=user.jurisdiction_id, unit_id__in=units_of(user), versions__isnull=True,
        meeting__state__in=(State.CALLED, State.RUNNING), meeting_id__in=visible_meetings(user).values("id"),
    )  # fmt: skip
    return [PaperRow(one, (), _late(one, (), today)) for one in papers.order_by("due_on", "id").distinct()]


def version_for(user: User, meeting: Meeting, version_id: int) -> PaperVersion:
    """A version of a paper of this meeting, which the person sees.

    Raises:
        NotFound: there is none.
    """
    found = (
        PaperVersion.objects.select_related("file", "paper")
        .filter(jurisdiction_id=user.jurisdiction_id, id=version_id, paper__meeting_id=meeting.id)
        .first()
    )
    if found is None:
        raise NotFound
    return found

"""Reads of the agenda and its papers: what is late, what a dossier lacks, who thinks what, who sees which file."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import NotFound
from dondoc.meetings.choices import PaperKind, State
from dondoc.meetings.models import AgendaItem, Meeting, Opinion, Paper, PaperVersion
from dondoc.meetings.paper_rules import SummaryNeed, default_due_on, is_late, longest_report, summary_need
from dondoc.meetings.permissions import may_see_meetings, units_of, visible_meetings


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper with its versions, the last first, and whether it is late.

    Where `is_wanted` it is a summary that a long dossier lacks: nobody asked for it and no row of it is kept, so that
    `paper` has no id; it is sent with `send_summary`.
    """

    paper: Paper
    versions: Sequence[PaperVersion]
    is_late: bool
    is_wanted: bool = False

    @property
    def last(self) -> PaperVersion | None:
        """The version that counts."""
        return self.versions[0] if self.versions else None

    @property
    def place(self) -> str:
        """Where it stands on the page of papers."""
        return f"thieu-tom-tat-{self.paper.item_id}" if self.is_wanted else f"tai-lieu-{self.paper.id}"

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
    """An item of the agenda with when it is planned, its papers, the summary that they lack, the opinions on it."""

    item: AgendaItem
    begins: dt.datetime
    papers: list[PaperRow] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    wanted: PaperRow | None = None

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
    for each in rows.values():
        each.wanted = wanted_summary(meeting, each.papers, today=today)
    opinions = Opinion.objects.filter(jurisdiction_id=meeting.jurisdiction_id, item_id__in=rows).select_related("unit")
    for one in opinions.order_by("unit__sort_key"):
        rows[one.item_id].opinions.append(one)
    planned = int((begins - meeting.starts_at).total_seconds() // 60)
    return Agenda(
        list(rows.values()), others, planned, int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    )


def _papers(meeting: Meeting, *, today: dt.date) -> list[PaperRow]:
    here = {"jurisdiction_id": meeting.jurisdiction_id}
    papers = Paper.objects.filter(**here, meeting_id=meeting.id).select_related("unit")
    return _rows_of(meeting.jurisdiction_id, papers, today=today)


def rows_of_item(item: AgendaItem, *, today: dt.date) -> list[PaperRow]:
    """The papers of one item."""
    papers = Paper.objects.filter(jurisdiction_id=item.jurisdiction_id, item_id=item.id).select_related("unit")
    return _rows_of(item.jurisdiction_id, papers, today=today)


def _rows_of(jurisdiction_id: int, found: QuerySet[Paper], *, today: dt.date) -> list[PaperRow]:
    papers = list(found.order_by("id"))
    versions: dict[int, list[PaperVersion]] = defaultdict(list)
    sent = PaperVersion.objects.filter(jurisdiction_id=jurisdiction_id, paper_id__in=[one.id for one in papers])
    for version in sent.select_related("file").order_by("-number"):
        versions[version.paper_id].append(version)
    return [PaperRow(one, versions[one.id], _late(one, versions[one.id], today)) for one in papers]


def _late(paper: Paper, versions: Sequence[PaperVersion], today: dt.date) -> bool:
    return is_late(paper.due_on, local_day(versions[-1].sent_at) if versions else None, today)


def wanted_summary(meeting: Meeting, papers: Sequence[PaperRow], *, today: dt.date) -> PaperRow | None:
    """The summary that an item's long dossier lacks and nobody asked for; owed by the unit of the longest report.

    It is due with that report, or as papers are without another word. Derived: no row of it is kept until one is sent.
    """
    report = longest_report(papers)
    if report is None or not summary_need(papers).unasked:
        return None
    of = report.paper
    due_on = of.due_on or default_due_on(local_day(meeting.starts_at), local_day(report.versions[-1].sent_at), calendar_of(meeting.jurisdiction_id))  # fmt: skip
    paper = Paper(
        jurisdiction_id=of.jurisdiction_id, meeting=meeting, item_id=of.item_id, kind=PaperKind.SUMMARY, unit=of.unit,
        title=(_("Bản tóm tắt: %(title)s") % {"title": of.title})[:400], due_on=due_on,
    )  # fmt: skip
    return PaperRow(paper, (), is_late(due_on, None, today), is_wanted=True)


def owed_papers(user: User, *, today: dt.date) -> list[PaperRow]:
    """Papers that this person's unit owes to meetings that have not begun, the soonest first; summaries that lack too."""
    if not may_see_meetings(user):
        return []
    papers = Paper.objects.select_related("meeting", "unit").filter(
        jurisdiction_id=user.jurisdiction_id, unit_id__in=units_of(user),
        meeting__state__in=(State.CALLED, State.RUNNING), meeting_id__in=visible_meetings(user).values("id"),
    )  # fmt: skip
    rows = [PaperRow(one, (), _late(one, (), today)) for one in papers.filter(versions__isnull=True).distinct()]
    sent = papers.filter(kind=PaperKind.REPORT, item_id__isnull=False, versions__isnull=False)
    rows += _wanted_of(user, {one.item_id: one.meeting for one in sent}, today=today)
    # What is not kept yet has no id to be put in order by.
    return sorted(
        rows,
        key=lambda row: (row.paper.due_on is None, row.paper.due_on or today, 0 if row.is_wanted else row.paper.id),
    )


def _wanted_of(user: User, meetings: Mapping[int | None, Meeting], *, today: dt.date) -> list[PaperRow]:
    """The summaries that the dossiers of these items lack and the user's units owe (two queries)."""
    if not meetings:
        return []
    papers = Paper.objects.select_related("unit").filter(jurisdiction_id=user.jurisdiction_id, item_id__in=meetings)
    of_item: dict[int | None, list[PaperRow]] = defaultdict(list)
    for row in _rows_of(user.jurisdiction_id, papers, today=today):
        of_item[row.paper.item_id].append(row)
    mine = units_of(user)
    found = (wanted_summary(meetings[item], rows, today=today) for item, rows in of_item.items())
    return [row for row in found if row is not None and row.paper.unit_id in mine]


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

"""Where each conclusion of a meeting stands on a day: clause → directive → the units' assignments, as the ledger knew them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dondoc.accounts.models import User
from dondoc.accounts.permissions import scope_of
from dondoc.directives.choices import AssignmentRole, Timeliness
from dondoc.directives.listing import AssignmentFilter, AssignmentRow, Moment, list_assignments
from dondoc.directives.models import Directive
from dondoc.drafting.choices import State as DraftState
from dondoc.drafting.models import OutgoingDraft
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.choices import ConclusionKind, State
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.labels import labels
from dondoc.meetings.models import Conclusion, Meeting
from dondoc.meetings.selectors import held_at

#: The codes in the order in which they ask for attention.
ATTENTION = (
    Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.OPEN_IN_TIME, Timeliness.UNDATED, Timeliness.DONE_LATE,
    Timeliness.DONE_ON_TIME,
)  # fmt: skip
#: More parts than any notice gave: a province has fewer units than that, and a notice fewer than a hundred directives.
_MOST_PARTS = 20_000


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit's part: which role, how far, what the day says of it."""

    assignment_id: int
    unit: str
    unit_code: str
    role: str
    lifecycle: str
    timeliness: Timeliness | None
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Given:
    """A directive that came of a line, with the parts of the units; its deadline is that of who leads."""

    directive_id: int
    text: str
    deadline_words: str
    due_on: dt.date | None
    units: Sequence[UnitStanding]

    @property
    def tally(self) -> list[tuple[Timeliness, int]]:
        """How many units stand how, what asks for attention first."""
        counted = _counts(self.units)
        return [(code, counted[code]) for code in ATTENTION if counted.get(code)]

    @property
    def counted(self) -> int:
        """How many parts figures count: all but the withdrawn."""
        return sum(unit.timeliness is not None for unit in self.units)


@dataclass(frozen=True, slots=True)
class LineStanding:
    """A line of the conclusions, and what came of it; nothing for a heading or an assessment.

    The last one may have no words: it holds what was worded anew in the notice, and is found in no line.
    """

    label: str
    text: str
    depth: int
    kind: str
    given: Sequence[Given]


@dataclass(frozen=True, slots=True)
class Standing:
    """The conclusions of a meeting as they stand on a day.

    Attributes:
        meeting: whose conclusions they are.
        on: the day.
        document_id: the issued notice, None while there is none.
        lines: the lines that gave something, and the headings over them.
        counts: the assignments by code of Timeliness; as in every figure, due soon is a part of in time.
        total: all that are counted: not the withdrawn.
    """

    meeting: Meeting
    on: dt.date
    document_id: int | None
    lines: Sequence[LineStanding]
    counts: dict[str, int]
    total: int


def meeting_before(user: User, meeting: Meeting) -> Meeting | None:
    """The last ended meeting of the same series before this one. What came of it is shown as far as the user sees tasks."""
    if meeting.series_id is None:
        return None
    return (
        Meeting.objects.select_related("notice_draft")
        .alias(begun_at=held_at())
        .filter(
            jurisdiction_id=user.jurisdiction_id, series_id=meeting.series_id, state=State.ENDED,
            begun_at__lt=meeting.held_at,
        )
        .order_by("-begun_at", "-id")
        .first()
    )  # fmt: skip


def standing_before(user: User, meeting: Meeting, moment: Moment) -> Standing | None:
    """How the conclusions of the meeting before this one stand on a day; None where there was none."""
    before = meeting_before(user, meeting)
    return standing_of(user, before, moment) if before else None


def standing_of(user: User, meeting: Meeting, moment: Moment) -> Standing:
    """How a meeting's own conclusions stand on a day, as far as this person follows their fields (about five queries).

    Args:
        user: who looks.
        meeting: whose conclusions.
        moment: the day; of a day that is over the ledger is asked, as for every figure (docs/figures.md).
    """
    draft = meeting.notice_draft
    document_id = draft.document_id if draft is not None else None
    lines = conclusions_of(meeting)
    given = _given(user, document_id, moment) if document_id else []
    by_line = _placed(lines, given)
    units = [unit for each in given for unit in each.units]
    shown = [
        LineStanding(mark, line.text, line.depth, line.kind, by_line.get(line.id, ()))
        for line, mark in zip(lines, labels(lines), strict=True)
        if line.id in by_line or line.kind == ConclusionKind.HEADING
    ]
    kept = _without_idle_headings(shown)
    if None in by_line:
        kept.append(LineStanding("", "", 0, ConclusionKind.CLAUSE, by_line[None]))
    return Standing(
        meeting, moment.on, document_id, kept, _counts(units), sum(unit.timeliness is not None for unit in units)
    )


def earlier_notices(meeting: Meeting) -> list[OutgoingDraft]:
    """Notices of the meeting that were issued and recalled, and in whose place another was begun: their directives go on."""
    told = LedgerEvent.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, aggregate=events.MEETING, aggregate_id=meeting.id,
        code=events.NOTICE_DRAFTED,
    ).values_list("payload__draft_id", flat=True)  # fmt: skip
    found = OutgoingDraft.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, id__in=list(told), document_id__isnull=False, state=DraftState.RECALLED
    ).exclude(id=meeting.notice_draft_id or 0)
    return list(found.order_by("id"))


def _counts(units: Iterable[UnitStanding]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for unit in units:
        if unit.timeliness is not None:
            found[unit.timeliness] += 1
            if unit.timeliness == Timeliness.DUE_SOON:
                found[Timeliness.OPEN_IN_TIME] += 1
    return dict(found)


def sentences_of(standing: Standing | None) -> list[str]:
    """A sentence for each line that gave something, for the minutes of the meeting that follows."""
    if standing is None:
        return []
    found = []
    for line in standing.lines:
        for each in line.given:
            units = "; ".join(f"{unit.unit}: {_state(unit)}" for unit in each.units)
            text = " ".join(each.text.split()).rstrip(".;")
            found.append(f"{text} – {units} (đến ngày {standing.on:%d/%m/%Y}).")
    return found


def _state(unit: UnitStanding) -> str:
    words = {
        Timeliness.DONE_ON_TIME: "hoàn thành đúng hạn", Timeliness.DONE_LATE: "hoàn thành quá hạn",
        Timeliness.OVERDUE: "quá hạn", Timeliness.UNDATED: "đang thực hiện",
    }  # fmt: skip
    if unit.timeliness is None:
        return "đã thu hồi"
    return words.get(unit.timeliness, "đang thực hiện trong hạn")


def _given(user: User, document_id: int, moment: Moment) -> list[Given]:
    """What the notice gave, in the order of its text, as far as it was given by the day."""
    rows = list_assignments(
        scope_of(user), AssignmentFilter(document_id=document_id, sort="unit"), moment, limit=_MOST_PARTS
    )
    parts: dict[int, list[AssignmentRow]] = defaultdict(list)
    for row in rows:
        parts[row.directive_id].append(row)
    order = Directive.objects.filter(jurisdiction_id=user.jurisdiction_id, id__in=list(parts))
    found = []
    for directive_id in order.order_by("span_start", "id").values_list("id", flat=True):
        some = sorted(parts[directive_id], key=lambda row: row.role != AssignmentRole.LEAD)
        first = some[0]
        units = [_unit(row, moment) for row in some]
        found.append(Given(directive_id, first.text, first.deadline_words, first.due_on, units))
    return found


def _unit(row: AssignmentRow, moment: Moment) -> UnitStanding:
    return UnitStanding(
        row.id, row.unit_name, row.unit_code, row.role, row.lifecycle, row.timeliness(moment), row.due_on
    )


def _placed(lines: Sequence[Conclusion], given: Iterable[Given]) -> dict[int | None, list[Given]]:
    """What came of which line: the one whose words hold most of the directive's, or that most of its words hold.

    A heading gives nothing, and is often a word of what stands under it. Of lines that hold as much, the next in the
    order of the notice. What was reworded in the draft beyond recognition stands under None.
    """
    flat = [(line, _flat(line.text)) for line in lines if line.kind != ConclusionKind.HEADING]
    found: dict[int | None, list[Given]] = defaultdict(list)
    at = 0
    for each in given:
        words = _flat(each.text)
        order = [*range(at, len(flat)), *range(at)]
        shared = {
            k: min(len(text), len(words)) for k in order if (text := flat[k][1]) and (words in text or text in words)
        }
        best = max(shared, key=lambda k: shared[k], default=None)  # of equals the first
        if best is None:
            found[None].append(each)
        else:
            found[flat[best][0].id].append(each)
            at = best
    return found


def _flat(text: str) -> str:
    return "".join(text.split()).casefold()


def _without_idle_headings(lines: Sequence[LineStanding]) -> list[LineStanding]:
    """Headings stay only where something under them gave something."""
    kept: list[LineStanding] = []
    for k, line in enumerate(lines):
        if line.given:
            kept.append(line)
            continue
        under = []
        for other in lines[k + 1 :]:
            if other.kind == ConclusionKind.HEADING and other.depth <= line.depth:
                break
            under.append(other)
        if any(other.given for other in under):
            kept.append(line)
    return kept

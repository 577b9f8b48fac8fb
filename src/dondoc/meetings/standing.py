"""Where each conclusion of the meeting before stands: clause → directive → the units' assignments on a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dondoc.accounts.models import User
from dondoc.accounts.permissions import scope_of
from dondoc.directives.choices import Lifecycle, Timeliness
from dondoc.directives.models import Assignment, Directive
from dondoc.directives.rules import AssignmentState, timeliness
from dondoc.meetings.choices import ConclusionKind, State
from dondoc.meetings.held import conclusions_of
from dondoc.meetings.labels import labels
from dondoc.meetings.models import Conclusion, Meeting

#: The codes in the order in which they ask for attention.
ATTENTION = (
    Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.OPEN_IN_TIME, Timeliness.UNDATED, Timeliness.DONE_LATE,
    Timeliness.DONE_ON_TIME,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """One unit's part: which role, how far, what the day says of it."""

    assignment_id: int
    unit: str
    role: str
    lifecycle: str
    timeliness: Timeliness | None
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Given:
    """A directive that came of a line, with the parts of the units."""

    directive_id: int
    text: str
    deadline_words: str
    due_on: dt.date | None
    units: Sequence[UnitStanding]

    @property
    def tally(self) -> list[tuple[Timeliness, int]]:
        """How many units stand how, what asks for attention first."""
        codes = [unit.timeliness for unit in self.units]
        return [(code, codes.count(code)) for code in ATTENTION if code in codes]


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
        lines: the lines that gave something, and the headings over them.
        counts: the assignments by code of Timeliness.
    """

    meeting: Meeting
    on: dt.date
    lines: Sequence[LineStanding]
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All assignments."""
        return sum(self.counts.values())


def meeting_before(user: User, meeting: Meeting) -> Meeting | None:
    """The last ended meeting of the same series before this one; the user must see all meetings."""
    if meeting.series_id is None:
        return None
    return (
        Meeting.objects.select_related("notice_draft")
        .filter(
            jurisdiction_id=user.jurisdiction_id, series_id=meeting.series_id, state=State.ENDED,
            starts_at__lt=meeting.starts_at,
        )
        .order_by("-starts_at", "-id")
        .first()
    )  # fmt: skip


def standing_before(user: User, meeting: Meeting, *, on: dt.date) -> Standing | None:
    """How the conclusions of the meeting before this one stand on a day; None where there was none."""
    before = meeting_before(user, meeting)
    return standing_of(user, before, on=on) if before else None


def standing_of(user: User, meeting: Meeting, *, on: dt.date) -> Standing:
    """How a meeting's own conclusions stand on a day, as far as this person follows their fields (about five queries)."""
    lines = conclusions_of(meeting)
    given = _given(user, meeting, on=on)
    by_line = _placed(lines, given)
    counts: dict[str, int] = defaultdict(int)
    for each in given:
        for unit in each.units:
            if unit.timeliness is not None:
                counts[unit.timeliness] += 1
    shown = [
        LineStanding(mark, line.text, line.depth, line.kind, by_line.get(line.id, ()))
        for line, mark in zip(lines, labels(lines), strict=True)
        if line.id in by_line or line.kind == ConclusionKind.HEADING
    ]
    kept = _without_idle_headings(shown)
    if None in by_line:
        kept.append(LineStanding("", "", 0, ConclusionKind.CLAUSE, by_line[None]))
    return Standing(meeting, on, kept, dict(counts))


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


def _given(user: User, meeting: Meeting, *, on: dt.date) -> list[Given]:
    draft = meeting.notice_draft
    if draft is None or draft.document_id is None:
        return []
    scope = scope_of(user)
    here = {"jurisdiction_id": meeting.jurisdiction_id}
    directives = list(Directive.objects.filter(**here, document_id=draft.document_id).order_by("span_start", "id"))
    parts: dict[int, list[Assignment]] = defaultdict(list)
    rows = Assignment.objects.select_related("unit").filter(**here, directive_id__in=[one.id for one in directives])
    for part in rows.order_by("-role", "unit__sort_key"):
        parts[part.directive_id].append(part)
    return [
        Given(one.id, one.text, one.deadline_words, one.due_on, [_unit(part, on) for part in parts[one.id]])
        for one in directives
        if scope.sees(
            jurisdiction_id=one.jurisdiction_id, unit_ids=frozenset(part.unit_id for part in parts[one.id]),
            field_id=one.field_id,
        )
    ]  # fmt: skip


def _unit(part: Assignment, on: dt.date) -> UnitStanding:
    state = AssignmentState(part.lifecycle, part.due_on, part.reported_on, part.completed_on)
    says = None if part.lifecycle == Lifecycle.WITHDRAWN else timeliness(state, on)
    return UnitStanding(part.id, part.unit.name, part.role, part.lifecycle, says, part.due_on)


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

"""The list of assignments as the office's own sheet has it: one row for a task, with all its units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import override

from dondoc.accounts.permissions import Scope
from dondoc.directives.choices import AssignmentRole, DeadlineKind, Lifecycle, Timeliness
from dondoc.directives.listing import AssignmentFilter, AssignmentRow, Moment, list_assignments
from dondoc.directives.models import Directive
from dondoc.documents.models import Document
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.ended import state_word
from dondoc.followup.progress_selectors import stage_names
from dondoc.followup.succession_selectors import ends_of
from dondoc.tasksheets.reading import read_due
from dondoc.tasksheets.reading.days import days_within
from dondoc.tasksheets.selectors import rows_by_directive

_AT_ONCE = 5_000
# How the sheet says what a day says of an open task; the words of what is done stand alone.
TIMES = {
    Timeliness.OPEN_IN_TIME: "trong hạn",
    Timeliness.DUE_SOON: "sắp đến hạn",
    Timeliness.OVERDUE: "quá hạn",
    Timeliness.UNDATED: "không thời hạn",
}
DONE = {Timeliness.DONE_ON_TIME: "Hoàn thành đúng hạn", Timeliness.DONE_LATE: "Hoàn thành trễ hạn"}
_LIVES = {Lifecycle.ASSIGNED: "Chưa thực hiện", Lifecycle.REPORTED: "Đã báo cáo kết quả"}
_FIRST = "hạn ban đầu"
_DOING = "Đang thực hiện"
_DATELESS = {DeadlineKind.STANDING: "Thường xuyên", DeadlineKind.NONE: "Không thời hạn"}
_WORST = (Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.OPEN_IN_TIME, Timeliness.UNDATED)


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A row of the twelve columns, all but its number; `leads` and `others` are names of units.

    `progress` is a percentage, or the name of a stage where only that was reported.
    """

    text: str
    code: str
    issued_on: dt.date
    due: dt.date | str
    leads: tuple[str, ...]
    others: tuple[str, ...]
    leader: str
    progress: int | str | None
    status: str
    result: str
    note: str
    field_id: int | None


def office_rows(scope: Scope, rows: Iterable[AssignmentRow], moment: Moment) -> list[OfficeRow]:
    """Return the tasks of a list, in its order, each once with all the units that it was given to.

    Args:
        scope: of the person; what is not theirs to read of others' results stays out.
        rows: the list, as filtered.
        moment: the day it is told for.
    """
    wanted = list(dict.fromkeys(row.directive_id for row in rows))
    # Who sees a directive sees which units are in it and how far each is (docs/architecture.md).
    everyone = Scope(scope.jurisdiction_id, "all")
    found: dict[int, list[AssignmentRow]] = {}
    directives: dict[int, Directive] = {}
    signers: dict[int, str] = {}
    said: dict[int, dict[str, str]] = {}
    ends: dict[int, SuccessionKind] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        ids = wanted[start : start + _AT_ONCE]
        parts = list_assignments(
            everyone, AssignmentFilter(directive_ids=tuple(ids), sort="recent"), moment, limit=len(ids) * 500
        )
        for row in parts:
            found.setdefault(row.directive_id, []).append(row)
        ends |= ends_of(scope.jurisdiction_id, parts, moment)
        known = Directive.objects.filter(jurisdiction_id=scope.jurisdiction_id, id__in=ids)
        directives |= {directive.id: directive for directive in known.defer("search_text")}
        said |= rows_by_directive(scope.jurisdiction_id, ids)
        documents = {d.document_id for d in directives.values() if d.document_id} - signers.keys()
        named = Document.objects.filter(jurisdiction_id=scope.jurisdiction_id, id__in=documents)
        signers |= dict(named.values_list("id", "signer_name"))
    # The sheet is the office's own and speaks as its columns do, whatever language its maker reads the screen in.
    with override("vi"):
        stages = stage_names(scope.jurisdiction_id, {row.stage for parts in found.values() for row in parts})
        known_as = _Known(signers, ends, stages)
        return [
            _office_row(
                directives[one], sorted(found[one], key=lambda row: row.id), said.get(one, {}), known_as, scope, moment
            )
            for one in wanted
            if one in found
        ]


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rows of a sheet need: who signed documents, why assignments ended, what stages are called."""

    signers: dict[int, str]
    ends: dict[int, SuccessionKind]
    stages: dict[str, str]


def _office_row(
    directive: Directive,
    parts: Sequence[AssignmentRow],
    said: dict[str, str],
    known: _Known,
    scope: Scope,
    moment: Moment,
) -> OfficeRow:
    standing = [part for part in parts if part.lifecycle != Lifecycle.WITHDRAWN]
    leads = [part for part in standing if part.role == AssignmentRole.LEAD] or standing
    is_readable = scope.kind != "units" or any(part.unit_id in scope.unit_ids for part in leads)
    status, completed_on = _status(leads, moment) if leads else (_ended(parts, known.ends), None)
    # Another unit has what was handed on, and is named in its place.
    handed_on = [part for part in parts if standing and known.ends.get(part.id) == SuccessionKind.TRANSFERRED]
    named = [part for part in parts if part not in handed_on]
    result = said.get("result", "") if is_readable else ""
    if completed_on is not None:
        day = f"Hoàn thành ngày {completed_on:%d/%m/%Y}"
        result = (
            result
            if days_within(result) == [completed_on]
            else f"{day}. {result}"
            if result and not days_within(result)
            else day
        )
    return OfficeRow(
        text=directive.text,
        code=parts[0].document_code or said.get("code", ""),
        issued_on=directive.issued_on,
        due=_due(directive, leads),
        leads=tuple(part.unit_name for part in named if part.role == AssignmentRole.LEAD),
        others=tuple(part.unit_name for part in named if part.role != AssignmentRole.LEAD),
        leader=said.get("leader", "") or known.signers.get(directive.document_id or 0, ""),
        progress=_progress(leads, known.stages) if is_readable or completed_on is not None else None,
        status=status,
        result=result,
        note="; ".join(
            filter(
                None,
                (
                    said.get("note", "") if is_readable else "",
                    *(
                        f"{part.unit_name}: {state_word(part.lifecycle, known.ends[part.id]).lower()}"
                        for part in handed_on
                    ),
                    _differing(leads, completed_on),
                    # A sheet that came back in with these words has them among what was said already.
                    "" if _FIRST in said.get("note", "") else _first_deadline(leads),
                ),
            )
        ),
        field_id=directive.field_id,
    )


def _status(leads: Sequence[AssignmentRow], moment: Moment) -> tuple[str, dt.date | None]:
    """Return the words of a task's status, and the day of its completion where all who lead are done."""
    verdicts = [part.timeliness(moment) for part in leads]
    if all(verdict in DONE for verdict in verdicts):
        late = Timeliness.DONE_LATE in verdicts
        last = max(part.completed_on or part.assigned_on for part in leads)
        return DONE[Timeliness.DONE_LATE if late else Timeliness.DONE_ON_TIME], last
    worst = next(verdict for verdict in _WORST if verdict in verdicts)
    least = next(part for part, verdict in zip(leads, verdicts, strict=True) if verdict == worst)
    return f"{_LIVES.get(Lifecycle(least.lifecycle), _DOING)} – {TIMES[worst]}", None


def _ended(parts: Sequence[AssignmentRow], ends: Mapping[int, SuccessionKind]) -> str:
    """Return the word of a task of which nothing stands: of how it ended last, where that was in favour of another."""
    leads = [part for part in parts if part.role == AssignmentRole.LEAD] or parts
    whole = [
        ends[part.id] for part in leads if ends.get(part.id, SuccessionKind.TRANSFERRED) != SuccessionKind.TRANSFERRED
    ]
    return state_word(Lifecycle.WITHDRAWN, whole[-1] if whole else None)


def _progress(leads: Sequence[AssignmentRow], stages: Mapping[str, str]) -> int | str | None:
    """Return how far the task is: as far as the last of those who lead, and nothing while one of them has said nothing.

    What all who lead report as a stage only is told by it where they name the same.
    """
    reached = [part.reached for part in leads]
    if reached and None not in reached:
        return min(each for each in reached if each is not None)
    named = {part.stage for part in leads}
    return stages.get(stage := named.pop(), stage) or None if len(named) == 1 else None


def _differing(leads: Sequence[AssignmentRow], completed_on: dt.date | None) -> str:
    """Name those who are done where others are not."""
    if completed_on is not None or len(leads) == 1:
        return ""
    done = [part for part in leads if part.lifecycle == Lifecycle.ACCEPTED and part.completed_on]
    return "; ".join(f"{part.unit_name} đã xong" for part in done)


def _first_deadline(leads: Sequence[AssignmentRow]) -> str:
    """Tell the first deadline of who leads where another one stands, the latest of them, and how often it was extended."""
    moved = [part for part in leads if part.is_moved]
    if not moved:
        return ""
    last = max(moved, key=lambda part: part.current_due_on or dt.date.min)
    extended = f", gia hạn {last.extensions} lần" if last.extensions else ""
    return f"{_FIRST} {last.original_due_on:%d/%m/%Y}{extended}"


def _due(directive: Directive, leads: Sequence[AssignmentRow]) -> dt.date | str:
    """Return the deadline as the sheet writes it: the words where they say the same day, else the day."""
    due_on = max((part.due_on for part in leads if part.due_on), default=directive.due_on)
    words = directive.deadline_words
    if due_on is None:
        return words or _DATELESS.get(DeadlineKind(directive.deadline_kind), "")
    if directive.deadline_kind == DeadlineKind.PERIOD and words:
        again = read_due(words, issued_on=directive.issued_on)
        if again.due_on == due_on and not again.question:
            return words
    return due_on

"""Reading imports: their list, rows, and what they ask, the same question once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.models import Directive
from dondoc.foundation.errors import NotFound
from dondoc.organizations.selectors import name_index
from dondoc.tasksheets.choices import ImportState, RowState
from dondoc.tasksheets.models import TaskImport, TaskImportRow
from dondoc.tasksheets.permissions import imports_seen
from dondoc.tasksheets.reading import Proposal, propose_names

#: Why a directive is there, beside the names of the reader's rules (`Directive.because`).
FROM_SHEET = "sheet"
#: Of each question so many rows are named.
ROWS_NAMED = 8


@dataclass(slots=True)
class Question:
    """A question of an import, with the rows that ask it.

    Attributes:
        code: which.
        key: what an answer to all of these rows is given for.
        column: of the sheet.
        words: as the first of the rows writes it.
        options: days that it may be.
        rows: the first rows that ask it.
        count: how many do.
        proposals: units that it may be.
    """

    code: str
    key: str
    column: str
    words: str
    options: list[dt.date] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    count: int = 0
    proposals: list[Proposal] = field(default_factory=list)


def import_for(actor: User, import_id: int) -> TaskImport:
    """Return an import that `actor` may know of, its file with it.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = imports_seen(actor).select_related("file").filter(id=import_id).first()
    if found is None:
        raise NotFound(_("Không có lần nhập này."))
    return found


def recent_imports(actor: User) -> QuerySet[TaskImport]:
    """Return the imports that `actor` may know of, the latest first; those that were discarded left out."""
    seen = imports_seen(actor).exclude(state=ImportState.DISCARDED)
    return seen.select_related("file").order_by("-created_at", "-id")


def rows_of(task_import: TaskImport, *, state: str = "") -> QuerySet[TaskImportRow]:
    """Return the rows of an import in the order of the sheet."""
    rows = TaskImportRow.objects.filter(jurisdiction_id=task_import.jurisdiction_id, task_import_id=task_import.id)
    return (rows.filter(state=state) if state else rows).order_by("row")


def questions_of(task_import: TaskImport, *, today: dt.date) -> list[Question]:
    """Return what an import asks, what most rows ask first; units get those proposed that they may be."""
    found: dict[tuple[str, str, str], Question] = {}
    rows = rows_of(task_import, state=RowState.QUESTION).values_list("row", "problems")
    for number, problems in rows.iterator(chunk_size=2_000):
        for problem in problems:
            if problem["level"] != "question":
                continue
            place = (problem["code"], problem["key"], problem["column"] if not problem["key"] else "")
            one = found.get(place)
            if one is None:
                options = [dt.date.fromisoformat(day) for day in problem["options"]]
                one = found[place] = Question(
                    problem["code"], problem["key"], problem["column"], problem["words"], options
                )
            if number not in one.rows:
                one.count += 1
                if len(one.rows) < ROWS_NAMED:
                    one.rows.append(number)
    questions = sorted(found.values(), key=lambda one: (-one.count, one.rows[0]))
    if any(one.code == "unit" for one in questions):
        _propose(task_import.jurisdiction_id, today, questions)
    return questions


def _propose(jurisdiction_id: int, today: dt.date, questions: list[Question]) -> None:
    index = name_index(jurisdiction_id, today)
    forms = {u.id: (u.name, u.abbreviation, *u.aliases) for u in index.units.values() if u.exists}
    for one in questions:
        if one.code != "unit":
            continue
        resolved = index.resolve(one.words)
        if resolved.suggested_unit_ids:
            one.proposals = [Proposal(i, index.units[i].name, 100) for i in resolved.suggested_unit_ids]
        else:
            one.proposals = propose_names(one.words, forms)


def sheet_row_of(directive: Directive) -> TaskImportRow | None:
    """Return the row of a sheet from which a directive came, with its import and file; None where it came otherwise."""
    if FROM_SHEET not in directive.because:
        return None
    return (
        TaskImportRow.objects.filter(jurisdiction_id=directive.jurisdiction_id, directive_id=directive.id)
        .select_related("task_import__file")
        .first()
    )


def rows_by_directive(jurisdiction_id: int, directive_ids: list[int]) -> dict[int, dict[str, Any]]:
    """Return what the sheets said of these directives, by id: the plan of the row that each came from."""
    rows = TaskImportRow.objects.filter(jurisdiction_id=jurisdiction_id, directive_id__in=directive_ids)
    return {directive_id: plan for directive_id, plan in rows.values_list("directive_id", "plan") if directive_id}

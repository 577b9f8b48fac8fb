"""What a file of the centre's system would do to what we follow: row by row, before anything is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dondoc.accounts.models import User
from dondoc.central.choices import ImportState, Verdict
from dondoc.central.commands._facts import Facts
from dondoc.central.comparison import Comparison, Difference, compare, differences, told_by
from dondoc.central.models import CentralImport, CentralImportRow, CentralTask
from dondoc.central.permissions import may_keep_central, tasks_seen
from dondoc.central.rules import PENDING, likeness
from dondoc.central.selectors import ALIKE, Proposal, proposals, recent_directives, specialists_of
from dondoc.central.sheet import CentralRow, as_row, giver_of
from dondoc.foundation.errors import NotFound
from dondoc.foundation.text import fold
from dondoc.organizations.directory import resolve_names

_OURS = ("due_on", "status", "content", "document_code", "document_issued_on", "signer")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the file and what it is to what we follow.

    Attributes:
        row_id: of the kept row.
        row: what it says.
        verdict: a code of Verdict.
        task: the task that it is, or may be (see `alike`).
        differences: what of the task is another there.
        alike: for a new row: one of our tasks without that number that says the same; its percent.
        directives: for a new row: directives of ours that may be it.
        unit_id: the unit that its name means here, where it means one.
    """

    row_id: int
    row: CentralRow
    verdict: str
    task: CentralTask | None = None
    differences: Sequence[Difference] = ()
    alike: int = 0
    directives: Sequence[Proposal] = ()
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do.

    Attributes:
        source: the file.
        rows: in their order.
        before: the file that was taken in before it, by the day it tells of.
        gone: our open tasks that were in that one and are not in this.
    """

    source: CentralImport
    rows: Sequence[PlannedRow]
    before: CentralImport | None
    gone: Sequence[CentralTask]

    def of(self, verdict: str) -> list[PlannedRow]:
        """The rows of one verdict."""
        return [one for one in self.rows if one.verdict == verdict]


def imports_seen(user: User) -> list[CentralImport]:
    """Return the files that were taken in, the latest day first, for the office."""
    if not may_keep_central(user):
        return []
    found = CentralImport.objects.select_related("file").filter(
        jurisdiction_id=user.jurisdiction_id, state=ImportState.COMMITTED
    )
    return list(found.order_by("-as_of", "-id"))


def import_for(user: User, import_id: int) -> CentralImport:
    """Return one file of the centre's system.

    Raises:
        NotFound: there is none, or not for this person: one that is only previewed is its sender's.
    """
    found = (
        CentralImport.objects.select_related("file").filter(jurisdiction_id=user.jurisdiction_id, id=import_id).first()
    )
    if found is None or not may_keep_central(user) or found.state == ImportState.DISCARDED:
        raise NotFound
    if found.state == ImportState.OPEN and found.opened_by_id != user.pk:
        raise NotFound
    return found


def rows_of_import(source: CentralImport) -> dict[int, CentralRow]:
    """Return the rows of a file by the id under which they are kept, in their order."""
    kept = CentralImportRow.objects.filter(jurisdiction_id=source.jurisdiction_id, import_id=source.id)
    return {
        one.id: as_row(one.number, one.key, one.values, one.problems) for one in kept.order_by("number")
    }  # fmt: skip


def before_of(source: CentralImport) -> CentralImport | None:
    """Return the file that was taken in before this one: the last that tells of its day or an earlier one."""
    return (
        CentralImport.objects.filter(
            jurisdiction_id=source.jurisdiction_id,
            state=ImportState.COMMITTED,
            as_of__lte=source.as_of,
            id__lt=source.id,
        )
        .order_by("-as_of", "-id")
        .first()
    )


def plan(user: User, source: CentralImport, *, today: dt.date) -> Plan:
    """Return what the file would do now (some ten queries, however many rows)."""
    kept = rows_of_import(source)
    tasks = {task.key: task for task in tasks_seen(user).select_related("unit")}
    taken = {row.key for row in kept.values()}
    unnumbered = [task for task in tasks.values() if task.key not in taken and task.state in PENDING]
    ours = recent_directives(user, on=today)
    passed_on = {task.directive_id for task in tasks.values()}
    free = [one for one in ours if one.id not in passed_on]
    others = set(
        CentralTask.objects.filter(jurisdiction_id=user.jurisdiction_id, key__in=taken - tasks.keys()).values_list(
            "key", flat=True
        )
    )
    units = _units(user, [row.text("unit") for row in kept.values()], today)
    told = told_by(source.mapping)
    planned = []
    for row_id, row in kept.items():
        unit_id = units.get(row.text("unit"))
        if not row.key or "same_key" in row.problems:
            planned.append(PlannedRow(row_id, row, Verdict.UNREADABLE, unit_id=unit_id))
            continue
        if row.key in others:
            planned.append(PlannedRow(row_id, row, Verdict.ELSEWHERE, unit_id=unit_id))
            continue
        task = tasks.get(row.key)
        if task is not None:
            other = differences(_said(task), row, told & set(_OURS))
            verdict = Verdict.CHANGED if other else Verdict.SAME
            planned.append(PlannedRow(row_id, row, verdict, task, other, unit_id=unit_id))
            continue
        alike, percent = _alike(row, unnumbered)
        directives = proposals(free, row.text("document_code"), row.text("content"))
        planned.append(PlannedRow(row_id, row, Verdict.NEW, alike, (), percent, directives, unit_id))
    before = before_of(source)
    planned = _once(planned)
    return Plan(source, planned, before, _gone(before, kept, tasks) if before else ())


def _said(task: CentralTask) -> CentralRow:
    """One of our tasks as a row of the centre's would say it."""
    values = {
        "due_on": task.due_on, "status": task.centre_words, "content": task.content, "signer": task.document_signer,
        "document_code": task.document_code, "document_issued_on": task.document_issued_on,
    }  # fmt: skip
    return CentralRow(0, task.key, {name: _text(value) for name, value in values.items() if value})


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _alike(row: CentralRow, tasks: Sequence[CentralTask]) -> tuple[CentralTask | None, int]:
    """One of our tasks that has another number, or none, and says the same."""
    document = fold(row.text("document_code")).replace(" ", "")
    best: tuple[float, CentralTask] | None = None
    for task in tasks:
        same = bool(document) and fold(task.document_code).replace(" ", "") == document
        if (row.text("code") and task.code) or (document and task.document_code and not same):
            continue  # another number of the centre's is another task, and so is another document
        alike = likeness(row.text("content"), task.content)
        if alike >= ALIKE and (best is None or alike > best[0]):
            best = (alike, task)
    return (best[1], round(best[0] * 100)) if best else (None, 0)


def _once(planned: list[PlannedRow]) -> list[PlannedRow]:
    """A task of ours is proposed to one row only: to the one that is most like it."""
    best: dict[int, PlannedRow] = {}
    for one in planned:
        if one.verdict == Verdict.NEW and one.task is not None:
            held = best.get(one.task.id)
            if held is None or one.alike > held.alike:
                best[one.task.id] = one
    return [
        one
        if one.verdict != Verdict.NEW or one.task is None or best[one.task.id] is one
        else replace(one, task=None, alike=0)
        for one in planned
    ]


def _gone(before: CentralImport, kept: Mapping[int, CentralRow], tasks: Mapping[str, CentralTask]) -> list[CentralTask]:
    gone = compare(rows_of_import(before).values(), kept.values()).gone
    return [task for row in gone if (task := tasks.get(row.key)) is not None and task.state in PENDING]


def _units(user: User, names: Sequence[str], on: dt.date) -> dict[str, int]:
    """The units that names mean here; a name that means several, or none, means nothing."""
    wanted = {name for name in names if name}
    found = resolve_names(user.jurisdiction_id, wanted, on) if wanted else {}
    return {name: said.unit_ids[0] for name, said in found.items() if said.kind == "unit" and len(said.unit_ids) == 1}


def people_by_name(jurisdiction_id: int) -> dict[str, int]:
    """Return who of the office may answer for a task by their folded names; a name of two people means nobody."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for user_id, name in specialists_of(jurisdiction_id):
        key = fold(name)
        twice |= {key} & found.keys()
        found[key] = user_id
    return {name: user_id for name, user_id in found.items() if name not in twice}


def facts_of(row: CentralRow, *, unit_id: int | None, specialist_id: int | None) -> Facts:
    """Return what a row says of a task."""
    return Facts(
        content=row.text("content"), code=row.text("code"), document_code=row.text("document_code"),
        document_issued_on=row.day("document_issued_on"), document_signer=row.text("signer"),
        giver=giver_of(row.text("giver")), giver_words=row.text("giver"), centre_words=row.text("status"),
        unit_id=unit_id, specialist_id=specialist_id, note=row.text("note"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two files compared, with the tasks that their rows are here.

    Attributes:
        before: the earlier file.
        after: the later one.
        comparison: what is new, changed, gone.
        tasks: ours by key.
    """

    before: CentralImport
    after: CentralImport
    comparison: Comparison
    tasks: Mapping[str, CentralTask]


def side_by_side(user: User, before: CentralImport, after: CentralImport) -> SideBySide:
    """Return two files that `user` may read, compared by the columns that both have."""
    found = compare(
        rows_of_import(before).values(), rows_of_import(after).values(), fields=told_by(before.mapping, after.mapping)
    )
    keys = {row.key for row in (*found.new, *found.gone, *(pair.after for pair in found.changed))}
    tasks = {task.key: task for task in tasks_seen(user).select_related("unit").filter(key__in=keys)}
    return SideBySide(before, after, found, tasks)

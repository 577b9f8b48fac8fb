"""Take in what a person chose of a file of the centre's system: new tasks, ties, changes. What was not chosen stays as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.central import events
from dondoc.central.choices import CentralState, ImportState, Verdict
from dondoc.central.commands import _files
from dondoc.central.commands._facts import Facts, checked
from dondoc.central.commands._recording import NewTask, write_tasks
from dondoc.central.commands.change_central_task import change_central_task
from dondoc.central.commands.link_central_task import link_central_task
from dondoc.central.commands.move_central_deadline import move_central_deadline
from dondoc.central.importing import PlannedRow, facts_of, people_by_name, plan
from dondoc.central.models import CentralImport, CentralTask
from dondoc.central.rules import PENDING
from dondoc.central.sheet import CentralRow
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, DomainError
from dondoc.foundation.text import fold
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import hold_organization


@dataclass(slots=True)
class Committed:
    """What came of it.

    Attributes:
        source: the file, taken in.
        recorded: new tasks.
        tied: those of them that are tied to a directive of ours.
        joined: tasks of ours that took the centre's number.
        changed: tasks that were changed.
        refused: rows that were chosen and could not be taken, with why.
    """

    source: CentralImport
    recorded: list[CentralTask] = field(default_factory=list)
    tied: int = 0
    joined: int = 0
    changed: int = 0
    refused: list[tuple[CentralRow, str]] = field(default_factory=list)


def commit_central_import(
    *,
    actor: User,
    import_id: int,
    now: dt.datetime,
    new: Collection[int] = (),
    directives: Mapping[int, int] | None = None,
    joined: Mapping[int, int] | None = None,
    changed: Collection[int] = (),
    request_id: str = "",
) -> Committed:
    """Take in the chosen rows, all that can be in one transaction; the file is from now on one to compare with.

    Args:
        actor: who opened it.
        import_id: the file.
        now: the moment.
        new: rows (ids) that become tasks.
        directives: of those, which directive of ours each is: row id → directive id.
        joined: rows that are a task we have without the centre's number: row id → task id.
        changed: rows whose differences are written into the task.
        request_id: groups what one request did.

    Raises:
        NotFound: no such file of this person.
        Refused: not of the office.
        Conflict: it was taken in or put away (`closed`).
        BadInput: a row that the file has not, or that is not of that kind any more (`stale_row`): look at the preview again.
    """
    ties, joins = dict(directives or {}), dict(joined or {})
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        source = _files.lock_file(actor, import_id, "commit")
        planned = {one.row_id: one for one in plan(actor, source, today=local_day(now)).rows}
        _require_rows(planned, Verdict.NEW, {*new, *joins})
        _require_rows(planned, Verdict.CHANGED, set(changed))
        if set(ties) - set(new) or set(joins) & set(new):
            raise BadInput(_("Mỗi dòng chỉ chọn một cách nhập."), code="chosen_twice", field="new")
        result = Committed(source)
        who = {"actor": actor, "now": now, "request_id": request_id}
        _record(result, [planned[row_id] for row_id in planned if row_id in set(new)], ties, who)
        for row_id, task_id in joins.items():
            one = planned[row_id]
            _try(result, one.row, partial(_join, one, task_id, who), "joined")
        for row_id, one in planned.items():
            if row_id in set(changed):
                _try(result, one.row, partial(_change, one, source, who), "changed")
        source.state, source.closed_at, source.closed_by_id = ImportState.COMMITTED, now, actor.pk
        source.save()
        append(
            jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
            events=[
                NewEvent(
                    events.IMPORT, source.id, events.IMPORT_COMMITTED,
                    {
                        "sha256": source.file.sha256, "as_of": source.as_of.isoformat(), "rows": source.row_count,
                        "recorded": len(result.recorded), "tied": result.tied, "joined": result.joined,
                        "changed": result.changed, "refused": len(result.refused),
                    },
                    is_first=True,
                )
            ],
        )  # fmt: skip
    return result


def _require_rows(planned: Mapping[int, PlannedRow], verdict: Verdict, chosen: Collection[int]) -> None:
    if any(row_id not in planned or planned[row_id].verdict != verdict for row_id in chosen):
        raise BadInput(
            _("Danh sách đã thay đổi từ lúc xem trước; hãy tải lại trang rồi chọn lại."), code="stale_row", field="new"
        )


def _try(result: Committed, row: CentralRow, run: Callable[[], object], counted: str) -> None:
    """One row refused leaves the others as they are."""
    try:
        with transaction.atomic():
            run()
    except DomainError as error:
        result.refused.append((row, error.message))
    else:
        setattr(result, counted, getattr(result, counted) + 1)


def _record(result: Committed, rows: list[PlannedRow], ties: Mapping[int, int], who: dict[str, Any]) -> None:
    actor: User = who["actor"]
    now: dt.datetime = who["now"]
    today = local_day(now)
    people = people_by_name(actor.jurisdiction_id)
    items: list[NewTask] = []
    taken: list[PlannedRow] = []
    for one in rows:
        person = people.get(fold(one.row.text("specialist")))
        facts = facts_of(one.row, unit_id=one.unit_id, specialist_id=person)
        # Unit and person were just looked up: they need no second look.
        kept = replace(
            checked(actor, replace(facts, unit_id=None, specialist_id=None)), unit_id=one.unit_id, specialist_id=person
        )
        given = min(kept.document_issued_on or result.source.as_of, today)
        due = one.row.day("due_on")
        if due is not None and due < given:
            result.refused.append((one.row, _before_given(due, given)))
            continue
        items.append(NewTask(kept, one.row.key, due, given))
        taken.append(one)
    result.recorded = write_tasks(
        items, actor=actor, now=now, request_id=str(who["request_id"]), import_id=result.source.id
    )
    for one, task in zip(taken, result.recorded, strict=True):
        if one.row_id in ties:
            tie = partial(link_central_task, task_id=task.id, directive_id=ties[one.row_id], **who)
            _try(result, one.row, tie, "tied")


def _before_given(due: dt.date, given: dt.date) -> str:
    return _("Hạn Trung ương (%(due)s) trước ngày giao (%(given)s).") % {
        "due": f"{due:%d/%m/%Y}", "given": f"{given:%d/%m/%Y}",
    }  # fmt: skip


def _join(one: PlannedRow, task_id: int, who: dict[str, Any]) -> None:
    """A task that was recorded by hand takes the centre's number, and what the centre says of it."""
    task = one.task
    if task is None or task.id != task_id:
        raise BadInput(
            _("Danh sách đã thay đổi từ lúc xem trước; hãy tải lại trang rồi chọn lại."),
            code="stale_row",
            field="joined",
        )
    row = one.row
    facts = replace(
        _own(task), code=row.text("code") or task.code, document_code=row.text("document_code") or task.document_code,
        document_issued_on=row.day("document_issued_on") or task.document_issued_on,
        content=task.content if row.text("code") else row.text("content"),
        centre_words=row.text("status") or task.centre_words,
    )  # fmt: skip
    change_central_task(task_id=task.id, facts=facts, **who)


def _change(one: PlannedRow, source: CentralImport, who: dict[str, Any]) -> None:
    """What is another in the file is written into the task: the deadline as a move, the rest as facts."""
    task = one.task
    if task is None or task.state not in PENDING:
        raise Conflict(
            _("Nhiệm vụ đã kết thúc; hãy mở lại nhiệm vụ trước khi nhập thay đổi."), code="wrong_state", field="changed"
        )
    fields = {difference.field for difference in one.differences}
    names = {
        "status": "centre_words", "content": "content", "document_code": "document_code", "signer": "document_signer",
    }  # fmt: skip
    said: dict[str, Any] = {own: one.row.text(name) for name, own in names.items() if name in fields}
    if "document_issued_on" in fields:
        said["document_issued_on"] = one.row.day("document_issued_on")
    if said:
        change_central_task(task_id=task.id, facts=replace(_own(task), **said), **who)
    if "due_on" in fields:
        if task.state != CentralState.OPEN:
            raise Conflict(
                _("Nhiệm vụ đã báo cáo Trung ương nên hạn không đổi được; hãy xem lại trên trang của nhiệm vụ."),
                code="wrong_state", field="changed",
            )  # fmt: skip
        reason = f"{source.file.name} ({source.as_of:%d/%m/%Y})"
        move_central_deadline(task_id=task.id, due_on=one.row.day("due_on"), reason=reason, **who)


def _own(task: CentralTask) -> Facts:
    return Facts(**{name: getattr(task, name) for name in Facts.__dataclass_fields__})

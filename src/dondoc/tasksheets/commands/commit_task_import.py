"""Commit an import: every row that is ready becomes a directive, all of them or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import one_calendar
from dondoc.directives import events as directive_events
from dondoc.directives.choices import Lifecycle
from dondoc.directives.commands.create_directives import Given, NewDirective, give_directives
from dondoc.directives.telling import tell_of_given
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import NewEvent, append
from dondoc.tasksheets import events
from dondoc.tasksheets.choices import ImportState, RowState
from dondoc.tasksheets.commands import _rows
from dondoc.tasksheets.commands._states import Reached, set_states
from dondoc.tasksheets.models import TaskImport
from dondoc.tasksheets.permissions import require_importer
from dondoc.tasksheets.selectors import FROM_SHEET
from dondoc.tasksheets.sheet_rows import Planned

_AT_ONCE = 500
_OPEN = {"open": Lifecycle.IN_PROGRESS, "not_started": Lifecycle.ASSIGNED, "unknown": Lifecycle.ASSIGNED}
_BECAME = """
UPDATE tasksheets_taskimportrow r SET directive_id = t.directive_id
FROM unnest(%(rows)s::int[], %(directives)s::bigint[]) AS t(row, directive_id)
WHERE r.jurisdiction_id = %(jurisdiction)s AND r.task_import_id = %(import)s AND r.row = t.row
"""


def commit_task_import(
    *,
    actor: User,
    import_id: int,
    expected_digest: str,
    now: dt.datetime,
    leave_questions: bool = False,
    progress: Callable[[int, int], None] | None = None,
    request_id: str = "",
) -> TaskImport:
    """Give what the rows say, in one transaction. A second call of an import that is committed changes nothing.

    What a sheet says is done is recorded as accepted on the day of its completion: the office states what it followed
    on paper, by one event of its own (`assignment.state_imported`), not as a report and its acceptance.

    Args:
        actor: who takes it in.
        import_id: which.
        expected_digest: of the plan that the person saw.
        now: the moment.
        leave_questions: whether rows that still ask something are left out instead of being waited for.
        progress: told how many rows of how many are done.
        request_id: groups what one request did.

    Raises:
        Refused: they may not take in sheets, or not of a row's field.
        NotFound: no such import for this person.
        Conflict: it was withdrawn or discarded, or what it is compared with has changed since it was shown.
        BadInput: rows still ask something, or none is ready.
    """
    require_importer(actor)
    here, today = actor.jurisdiction_id, local_day(now)
    with transaction.atomic():
        found = _rows.lock_import(actor, import_id)
        if found.state == ImportState.COMMITTED:
            return found
        _rows.require_step(found, "commit")
        _hold_sheets(here)
        rows = _rows.rows_of_import(found)
        planned = _rows.plan(rows, actor=actor, answers=found.answers, today=today, default_field=found.field_id)
        if not expected_digest or _rows.plan_digest(planned) != expected_digest:
            raise Conflict(
                _(
                    "Dữ liệu đã thay đổi từ lúc xem trước (đơn vị, văn bản hoặc lần nhập khác). Hãy xem lại rồi xác nhận."
                ),
                code="plan_changed",
            )
        ready = _ready(planned, leave_questions=leave_questions)
        reason = _("Nhập từ bảng theo dõi “%(file)s”") % {"file": found.file.name}
        assignments = done = 0
        waiting: list[tuple[Given, Planned]] = []
        everything: list[Given] = []
        with one_calendar():
            for given, batch in _given(found, ready, actor=actor, now=now, reason=reason, request_id=request_id):
                waiting += zip(given, batch, strict=True)
                everything += given
                assignments += sum(len(each.assignments) for each in given)
                if len(waiting) >= _AT_ONCE:
                    _finish(found, waiting, today=today, actor=actor, now=now, reason=reason, request_id=request_id)
                    waiting = []
                if progress is not None:
                    done += len(batch)
                    progress(done, len(ready))
            _finish(found, waiting, today=today, actor=actor, now=now, reason=reason, request_id=request_id)
        # At the end, when each row stands as the sheet says: nobody is told of what was done long ago.
        tell_of_given(
            actor, [row for each in everything for row in each.assignments],
            {each.directive.id: each.directive for each in everything}, now=now,
        )  # fmt: skip
        found.state, found.closed_at, found.closed_by_id = ImportState.COMMITTED, now, actor.pk
        found.counts = {**_rows.counts_of(planned), "created": len(ready), "assignments": assignments}
        TaskImport.objects.filter(jurisdiction_id=here, id=found.id).update(
            state=found.state, closed_at=now, closed_by_id=actor.pk, counts=found.counts
        )
        append(
            jurisdiction_id=here, actor_id=actor.pk, now=now, request_id=request_id,
            events=[
                NewEvent(events.TASK_IMPORT, found.id, events.IMPORT_COMMITTED, {"counts": found.counts, "digest": found.digest})
            ],
        )  # fmt: skip
    return found


def _hold_sheets(jurisdiction_id: int) -> None:
    """Let one import at a time compare itself with those before: the same sheet sent twice is taken in once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('task-sheets', %s))", [jurisdiction_id])


def _ready(planned: list[Planned], *, leave_questions: bool) -> list[Planned]:
    asking = [one.row for one in planned if one.state in (RowState.QUESTION, RowState.ERROR)]
    if asking and not leave_questions:
        raise BadInput(
            _("Còn %(count)s dòng cần trả lời hoặc có lỗi (dòng %(first)s…). Hãy trả lời, hoặc chọn bỏ các dòng đó.")
            % {"count": len(asking), "first": asking[0]},
            code="questions_left",
            rows=asking[:100],
        )
    ready = [one for one in planned if one.state == RowState.OK]
    if not ready:
        raise BadInput(_("Không có dòng nào sẵn sàng để nhập."), code="nothing_to_import")
    return ready


def _given(
    found: TaskImport, ready: list[Planned], *, actor: User, now: dt.datetime, reason: str, request_id: str
) -> Iterator[tuple[list[Given], list[Planned]]]:
    """Give the rows, those of one document and day together, in the order in which the sheet names them first."""
    groups: dict[tuple[int | None, str], list[Planned]] = {}
    for one in ready:
        groups.setdefault((one.plan["document_id"], one.plan["issued_on"]), []).append(one)
    wanted = {document_id for document_id, _day in groups if document_id is not None}
    documents = {d.id: d for d in visible_documents(actor).filter(id__in=wanted).defer("text")}
    for (document_id, issued_on), rows in groups.items():
        document = documents.get(document_id) if document_id is not None else None
        for start in range(0, len(rows), _AT_ONCE):
            batch = rows[start : start + _AT_ONCE]
            given = give_directives(
                actor=actor, items=[_item(one.plan) for one in batch], now=now, document=document,
                origin=None if document else found.origin, issued_on=dt.date.fromisoformat(issued_on), reason=reason,
                request_id=request_id, is_told=False,
            )  # fmt: skip
            yield given, batch


def _item(plan: dict[str, Any]) -> NewDirective:
    due = plan["due"]
    return NewDirective(
        text=plan["text"], leads=plan["leads"], coordinates=plan["coordinates"], field_id=plan["field_id"], deadline_kind=due["kind"],
        deadline_words=due["words"], due_on=dt.date.fromisoformat(due["on"]) if due["on"] else None, deadline_rule=due["rule"],
        event_name=due["words"] if due["kind"] == "event" else "", units_as_written=plan["as_written"], because=(FROM_SHEET,),
    )  # fmt: skip


def _finish(
    found: TaskImport,
    given: list[tuple[Given, Planned]],
    *,
    today: dt.date,
    actor: User,
    now: dt.datetime,
    reason: str,
    request_id: str,
) -> None:
    """Set what was given to the state that the sheet says, and note which row became what."""
    reached = []
    for each, one in given:
        state = one.plan["state"]
        lifecycle = Lifecycle.ACCEPTED if state["kind"] == "done" else _OPEN[state["kind"]]
        if lifecycle == Lifecycle.ASSIGNED:
            continue
        on = dt.date.fromisoformat(state["completed_on"]) if lifecycle == Lifecycle.ACCEPTED else today
        payload = {
            "note": one.plan["result"],
            "words": state["words"],
            "percent": state["percent"],
            "sheet_row": one.row,
        }
        reached += [Reached(assignment, lifecycle, on, payload) for assignment in each.assignments]
    set_states(
        reached, code=directive_events.STATE_IMPORTED, reason=reason, actor=actor, now=now, request_id=request_id
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            _BECAME,
            {
                "jurisdiction": found.jurisdiction_id, "import": found.id, "rows": [one.row for _each, one in given],
                "directives": [each.directive.id for each, _one in given],
            },
        )  # fmt: skip

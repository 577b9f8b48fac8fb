"""Withdraw an import that should not have been: all that it gave, while nothing else happened to it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_withdraw
from dondoc.directives import events as directive_events
from dondoc.directives.choices import Lifecycle
from dondoc.directives.models import Assignment
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.ledger.models import LedgerEvent
from dondoc.tasksheets import events
from dondoc.tasksheets.choices import ImportState
from dondoc.tasksheets.commands import _rows
from dondoc.tasksheets.commands._states import Reached, set_states
from dondoc.tasksheets.models import TaskImport, TaskImportRow
from dondoc.tasksheets.permissions import require_importer
from dondoc.tasksheets.rules import import_step

_MOST_REASON = 2_000
_AT_ONCE = 2_000


def withdraw_task_import(
    *, actor: User, import_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> TaskImport:
    """Take back everything that an import gave. Figures of every day are as if it had not been; the ledger keeps both.

    Args:
        actor: who withdraws it.
        import_id: which.
        reason: why.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        BadInput: no reason, or too long a one.
        Refused: they may not take in sheets, or not withdraw a row's field.
        NotFound: no such import for this person.
        Conflict: it was never committed, is withdrawn already, or something else happened to what it gave.
    """
    why = " ".join(reason.split())
    if not why:
        raise BadInput(_("Hãy nêu lý do."), code="reason_required", field="reason")
    if len(why) > _MOST_REASON:
        raise BadInput(_("Lý do dài quá %(most)s ký tự.") % {"most": _MOST_REASON}, code="too_long", field="reason")
    require_importer(actor)
    here = actor.jurisdiction_id
    with transaction.atomic():
        found = _rows.lock_import(actor, import_id)
        if import_step(found.state, "withdraw") is None or found.closed_at is None:
            raise Conflict(_("Chỉ thu hồi được lần nhập đã xác nhận và chưa thu hồi."), code="not_committed")
        rows = TaskImportRow.objects.filter(jurisdiction_id=here, task_import_id=found.id, directive_id__isnull=False)
        directives = sorted(directive for directive in rows.values_list("directive_id", flat=True) if directive)
        given = Assignment.objects.select_for_update().filter(jurisdiction_id=here, directive_id__in=directives)
        assignments = list(given.order_by("id"))
        for field_id in {assignment.field_id for assignment in assignments}:
            if not may_withdraw(actor, field_id=field_id):
                raise Refused(_("Bạn không có quyền thu hồi nhiệm vụ thuộc lĩnh vực này."), code="refused")
        later = _touched(here, directives, assignments, found.closed_at)
        if later:
            raise Conflict(
                _(
                    "Đã có %(count)s phần việc hoặc nhiệm vụ của lần nhập này được xử lý tiếp, nên không thu hồi cả lần được. Hãy thu hồi từng nhiệm vụ."
                )
                % {"count": later},
                code="touched_since",
            )
        for start in range(0, len(assignments), _AT_ONCE):
            set_states(
                [Reached(a, Lifecycle.WITHDRAWN, a.assigned_on, {"task_import": found.id}) for a in assignments[start : start + _AT_ONCE]],
                code=directive_events.ASSIGNMENT_WITHDRAWN, reason=why, actor=actor, now=now, request_id=request_id,
            )  # fmt: skip
        found.state, found.withdrawn_at = ImportState.WITHDRAWN, now
        TaskImport.objects.filter(jurisdiction_id=here, id=found.id).update(state=found.state, withdrawn_at=now)
        append(
            jurisdiction_id=here, actor_id=actor.pk, now=now, request_id=request_id,
            events=[
                NewEvent(
                    events.TASK_IMPORT, found.id, events.IMPORT_WITHDRAWN, {"assignments": len(assignments)}, reason=why
                )
            ],
        )  # fmt: skip
    return found


def _touched(here: int, directives: list[int], assignments: list[Assignment], committed_at: dt.datetime) -> int:
    """How many of what was given have an event of later than the import."""
    kinds = (
        (directive_events.DIRECTIVE, directives),
        (directive_events.ASSIGNMENT, [assignment.id for assignment in assignments]),
    )
    return sum(
        LedgerEvent.objects.filter(
            jurisdiction_id=here, aggregate=kind, aggregate_id__in=ids, recorded_at__gt=committed_at
        )
        .values("aggregate_id")
        .distinct()
        .count()
        for kind, ids in kinds
    )

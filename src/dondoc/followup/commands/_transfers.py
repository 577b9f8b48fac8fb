"""What the commands on a transfer by agreement share: the request locked, its next step, its event."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.commands.step import write_event
from dondoc.directives.models import Assignment
from dondoc.followup.models import Transfer
from dondoc.followup.succession_rules import TransferStep, end_step, fate_of, transfer_step
from dondoc.followup.succession_selectors import may_take_transfer_step, transfer_for
from dondoc.followup.telling import tell_of_transfer
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused


def require_open(assignment: Assignment) -> None:
    """Do nothing while the assignment may go to another unit.

    Raises:
        Conflict: it is closed, or reported already.
    """
    if end_step(fate_of(assignment.lifecycle), "transfer") is None:
        raise Conflict(
            _("Phần việc đang ở trạng thái «%(state)s» nên không chuyển được đơn vị khác.")
            % {"state": assignment.get_lifecycle_display()},
            code="wrong_state", lifecycle=assignment.lifecycle,
        )  # fmt: skip


def lock_transfer(actor: User, transfer_id: int) -> tuple[Transfer, Assignment]:
    """Lock a request that `actor` reads, after its assignment.

    Raises:
        NotFound: there is none, or not for this person.
    """
    known = transfer_for(actor, transfer_id)
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("directive")
        .get(jurisdiction_id=actor.jurisdiction_id, id=known.assignment_id)
    )
    transfer = (
        Transfer.objects.select_for_update(of=("self",))
        .select_related("to_unit")
        .get(jurisdiction_id=actor.jurisdiction_id, id=known.id)
    )
    return transfer, assignment


def next_step(verb: str, actor: User, transfer: Transfer, assignment: Assignment) -> TransferStep:
    """Return the step of `verb`, which `actor` may take.

    Raises:
        Refused: it is not theirs to take, or it is their own request.
        Conflict: the request has come to another state, or its assignment is closed.
    """
    if not may_take_transfer_step(actor, verb, transfer, assignment):
        raise Refused(_("Bạn không có quyền trả lời hoặc quyết định đề nghị chuyển này."), code="refused")
    if verb != "withdraw" and transfer.asked_by_id == actor.pk:
        raise Refused(_("Người đề nghị chuyển không tự trả lời đề nghị của mình."), code="own_request")
    step = transfer_step(verb, transfer.state)
    if step is None:
        raise Conflict(
            _("Đề nghị chuyển đang ở trạng thái «%(state)s» nên không làm được bước này. Hãy tải lại trang.")
            % {"state": transfer.get_state_display()},
            code="wrong_state", state=str(transfer.state),
        )  # fmt: skip
    require_open(assignment)
    return step


def tell(
    assignment: Assignment, code: str, transfer: Transfer, *, actor: User, now: dt.datetime, request_id: str, reason: str,
    **more: Any,
) -> None:  # fmt: skip
    """Append an event of the assignment, which stays as it is, and tell who is next."""
    tell_of_transfer(actor, transfer, assignment, now=now)
    write_event(
        assignment, actor=actor, code=code, payload={"transfer_id": transfer.id, "to_unit_id": transfer.to_unit_id, **more},
        day=local_day(now), reason=reason, now=now, request_id=request_id,
    )  # fmt: skip

"""Ask that another unit take an assignment."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.commands.step import lock_assignment
from dondoc.followup.commands import _succession, _transfers
from dondoc.followup.commands._units import standing_unit
from dondoc.followup.models import Transfer
from dondoc.followup.succession_rules import WAITING
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused
from dondoc.foundation.typed import text_of


def request_transfer(
    *, actor: User, assignment_id: int, to_unit_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> Transfer:
    """Ask. The other unit answers, then the office decides; until then nothing changes.

    Args:
        actor: one of the unit's people.
        assignment_id: the assignment.
        to_unit_id: who should take it.
        reason: why.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such assignment for this person.
        Refused: not of this unit.
        Conflict: it is closed or reported, or a request waits already.
        BadInput: no reason, or a unit that cannot take it.
    """
    why = text_of(reason, field="reason", missing=_("Hãy nêu lý do chuyển."))
    with transaction.atomic():
        assignment = lock_assignment(actor, assignment_id)
        if not people.may_report_for(actor, assignment.unit_id):
            raise Refused(_("Chỉ đơn vị được giao mới đề nghị chuyển nhiệm vụ này."), code="refused")
        _transfers.require_open(assignment)
        here = Transfer.objects.filter(jurisdiction_id=actor.jurisdiction_id, assignment_id=assignment.id)
        if here.filter(state__in=WAITING).exists():
            raise Conflict(_("Đơn vị đã đề nghị chuyển và đang chờ kết quả."), code="asked_already")
        to = standing_unit(actor.jurisdiction_id, to_unit_id, local_day(now), field="to_unit_id")
        _succession.require_transferable(assignment, to, _succession.known_of(assignment, to.id))
        transfer = Transfer.objects.create(
            jurisdiction_id=actor.jurisdiction_id, assignment_id=assignment.id, to_unit_id=to.id, reason=why, asked_at=now,
            asked_by_id=actor.pk,
        )  # fmt: skip
        _transfers.tell(
            assignment, events.TRANSFER_ASKED, transfer, actor=actor, now=now, request_id=request_id, reason=why,
            to_unit=to.name,
        )  # fmt: skip
    return transfer

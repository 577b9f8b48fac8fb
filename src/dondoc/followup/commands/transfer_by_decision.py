"""Hand an assignment to another unit by decision of the office, at once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.commands.step import lock_assignment
from dondoc.followup.choices import TransferState
from dondoc.followup.commands import _succession, _transfers
from dondoc.followup.commands._units import standing_unit
from dondoc.followup.models import Succession, Transfer
from dondoc.followup.succession_rules import WAITING
from dondoc.followup.succession_selectors import may_end
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Refused
from dondoc.foundation.typed import text_of


def transfer_by_decision(
    *,
    actor: User,
    assignment_id: int,
    to_unit_id: int,
    reason: str,
    now: dt.datetime,
    document_code: str = "",
    request_id: str = "",
) -> Succession:
    """End an assignment as transferred, and give the other unit the same with both its deadlines.

    Args:
        actor: who decides for the office in the field.
        assignment_id: the assignment.
        to_unit_id: who does it from now on.
        reason: why.
        now: the moment.
        document_code: number of the document that decided it, where there is one.
        request_id: groups what one request did.

    Raises:
        NotFound: no such assignment for this person.
        Refused: they do not decide on it.
        Conflict: it is closed, or reported already.
        BadInput: no reason, or a unit that cannot take it.
    """
    why = text_of(reason, field="reason", missing=_("Hãy nêu lý do chuyển."))
    code = _succession.code_of(document_code)
    with transaction.atomic():
        assignment = lock_assignment(actor, assignment_id)
        if not may_end(actor, field_id=assignment.field_id):
            raise Refused(_("Chỉ Văn phòng (theo lĩnh vực) mới quyết định chuyển nhiệm vụ."), code="refused")
        _transfers.require_open(assignment)
        to = standing_unit(actor.jurisdiction_id, to_unit_id, local_day(now), field="to_unit_id")
        succession = _succession.hand_over(
            assignment, to, _succession.Bench(actor, now, request_id), reason=why, document_code=code
        )
        # What the unit asked for is answered by it.
        Transfer.objects.filter(
            jurisdiction_id=actor.jurisdiction_id, assignment_id=assignment.id, state__in=WAITING
        ).update(state=TransferState.REFUSED, decided_at=now, decided_by_id=actor.pk, note=why)
    return succession

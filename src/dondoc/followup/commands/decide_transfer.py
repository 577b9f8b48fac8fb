"""Decide, for the office, on a transfer that two units agreed on."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.followup.commands import _succession, _transfers
from dondoc.followup.commands._units import standing_unit
from dondoc.followup.models import Transfer
from dondoc.foundation.clock import local_day
from dondoc.foundation.typed import text_of


def decide_transfer(
    *,
    actor: User,
    transfer_id: int,
    is_confirmed: bool,
    now: dt.datetime,
    note: str = "",
    document_code: str = "",
    request_id: str = "",
) -> Transfer:
    """Confirm it: the assignment ends as transferred and the other unit has the same. Or refuse: it stays where it is.

    Args:
        actor: who decides for the office in the field, of neither unit.
        transfer_id: the request.
        is_confirmed: whether the other unit does it from now on.
        now: the moment.
        note: to the units; needed to refuse.
        document_code: number of the document that decided it, where there is one.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request for this person.
        Refused: they do not decide on it.
        Conflict: the other unit has not agreed, it was decided or withdrawn, or the assignment is closed.
        BadInput: no reason for refusing, or a unit that cannot take it any more.
    """
    missing = "" if is_confirmed else _("Hãy nêu lý do không đồng ý.")
    words = text_of(note, field="note", missing=missing)
    code = _succession.code_of(document_code)
    with transaction.atomic():
        transfer, assignment = _transfers.lock_transfer(actor, transfer_id)
        step = _transfers.next_step("confirm" if is_confirmed else "refuse", actor, transfer, assignment)
        transfer.state, transfer.note = step.to, words
        transfer.decided_at, transfer.decided_by_id = now, actor.pk
        transfer.save()
        if is_confirmed:
            to = standing_unit(actor.jurisdiction_id, transfer.to_unit_id, local_day(now), field="to_unit_id")
            bench = _succession.Bench(actor, now, request_id)
            _succession.hand_over(assignment, to, bench, reason=transfer.reason, document_code=code)
        else:
            _transfers.tell(
                assignment, events.TRANSFER_REFUSED, transfer, actor=actor, now=now, request_id=request_id, reason=words,
                to_unit=transfer.to_unit.name,
            )  # fmt: skip
    return transfer

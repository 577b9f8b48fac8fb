"""Void a number: it stays in its register, with the reason, and is never given again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import EntryState
from dondoc.documents.commands import _facts, _registers
from dondoc.documents.models import RegisterEntry
from dondoc.documents.permissions import may_keep_registers
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused
from dondoc.ledger.append import NewEvent, append


def void_number(*, actor: User, entry_id: int, reason: str, now: dt.datetime, request_id: str = "") -> RegisterEntry:
    """Void a number that was taken or reserved.

    Who took it may void it on the same day; later, and another's, only the leader of the office.

    Raises:
        Refused: `actor` may not void this number.
        NotFound: there is no such number.
        BadInput: no reason.
        Conflict: it is void already.
    """
    _registers.require_number(actor)
    why = _facts.clean_reason(reason)
    with transaction.atomic():
        entry = _registers.locked_entry(actor, entry_id)
        own_of_today = entry.created_by_id == actor.id and local_day(entry.created_at) == local_day(now)
        if not own_of_today and not may_keep_registers(actor):
            raise Refused(
                _(
                    "Số của ngày trước hoặc do người khác lấy chỉ Lãnh đạo Văn phòng được huỷ. Hãy đề nghị Lãnh đạo Văn phòng."
                )
            )
        if entry.state == EntryState.VOIDED:
            raise Conflict(
                _("Số %(number)s đã huỷ trước đó: %(reason)s.")
                % {"number": numbering.written(entry.number), "reason": entry.reason},
                code="voided",
            )
        before = entry.state
        entry.state, entry.reason = EntryState.VOIDED, why
        entry.save(update_fields=["state", "reason"])
        append(
            jurisdiction_id=entry.jurisdiction_id,
            events=[
                NewEvent(
                    events.REGISTER_ENTRY, entry.id, events.NUMBER_VOIDED, {"number": entry.number, "was": str(before)},
                    reason=why,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )  # fmt: skip
    return entry

"""Keep numbers of today free for documents that come later."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import Direction, EntryState
from dondoc.documents.commands import _facts, _registers, _series
from dondoc.documents.models import RegisterEntry
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append

MOST = 20


def reserve_numbers(
    *, actor: User, register_id: int, count: int, reason: str, now: dt.datetime, request_id: str = ""
) -> list[RegisterEntry]:
    """Reserve the next `count` numbers of a register, for today.

    They stay in the register with their reason; one that is not used is voided, never lost.

    Raises:
        Refused: `actor` does not decide on registers.
        NotFound: there is no such register.
        BadInput: no reason, or not 1 to 20 numbers.
        Conflict: the register is closed.
    """
    _registers.require_keeper(actor)
    why = _facts.clean_reason(reason)
    if not 1 <= count <= MOST:
        raise BadInput(_("Mỗi lần giữ từ 1 đến %(most)s số.") % {"most": MOST}, field="count")
    day = local_day(now)
    year = numbering.year_of(day)
    with transaction.atomic():
        register = _registers.open_register_of(actor, register_id, Direction.ISSUED)
        entries = [
            RegisterEntry(
                jurisdiction_id=register.jurisdiction_id, register_id=register.id, year=year, number=number,
                state=EntryState.RESERVED, entered_on=day, reason=why, created_at=now, created_by_id=actor.id,
            )
            for number in _series.next_numbers(register, year, count)
        ]  # fmt: skip
        for entry in entries:
            entry.search_text = _facts.search_text(entry)
        RegisterEntry.objects.bulk_create(entries)
        append(
            jurisdiction_id=register.jurisdiction_id,
            events=[
                NewEvent(
                    events.REGISTER_ENTRY,
                    entry.id,
                    events.NUMBER_RESERVED,
                    {"register_id": register.id, "year": year, "number": entry.number},
                    reason=why,
                    is_first=True,
                )
                for entry in entries
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return entries

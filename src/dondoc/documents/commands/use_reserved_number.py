"""Give a reserved number to a document: it then bears the day on which the number was reserved."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import EntryState
from dondoc.documents.commands import _facts, _registers, _series
from dondoc.documents.models import RegisterEntry
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append


def use_reserved_number(
    *, actor: User, entry_id: int, facts: _facts.Facts, reason: str, now: dt.datetime, request_id: str = ""
) -> RegisterEntry:
    """Use a reserved number. The ledger keeps both days: the document's, and that of this entry.

    Raises:
        Refused: `actor` does not decide on registers.
        NotFound: there is no such number, or no such document for the actor.
        BadInput: no reason, or a value that cannot be.
        Conflict: the number is no longer reserved, or another register has given it with this symbol.
    """
    _registers.require_keeper(actor)
    why = _facts.clean_reason(reason)
    columns = _facts.clean_facts(facts, actor)
    _facts.require_subject(columns)
    with transaction.atomic():
        _registers.hold_grouping(actor.jurisdiction_id)
        entry = _registers.locked_entry(actor, entry_id)
        if entry.state != EntryState.RESERVED:
            raise Conflict(
                _("Số %(number)s không còn được giữ: đã dùng hoặc đã huỷ.")
                % {"number": numbering.written(entry.number)},
                code="not_reserved",
            )
        entry.kind, entry.symbol = _series.symbol_in(entry.register, facts)
        _series.refuse_used_code(entry, entry.register)
        entry.state = EntryState.TAKEN
        entry.reason = why
        for column, value in columns.items():
            setattr(entry, column, value)
        entry.search_text = _facts.search_text(entry)
        entry.save()
        append(
            jurisdiction_id=entry.jurisdiction_id,
            events=[
                NewEvent(
                    events.REGISTER_ENTRY,
                    entry.id,
                    events.NUMBER_USED,
                    _facts.recorded(entry),
                    effective_on=entry.entered_on,
                    reason=why,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return entry

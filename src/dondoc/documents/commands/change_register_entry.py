"""Correct what stands beside a number; the number, its symbol and its day stay."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import Direction, EntryState
from dondoc.documents.commands import _facts, _registers
from dondoc.documents.differences import differences
from dondoc.documents.models import RegisterEntry
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import NewEvent, append


@dataclass(frozen=True, slots=True)
class Origin:
    """What stands on a document that arrived: whose it is, its number and symbol, its day, its kind."""

    author: str
    document_code: str = ""
    document_date: dt.date | None = None
    kind: str = ""


def change_register_entry(
    *,
    actor: User,
    entry_id: int,
    facts: _facts.Facts,
    origin: Origin | None = None,
    now: dt.datetime,
    request_id: str = "",
) -> RegisterEntry:
    """Record subject, signer, recipients, keeper, copies, handing over and note anew; the ledger keeps what was.

    Of what arrived also `origin`, where it is given. The number and the day of entry stay.

    Raises:
        Refused: `actor` does not keep registers.
        NotFound: there is no such line, or no such document for the actor.
        BadInput: a value that cannot be.
        Conflict: the number is void or only reserved.
    """
    _registers.require_number(actor)
    columns = _facts.clean_facts(facts, actor)
    _facts.require_subject(columns)
    with transaction.atomic():
        entry = _registers.locked_entry(actor, entry_id)
        if entry.state != EntryState.TAKEN:
            raise Conflict(
                _("Số %(number)s chưa dùng cho văn bản nào, hoặc đã huỷ, nên không sửa được.")
                % {"number": numbering.written(entry.number)},
                code="not_taken",
            )
        if origin is not None:
            columns |= _columns(entry, origin)
        changed = differences(entry, columns)
        if not changed:
            return entry
        for column in changed:
            setattr(entry, column, columns[column])
        entry.search_text = _facts.search_text(entry)
        entry.save(update_fields=[*changed, "search_text"])
        append(
            jurisdiction_id=entry.jurisdiction_id,
            events=[NewEvent(events.REGISTER_ENTRY, entry.id, events.ENTRY_CHANGED, changed)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return entry


def _columns(entry: RegisterEntry, origin: Origin) -> dict[str, Any]:
    if entry.register.direction != Direction.RECEIVED:
        raise BadInput(_("Số, ký hiệu và ngày của văn bản đi do sổ cấp, không sửa được."), field="author")
    names = ("author", "document_code", "kind")
    columns: dict[str, Any] = {name: _facts.clean(getattr(origin, name), name) for name in names}
    if not columns["author"]:
        raise BadInput(_("Hãy nhập tác giả (cơ quan ban hành) của văn bản đến."), field="author")
    _facts.sane_day(origin.document_date, "document_date")
    if origin.document_date and origin.document_date > entry.entered_on:
        raise BadInput(_("Ngày văn bản không thể sau ngày đến."), field="document_date")
    return {**columns, "document_date": origin.document_date}

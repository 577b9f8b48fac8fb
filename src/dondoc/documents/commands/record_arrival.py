"""Enter what arrives into the register, with its arrival number of the year (NĐ 30/2020/NĐ-CP, Điều 22)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import Direction, EntryState
from dondoc.documents.commands import _facts, _registers, _series
from dondoc.documents.models import Register, RegisterEntry
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.foundation.text import fold
from dondoc.ledger.append import NewEvent, append


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came: `author` sent it, `document_code` and `document_date` stand on it, `arrived_on` is the ĐẾN day."""

    arrived_on: dt.date
    author: str
    document_code: str = ""
    document_date: dt.date | None = None


class DuplicateArrival(Conflict):
    """It is in the register already; `details["entry_id"]` is the first one."""

    default_code = "duplicate_arrival"


def record_arrival(
    *,
    actor: User,
    register_id: int,
    arrival: Arrival,
    facts: _facts.Facts,
    accept_duplicate: bool = False,
    now: dt.datetime,
    request_id: str = "",
) -> RegisterEntry:
    """Give what arrived the next arrival number of its year.

    Raises:
        Refused: `actor` does not record what arrives.
        NotFound: no such register, or no such document for the actor.
        BadInput: a value that cannot be.
        DuplicateArrival: the same number and symbol of the same author and day, or the same document, is there.
        Conflict: the register is closed.
    """
    _registers.require_number(actor)
    columns = _facts.clean_facts(facts, actor)
    author = _facts.clean(arrival.author, "author")
    code = _facts.clean(arrival.document_code, "document_code")
    kind = _facts.clean(facts.kind, "kind")
    today = local_day(now)
    if not author:
        raise BadInput(_("Hãy nhập tác giả (cơ quan ban hành) của văn bản đến."), field="author")
    _facts.require_subject(columns)
    if arrival.arrived_on > today or arrival.arrived_on.year < today.year - 1:
        raise BadInput(_("Ngày đến phải từ đầu năm trước đến hôm nay."), field="arrived_on")
    if arrival.document_date and arrival.document_date > arrival.arrived_on:
        raise BadInput(_("Ngày văn bản không thể sau ngày đến."), field="document_date")
    _facts.sane_day(arrival.document_date, "document_date")
    year = numbering.year_of(arrival.arrived_on)
    with transaction.atomic():
        register = _registers.open_register_of(actor, register_id, Direction.RECEIVED)
        if not accept_duplicate:
            _refuse_duplicate(register, author, code, arrival.document_date, facts.document_id)
        (number,) = _series.next_numbers(register, year)
        entry = RegisterEntry(
            jurisdiction_id=register.jurisdiction_id, register_id=register.id, year=year, number=number,
            entered_on=arrival.arrived_on, kind=kind, author=author, document_code=code,
            document_date=arrival.document_date, created_at=now, created_by_id=actor.id, **columns,
        )  # fmt: skip
        entry.search_text = _facts.search_text(entry)
        entry.save(force_insert=True)
        append(
            jurisdiction_id=register.jurisdiction_id,
            events=[
                NewEvent(
                    events.REGISTER_ENTRY,
                    entry.id,
                    events.ARRIVAL_RECORDED,
                    {
                        "register_id": register.id,
                        "year": year,
                        "number": number,
                        **_facts.recorded(entry),
                    },
                    effective_on=arrival.arrived_on,
                    is_first=True,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return entry


def _refuse_duplicate(
    register: Register, author: str, code: str, document_date: dt.date | None, document_id: int | None
) -> None:
    here = RegisterEntry.objects.filter(
        jurisdiction_id=register.jurisdiction_id, register_id=register.id, state=EntryState.TAKEN
    ).order_by("id")
    first = here.filter(document_id=document_id).first() if document_id is not None else None
    if first is None and code:
        wanted = (fold(author), fold(code).replace(" ", ""))
        alike = here.filter(document_date=document_date)
        first = next(
            (one for one in alike if (fold(one.author), fold(one.document_code).replace(" ", "")) == wanted), None
        )
    if first is not None:
        raise DuplicateArrival(
            _("Văn bản này đã vào sổ: số đến %(number)s ngày %(day)s. Nếu đây là văn bản khác, hãy chọn “Vẫn vào sổ”.")
            % {"number": numbering.written(first.number), "day": f"{first.entered_on:%d/%m/%Y}"},
            entry_id=first.id,
        )

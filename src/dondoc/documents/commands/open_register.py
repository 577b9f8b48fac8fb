"""Open a register of an agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events, numbering
from dondoc.documents.choices import Direction
from dondoc.documents.commands import _registers, _series
from dondoc.documents.models import Register
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.models import Unit


def open_register(
    *,
    actor: User,
    unit_id: int,
    direction: str,
    name: str,
    kinds: Sequence[str] = (),
    agency_symbol: str = "",
    now: dt.datetime,
    request_id: str = "",
) -> Register:
    """Open a register; its first number of each year is 1.

    Args:
        actor: leader of the office.
        unit_id: the agency whose documents it numbers.
        direction: `issued` or `received`.
        name: how the office calls it.
        kinds: the kinds that share its series; none: all that no other open register of the agency names.
        agency_symbol: the agency's letters in a symbol; for what is issued.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: `actor` does not decide on registers.
        BadInput: a value that cannot be.
        Conflict: another register of the agency has the name, or numbers a kind already or has this year.
    """
    _registers.require_keeper(actor)
    title = _registers.clean_name(name)
    if direction not in Direction.values:
        raise BadInput(_("Hãy chọn sổ văn bản đến hoặc sổ văn bản đi."), field="direction")
    letters = _series.clean_letters(agency_symbol) if direction == Direction.ISSUED else ""
    _series.refuse_unknown(kinds)
    with transaction.atomic():
        _registers.hold_registers(actor.jurisdiction_id)
        if not Unit.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=unit_id).exists():
            raise BadInput(_("Không tìm thấy cơ quan này. Hãy chọn lại trong danh sách đơn vị."), field="unit")
        register = Register(
            jurisdiction_id=actor.jurisdiction_id, unit_id=unit_id, direction=direction, name=title,
            kinds=list(dict.fromkeys(kinds)), agency_symbol=letters,
            created_at=now, created_by_id=actor.id,
        )  # fmt: skip
        _series.refuse_overlap(register, register.kinds)
        _series.refuse_moved(register, register.kinds, numbering.year_of(local_day(now)))
        _registers.save_register(register, force_insert=True)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.REGISTER,
                    register.id,
                    events.REGISTER_OPENED,
                    {
                        "unit_id": unit_id,
                        "direction": direction,
                        "name": title,
                        "kinds": register.kinds,
                        "agency_symbol": register.agency_symbol,
                    },
                    is_first=True,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return register

"""Enter a body that documents are exchanged with, or change what is known of it; one's own too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events
from dondoc.documents.commands import _exchange
from dondoc.documents.commands._words import require_fits
from dondoc.documents.exchange.codes import OrganCode
from dondoc.documents.exchange_words import in_words
from dondoc.documents.models import ExchangeCourse, ExchangeParty
from dondoc.documents.permissions import may_set_own_party
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.models import Unit

_LIMITS = {"name": 200, "in_charge": 200, "address": 250, "email": 100, "telephone": 20}


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """What packets say of a body.

    Attributes:
        name: as its documents have it.
        in_charge: the body above it.
        address: where it is.
        email: to ask it.
        telephone: to ask it.
        unit_id: the unit of the jurisdiction that it is.
        is_own: whether the jurisdiction exchanges in its name.
        is_active: whether it can be chosen as a receiver.
    """

    name: str
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    unit_id: int | None = None
    is_own: bool = False
    is_active: bool = True


def set_party(*, actor: User, code: str, facts: PartyFacts, now: dt.datetime, request_id: str = "") -> ExchangeParty:
    """Enter the body with this code, or change it.

    Args:
        actor: who enters it.
        code: in either style (QĐ 20/2020/QĐ-TTg); the form from left to right is kept.
        facts: all that is known of it.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: `actor` may not; one's own body is for the leader of the office.
        BadInput: no code, no name, too long a text, a unit that is not there.
        Conflict: another body is one's own already and has exchanged documents, or another jurisdiction of the server
            exchanges under the code.
    """
    _exchange.require_exchange(actor)
    organ = OrganCode(code.strip().upper())
    if organ.problem:
        raise BadInput(in_words(organ.problem), code="bad_code", field="code")
    values = {name: _clean(getattr(facts, name), name) for name in _LIMITS}
    if not values["name"]:
        raise BadInput(_("Hãy nhập tên cơ quan."), field="name")
    here = {"jurisdiction_id": actor.jurisdiction_id}
    if facts.unit_id is not None and not Unit.objects.filter(**here, id=facts.unit_id).exists():
        raise BadInput(_("Không có đơn vị này; hãy chọn lại."), code="unknown_unit", field="unit_id")
    with transaction.atomic():
        found = ExchangeParty.objects.select_for_update().filter(**here, code=organ.normal).first()
        if (facts.is_own or (found and found.is_own)) and not may_set_own_party(actor):
            raise Refused(_("Mã định danh của cơ quan mình do Lãnh đạo Văn phòng khai."))
        row = found or ExchangeParty(**here, code=organ.normal, created_at=now, created_by_id=actor.id)
        if facts.is_own and not row.is_own:
            _refuse_anothers(organ.normal, actor.jurisdiction_id)
            _make_way(actor)
        for name, value in values.items():
            setattr(row, name, value)
        row.unit_id, row.is_own, row.is_active = facts.unit_id, facts.is_own, facts.is_active
        row.save(force_insert=found is None)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.EXCHANGE_PARTY, row.id, events.PARTY_SET,
                    {
                        "code": row.code, **values, "unit_id": row.unit_id, "is_own": row.is_own,
                        "is_active": row.is_active,
                    },
                    is_first=found is None,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )  # fmt: skip
    return row


def _refuse_anothers(code: str, jurisdiction_id: int) -> None:
    """Refuse the code under which another jurisdiction of this server exchanges: its packets would come here."""
    if ExchangeParty.objects.filter(code=code, is_own=True).exclude(jurisdiction_id=jurisdiction_id).exists():
        raise Conflict(
            _("Mã định danh %(code)s đã được một địa phương khác trên máy chủ này khai. Hãy kiểm tra lại mã.")
            % {"code": code},
            code="code_taken",
            field="code",
        )


def _make_way(actor: User) -> None:
    """Let another body be one's own: the one before has to have exchanged nothing, or its answers would go astray."""
    own = ExchangeParty.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id, is_own=True).first()
    if own is None:
        return
    if ExchangeCourse.objects.filter(jurisdiction_id=actor.jurisdiction_id, party_id=own.id).exists():
        raise Conflict(
            _("Cơ quan “%(name)s” (%(code)s) đã trao đổi văn bản; không đổi mã định danh của cơ quan mình được nữa.")
            % {"name": own.name, "code": own.code},
            code="own_party_in_use",
        )
    own.is_own = False
    own.save(update_fields=["is_own"])


def _clean(text: str, name: str) -> str:
    value = " ".join(text.split())
    require_fits(value, _LIMITS[name], name)
    return value

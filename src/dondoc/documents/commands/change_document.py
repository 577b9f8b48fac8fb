"""Correct what is recorded of a document: number, date, type, issuer, subject, origin, signer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import events, rules
from dondoc.documents.choices import Direction, Origin
from dondoc.documents.commands._words import require_fits
from dondoc.documents.differences import differences
from dondoc.documents.facts import SOUGHT
from dondoc.documents.models import Document
from dondoc.documents.permissions import may_change_document, visible_documents
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append

_LIMITS = {
    "type_name": 60, "number": 20, "symbol": 60, "place": 80, "issuer": 200, "subject": 2000, "urgency": 30,
    "signer_authority": 120, "signer_position": 120, "signer_name": 120,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """What to record instead; None leaves a value as it is."""

    direction: str | None = None
    origin: str | None = None
    type_name: str | None = None
    number: str | None = None
    symbol: str | None = None
    issued_on: dt.date | None = None
    place: str | None = None
    issuer: str | None = None
    subject: str | None = None
    urgency: str | None = None
    signer_authority: str | None = None
    signer_position: str | None = None
    signer_name: str | None = None

    def given(self) -> dict[str, Any]:
        """Return the values that are not None."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}


def change_document(
    *, actor: User, document_id: int, changes: DocumentChanges, now: dt.datetime, request_id: str = ""
) -> Document:
    """Record `changes`; what was there before stays in the ledger.

    The origin of directives that were confirmed already does not follow: figures of past days stay.

    Raises:
        NotFound: there is no such document for `actor`.
        Refused: `actor` does not keep documents.
        BadInput: a value that cannot be.
        Conflict: its sender took it back.
    """
    given = {name: value.strip() if isinstance(value, str) else value for name, value in changes.given().items()}
    _check(given, today=local_day(now))
    with transaction.atomic():
        document = visible_documents(actor).select_for_update(of=("self",)).filter(id=document_id).first()
        if document is None:
            raise NotFound
        if not may_change_document(actor):
            raise Refused(_("Chỉ Văn phòng UBND tỉnh được sửa thông tin văn bản. Hãy báo cho Văn phòng."))
        if document.taken_back_at is not None:
            raise Conflict(
                _("Bên gửi đã lấy lại văn bản này; thông tin được giữ nguyên, không sửa nữa."), code="taken_back"
            )
        changed = differences(document, given)
        if not changed:
            return document
        for name in changed:
            setattr(document, name, given[name])
        document.why = rules.why_without(document.why, changed)
        document.search_text = rules.search_text(**{name: getattr(document, name) for name in SOUGHT})
        document.save(update_fields=[*changed, "why", "search_text"])
        append(
            jurisdiction_id=document.jurisdiction_id,
            events=[
                NewEvent(
                    events.DOCUMENT,
                    document.id,
                    events.DOCUMENT_CHANGED,
                    changed,
                )
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return document


def _check(given: dict[str, Any], *, today: dt.date) -> None:
    for name, limit in _LIMITS.items():
        value = given.get(name)
        if value is not None:
            require_fits(value, limit, name)
    if given.get("direction", Direction.ISSUED) not in Direction.values:
        raise BadInput(_("Hãy chọn văn bản đến hoặc văn bản đi."), code="bad_choice", field="direction")
    if given.get("origin", Origin.PROVINCE) not in Origin.values:
        raise BadInput(_("Hãy chọn nguồn giao: Trung ương hoặc tỉnh."), code="bad_choice", field="origin")
    day = given.get("issued_on")
    if day is not None and day > today:
        raise BadInput(
            _("Ngày ban hành %(day)s sau hôm nay (%(today)s); hãy xem lại.")
            % {"day": f"{day:%d/%m/%Y}", "today": f"{today:%d/%m/%Y}"},
            code="date_in_future",
            field="issued_on",
        )

"""End a right to sign on a day; what was signed by it before stays signed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting import events
from dondoc.drafting.models import SigningMandate
from dondoc.drafting.permissions import may_keep_mandates
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.append import NewEvent, append


def end_mandate(
    *, actor: User, mandate_id: int, last_day: dt.date, now: dt.datetime, request_id: str = ""
) -> SigningMandate:
    """Set its last day.

    Raises:
        Refused: `actor` does not keep the rights to sign.
        NotFound: there is no such right.
        BadInput: a day before its first, or after its last.
    """
    if not may_keep_mandates(actor):
        raise Refused(_("Thẩm quyền ký do Lãnh đạo Văn phòng khai báo."))
    with transaction.atomic():
        found = SigningMandate.objects.select_for_update().filter(
            jurisdiction_id=actor.jurisdiction_id, id=mandate_id
        ).first()  # fmt: skip
        if found is None:
            raise NotFound
        if last_day < found.valid_from:
            raise BadInput(_("Ngày kết thúc không thể trước ngày bắt đầu."), field="last_day")
        before = found.valid_to
        if before is not None and last_day > before:
            # A longer right is another decision, with a paper of its own (Điều 13.4).
            raise BadInput(
                _("Thẩm quyền này đã kết thúc ngày %(day)s; muốn kéo dài, hãy khai báo thẩm quyền mới.")
                % {"day": f"{before:%d/%m/%Y}"},
                field="last_day",
            )
        found.valid_to = last_day
        found.save(update_fields=["valid_to"])
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.MANDATE, found.id, events.MANDATE_ENDED,
                    {"last_day": last_day.isoformat(), "was": before.isoformat() if before else None},
                )
            ],
            actor_id=actor.id, now=now, request_id=request_id,
        )  # fmt: skip
    return found

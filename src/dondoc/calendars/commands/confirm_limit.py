"""Confirm a legal limit: somebody here has read the instrument."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars import events
from dondoc.calendars.changes import worktime_changed
from dondoc.calendars.commands import _limits
from dondoc.calendars.models import LimitRecord
from dondoc.calendars.permissions import require_setter
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append


def confirm_limit(*, actor: User, key: str, valid_from: dt.date, now: dt.datetime, request_id: str = "") -> LimitRecord:
    """Note who confirmed the record of `key` that began on `valid_from`; what it says stays.

    Raises:
        Refused: not the office's leader, nor the administrator.
        NotFound: no such record.
        Conflict: it is confirmed.
    """
    require_setter(actor)
    with transaction.atomic():
        row = _limits.record_of(_limits.rows_of(actor, key, now), valid_from)
        if row.confirmed_at is not None:
            raise Conflict(_("Thời hạn này đã được xác nhận."), code="confirmed")
        row.confirmed_at, row.confirmed_by_id = now, actor.pk
        row.save(update_fields=["confirmed_at", "confirmed_by_id"])
        worktime_changed(row.jurisdiction_id)
        append(
            jurisdiction_id=row.jurisdiction_id,
            events=[NewEvent(events.LIMIT, row.id, events.LIMIT_CONFIRMED, _limits.facts(row))],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return row

"""End a legal limit that nothing replaces."""

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
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import NewEvent, append


def end_limit(
    *,
    actor: User,
    key: str,
    valid_from: dt.date,
    last_day: dt.date,
    reason: str,
    now: dt.datetime,
    request_id: str = "",
) -> LimitRecord:
    """Let the record of `key` that began on `valid_from` end with `last_day`.

    Args:
        actor: the office's leader or the administrator.
        key: of the limit.
        valid_from: the first day of the record.
        last_day: the last day on which it holds.
        reason: by what instrument.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: somebody else.
        NotFound: no such record.
        Conflict: it has ended.
        BadInput: no reason, a day before it began.
    """
    require_setter(actor)
    if not reason.strip():
        raise BadInput(_("Hãy nêu văn bản làm thời hạn hết hiệu lực."), code="reason_required", field="reason")
    _limits.require_day(last_day, "last_day")
    with transaction.atomic():
        row = _limits.record_of(_limits.rows_of(actor, key, now), valid_from)
        if row.valid_to is not None:
            raise Conflict(
                _("Thời hạn này đã hết hiệu lực ngày %(day)s.") % {"day": f"{row.valid_to:%d/%m/%Y}"}, code="ended"
            )
        if last_day < valid_from:
            raise BadInput(
                _("Ngày hết hiệu lực không thể trước ngày có hiệu lực."), code="ends_before", field="last_day"
            )
        row.valid_to = last_day
        row.save(update_fields=["valid_to"])
        worktime_changed(row.jurisdiction_id)
        append(
            jurisdiction_id=row.jurisdiction_id,
            events=[NewEvent(events.LIMIT, row.id, events.LIMIT_ENDED, _limits.facts(row), reason=reason.strip())],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return row

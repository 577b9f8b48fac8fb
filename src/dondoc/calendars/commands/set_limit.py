"""Begin a legal limit on a day: the one that held until then ends the day before."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.calendars import events
from dondoc.calendars.changes import worktime_changed
from dondoc.calendars.commands import _limits
from dondoc.calendars.models import LimitRecord
from dondoc.calendars.permissions import require_setter
from dondoc.calendars.rules import Held, place
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import refusals


def set_limit(
    *,
    actor: User,
    key: str,
    valid_from: dt.date,
    name: str,
    amount: int,
    unit: str,
    anchor: str,
    source: str,
    confidence: str,
    now: dt.datetime,
    remark: str = "",
    request_id: str = "",
) -> LimitRecord:
    """Enter a record of the limit `key` that holds from `valid_from` until the next one begins.

    A record that began on that very day is replaced: a correction. Who enters it has read it: it counts as confirmed.

    Args:
        actor: the office's leader or the administrator.
        key: of a limit that is there, or a new one.
        valid_from: its first day.
        name: of what is to be done in that time.
        amount: how long; negative counts back from the event.
        unit: a code of LimitUnit.
        anchor: the code of the event from which it counts.
        source: the instrument.
        confidence: a code of Confidence.
        now: the moment.
        remark: for people.
        request_id: groups what one request did.

    Raises:
        Refused: somebody else.
        BadInput: a value that cannot be.
    """
    require_setter(actor)
    key = key.strip()
    _limits.require_limit(
        key=key, name=name, amount=amount, unit=unit, anchor=anchor, source=source, confidence=confidence, remark=remark
    )
    _limits.require_day(valid_from, "valid_from")
    here = actor.jurisdiction_id
    with transaction.atomic():
        rows = _limits.rows_of(actor, key, now)
        where = place([Held(row.valid_from, row.valid_to) for row in rows], valid_from)
        was = None
        if where.ended is not None:
            before = _limits.record_of(rows, where.ended)
            before.valid_to = valid_from - dt.timedelta(days=1)
            before.save(update_fields=["valid_to"])
        if where.replaced is not None:
            row = _limits.record_of(rows, where.replaced)
            was = _limits.facts(row)
        else:
            row = LimitRecord(jurisdiction_id=here, key=key, valid_from=valid_from)
        row.name, row.amount, row.unit, row.anchor = name.strip(), amount, unit, anchor.strip()
        row.source, row.confidence, row.remark = source.strip(), confidence, remark.strip()
        row.valid_to = where.valid_to
        row.entered_at, row.entered_by_id, row.confirmed_at, row.confirmed_by_id = now, actor.pk, now, actor.pk
        with refusals():
            row.save()
        worktime_changed(here)
        append(
            jurisdiction_id=here,
            events=[NewEvent(events.LIMIT, row.id, events.LIMIT_SET, {"was": was, **_limits.facts(row)})],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return row

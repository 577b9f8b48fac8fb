"""Open a closed period again."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict
from dondoc.foundation.typed import text_of
from dondoc.indicators import events
from dondoc.indicators.choices import PeriodKind
from dondoc.indicators.commands import _steps
from dondoc.indicators.models import PeriodLock
from dondoc.ledger.append import NewEvent, append


def reopen_period(*, actor: User, period: str, reason: str, now: dt.datetime, request_id: str = "") -> PeriodLock:
    """Open it. That it was closed, by whom and until when, stays.

    Args:
        actor: the leader of the office.
        period: the code of the period.
        reason: why.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: the actor sees no indicators.
        Refused: the actor does not open periods.
        BadInput: it is no period, or no reason is given.
        Conflict: it is open.
    """
    _steps.require_locker(actor)
    when = _steps.period_of(period, tuple(PeriodKind))
    why = text_of(reason, field="reason", most=_steps.LONGEST_TEXT, missing=_("Hãy ghi vì sao mở lại."))
    with transaction.atomic():
        lock = (
            PeriodLock.objects.select_for_update()
            .filter(
                jurisdiction_id=actor.jurisdiction_id,
                period_kind=when.kind,
                first_day=when.first,
                reopened_at__isnull=True,
            )
            .first()
        )
        if lock is None:
            raise Conflict(_("Kỳ %(period)s đang mở.") % {"period": when.label}, code="open")
        lock.reopened_at, lock.reopened_by_id, lock.reason = now, actor.pk, why
        lock.save(update_fields=["reopened_at", "reopened_by_id", "reason"])
        append(
            jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
            events=[NewEvent(events.PERIOD, lock.id, events.PERIOD_REOPENED, {"period": when.code}, reason=why)],
        )  # fmt: skip
    return lock

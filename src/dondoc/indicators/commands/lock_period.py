"""Close a period: no value of it is entered or approved any more."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.indicators import events
from dondoc.indicators.choices import PeriodKind
from dondoc.indicators.commands import _steps
from dondoc.indicators.models import PeriodLock
from dondoc.ledger.append import NewEvent, append


def lock_period(*, actor: User, period: str, now: dt.datetime, request_id: str = "") -> PeriodLock:
    """Close it.

    Args:
        actor: the leader of the office.
        period: the code of the period.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: the actor sees no indicators.
        Refused: the actor does not close periods.
        BadInput: it is no period, or it is not over.
        Conflict: it is closed.
    """
    _steps.require_locker(actor)
    when = _steps.period_of(period, tuple(PeriodKind))
    if when.last >= local_day(now):
        raise BadInput(_("Kỳ %(period)s chưa kết thúc.") % {"period": when.label}, code="not_over", field="period")
    try:
        with transaction.atomic():
            _steps.hold_period(actor, when, shared=False)
            lock = PeriodLock.objects.create(
                jurisdiction_id=actor.jurisdiction_id, period_kind=when.kind, first_day=when.first, locked_at=now,
                locked_by_id=actor.pk,
            )  # fmt: skip
            append(
                jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
                events=[NewEvent(events.PERIOD, lock.id, events.PERIOD_LOCKED, {"period": when.code}, is_first=True)],
            )  # fmt: skip
    except IntegrityError as error:
        if "indicator_period_locked_once" in str(error):
            raise Conflict(_("Kỳ %(period)s đã khóa rồi.") % {"period": when.label}, code="period_locked") from error
        raise
    return lock

"""Skip the next occurrence of a series: this time nobody owes it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.foundation.errors import Conflict
from dondoc.ledger.append import NewEvent, append
from dondoc.schedules import events
from dondoc.schedules.choices import OccurrenceState
from dondoc.schedules.commands import _series
from dondoc.schedules.models import Occurrence
from dondoc.schedules.recurrence import stored_label
from dondoc.schedules.series import coming_of


def skip_occurrence(
    *, actor: User, series_id: int, reason: str, now: dt.datetime, number: int | None = None, request_id: str = ""
) -> Occurrence:
    """Note that the next occurrence is not opened, and why; the one after it comes as it would.

    Args:
        actor: who gives directives of its field.
        series_id: the series.
        reason: why, always needed.
        now: the moment.
        number: which one is meant, as the page showed it: another press of the same button skips no further one.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: see `_series.hold`.
        Conflict: the series does not go on, has no further one (`finished`), or is further by now (`stale`).
        BadInput: no reason.
    """
    why = _series.reason_of(reason)
    with transaction.atomic():
        held = _series.hold(actor, series_id, "skip")
        coming = coming_of(held.rule, held.made, calendar_of(held.series.jurisdiction_id))
        if coming is None:
            raise Conflict(_("Nhiệm vụ định kỳ này đã hết kỳ."), code="finished")
        if number is not None and number != coming.number:
            raise Conflict(_("Kỳ này đã được mở hoặc bỏ qua. Hãy tải lại trang."), code="stale")
        made = Occurrence.objects.create(
            jurisdiction_id=held.series.jurisdiction_id, series_id=held.series.id, number=coming.number,
            label=stored_label(held.rule.rrule, coming.day.nominal), rule_version=held.rule.version, off_day=held.rule.off_day,
            nominal_on=coming.day.nominal, due_on=coming.day.due_on, state=OccurrenceState.SKIPPED, reason=why,
            made_at=now, made_by_id=actor.pk,
        )  # fmt: skip
        append(
            jurisdiction_id=held.series.jurisdiction_id,
            events=[
                NewEvent(
                    events.SERIES, held.series.id, events.OCCURRENCE_SKIPPED,
                    {"number": made.number, "label": made.label, "due_on": made.due_on.isoformat()}, reason=why,
                )
            ],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return made

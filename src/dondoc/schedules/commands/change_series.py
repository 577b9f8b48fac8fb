"""Change a series from its next occurrence on: when it comes, what days off do, which units have it. What is open stays as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.selectors import calendar_of
from dondoc.followup.commands._units import standing_unit
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append
from dondoc.schedules import events
from dondoc.schedules.commands import _series
from dondoc.schedules.models import Series, SeriesRule
from dondoc.schedules.series import coming_of


def change_series(
    *,
    actor: User,
    series_id: int,
    now: dt.datetime,
    rrule: str | None = None,
    off_day: str | None = None,
    leads: Sequence[int] | None = None,
    coordinates: Sequence[int] | None = None,
    request_id: str = "",
) -> Series:
    """Change what is given; what is not stays.

    Args:
        actor: who gives directives of its field.
        series_id: the series.
        now: the moment.
        rrule: another rule; its days count from the day after the last occurrence's.
        off_day: a code of OffDay.
        leads: units that lead from the next occurrence on.
        coordinates: units that coordinate.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_series.hold`.
        BadInput: a rule that cannot be or has no day to come, no unit that leads, a unit that is not there today.
    """
    today = local_day(now)
    with transaction.atomic():
        held = _series.hold(actor, series_id, "change")
        series, was = held.series, held.rule
        last = held.made[-1].nominal_on if held.made else None
        # A rule that counts from another day (INTERVAL, COUNT) would else count what the old rule has made.
        begins = max(today, last + dt.timedelta(days=1)) if last is not None else today
        payload: dict[str, object] = {}
        text = _series.rule_of(rrule if rrule is not None else was.rrule, off_day or was.off_day, begins)
        if text != was.rrule or (off_day or was.off_day) != was.off_day:
            starts_on = begins if text != was.rrule else was.starts_on
            rule = SeriesRule(
                jurisdiction_id=series.jurisdiction_id, series_id=series.id, version=was.version + 1, rrule=text,
                starts_on=starts_on, off_day=off_day or was.off_day, set_at=now, set_by_id=actor.pk,
            )  # fmt: skip
            if coming_of(rule, held.made, calendar_of(series.jurisdiction_id)) is None:
                raise BadInput(_("Quy luật này không còn ngày nào từ hôm nay."), code="no_day", field="rrule")
            rule.save(force_insert=True)
            payload |= {
                "rrule": [was.rrule, text], "off_day": [str(was.off_day), str(rule.off_day)], "version": rule.version,
            }  # fmt: skip
        new_leads = list(dict.fromkeys(series.leads if leads is None else leads))
        given = series.coordinates if coordinates is None else coordinates
        new_others = [unit for unit in dict.fromkeys(given) if unit not in new_leads]
        if not new_leads:
            raise BadInput(_("Hãy chọn ít nhất một đơn vị chủ trì."), code="lead_required", field="leads")
        if (new_leads, new_others) != (series.leads, series.coordinates):
            _require_there(series.jurisdiction_id, {*new_leads, *new_others}, today)
            payload |= {"leads": [series.leads, new_leads], "coordinates": [series.coordinates, new_others]}
            series.leads, series.coordinates = new_leads, new_others
            series.save(update_fields=["leads", "coordinates"])
        if payload:
            append(
                jurisdiction_id=series.jurisdiction_id,
                events=[NewEvent(events.SERIES, series.id, events.SERIES_CHANGED, payload)],
                actor_id=actor.pk, now=now, request_id=request_id,
            )  # fmt: skip
    return series


def _require_there(jurisdiction_id: int, units: set[int], on: dt.date) -> None:
    """Every unit exists on the day; the refusal of one that has ended names who took over."""
    for unit_id in sorted(units):
        standing_unit(jurisdiction_id, unit_id, on, field="leads")

"""Add a series of meetings, or change one."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.meetings import events
from dondoc.meetings.choices import MeetingKind
from dondoc.meetings.commands._agenda import require_unit
from dondoc.meetings.commands._people import short
from dondoc.meetings.models import MeetingSeries
from dondoc.meetings.permissions import may_plan
from dondoc.meetings.recurrence import require_rule
from dondoc.organizations.changes import refusals


def keep_series(
    *,
    actor: User,
    unit_id: int,
    name: str,
    kind: str,
    now: dt.datetime,
    rrule: str = "",
    is_active: bool = True,
    series_id: int | None = None,
    request_id: str = "",
) -> MeetingSeries:
    """Keep a series.

    Args:
        actor: the office.
        unit_id: whose meetings they are.
        name: what it is called.
        kind: a code of MeetingKind.
        now: the moment.
        rrule: how often, as in iCalendar (FREQ=MONTHLY;BYDAY=-1TH); "" for as called.
        is_active: whether it goes on.
        series_id: the series that is changed; none: a new one.
        request_id: groups what one request did.

    Raises:
        Refused: the actor plans no meetings.
        NotFound: no such series.
        BadInput: no name, one that is taken, a kind, unit or rule that cannot be.
        Conflict: somebody takes the name at the same moment.
    """
    called = short(name, 200, "name")
    if not may_plan(actor):
        raise Refused(_("Chuỗi họp do Văn phòng UBND tỉnh lập."))
    if not called:
        raise BadInput(_("Hãy ghi tên chuỗi họp."), field="name")
    if kind not in MeetingKind.values:
        raise BadInput(_("Hãy chọn loại cuộc họp."), field="kind")
    rule = require_rule(rrule)
    require_unit(actor.jurisdiction_id, unit_id, "unit")
    with transaction.atomic():
        here = MeetingSeries.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id)
        if here.filter(name__iexact=called).exclude(id=series_id or 0).exists():
            raise BadInput(_("Chuỗi họp này đã có."), code="taken", field="name")
        series = (
            here.filter(id=series_id).first()
            if series_id
            else MeetingSeries(jurisdiction_id=actor.jurisdiction_id, created_at=now, created_by_id=actor.id)
        )
        if series is None:
            raise NotFound
        series.unit_id, series.name, series.kind, series.rrule = unit_id, called, kind, rule
        series.is_active = is_active
        with refusals():
            series.save()
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.SERIES, series.id, events.SERIES_KEPT,
                    {"unit_id": unit_id, "name": called, "kind": kind, "rrule": rule, "is_active": is_active},
                    is_first=series_id is None,
                )
            ],
            actor_id=actor.id, now=now, request_id=request_id,
        )  # fmt: skip
    return series

"""Approve entered values, or return them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import scope_of
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.typed import text_of
from dondoc.indicators import events
from dondoc.indicators.choices import ValueState
from dondoc.indicators.commands import _steps
from dondoc.indicators.models import IndicatorValue
from dondoc.indicators.permissions import may_approve
from dondoc.indicators.selectors import lead_on


def decide_values(
    *,
    actor: User,
    value_ids: Collection[int],
    is_approved: bool,
    now: dt.datetime,
    note: str = "",
    request_id: str = "",
) -> list[IndicatorValue]:
    """Decide on them, all or none. Whoever entered a value does not approve it.

    Args:
        actor: the head of the unit that leads the indicator, for the parts of others; the office for all.
        value_ids: which values.
        is_approved: whether they count from now on; else they go back.
        now: the moment.
        note: why they go back; asked then.
        request_id: groups what one request did.

    Raises:
        NotFound: no such value for this person.
        Refused: it is somebody else's to decide.
        BadInput: none is named, or no reason to return them.
        Conflict: one was decided on meanwhile, or its period is closed.
    """
    said = text_of(
        note, field="note", most=_steps.LONGEST_TEXT, missing="" if is_approved else _("Hãy ghi vì sao trả lại.")
    )
    wanted = set(value_ids)
    if not wanted:
        raise BadInput(_("Hãy chọn ít nhất một số liệu."), code="none_chosen", field="values")
    below = scope_of(actor).unit_ids
    state = ValueState.APPROVED if is_approved else ValueState.RETURNED
    with transaction.atomic():
        ids = (
            IndicatorValue.objects.filter(jurisdiction_id=actor.jurisdiction_id, id__in=wanted)
            .order_by("indicator_id")
            .values_list("indicator_id", flat=True)
            .distinct()
        )
        indicators = {one: _steps.locked(actor, one) for one in ids}
        rows = list(
            IndicatorValue.objects.select_for_update()
            .filter(jurisdiction_id=actor.jurisdiction_id, id__in=wanted)
            .order_by("id")
        )
        if len(rows) < len(wanted):
            raise NotFound
        decided: dict[int, list[IndicatorValue]] = defaultdict(list)
        for row in rows:
            indicator = indicators[row.indicator_id]
            period = row.period
            lead = lead_on(indicator, local_day(now))
            if not may_approve(
                actor, field_id=indicator.field_id, below=below, unit_id=row.unit_id, lead_id=lead.unit_id if lead else None,
                entered_by=row.entered_by_id,
            ):  # fmt: skip
                raise Refused(
                    _("Người nhập không tự duyệt; số liệu của đơn vị do thủ trưởng đơn vị chủ trì duyệt, của tỉnh do Văn phòng duyệt."),
                    code="not_yours_to_decide",
                )  # fmt: skip
            if row.state != ValueState.ENTERED:
                raise Conflict(
                    _("“%(name)s”, %(period)s đã được xem xét rồi (%(state)s).")
                    % {"name": indicator.name, "period": period.label, "state": ValueState(row.state).label},
                    code="decided", state=str(row.state),
                )  # fmt: skip
            _steps.require_open(actor, period)
            row.state, row.decided_at, row.decided_by_id, row.decision_note = state, now, actor.pk, said
            row.save(update_fields=["state", "decided_at", "decided_by_id", "decision_note"])
            decided[indicator.id].append(row)
        for indicator_id, of_it in decided.items():
            _steps.tell(
                actor, indicator_id, events.VALUES_APPROVED if is_approved else events.VALUES_RETURNED,
                {"values": [one.id for one in of_it]}, now=now, request_id=request_id, reason=said,
            )  # fmt: skip
    return rows

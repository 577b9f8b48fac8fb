"""Set what is aimed at in a period, or set it anew."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.selectors import document_of
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.foundation.typed import text_of
from dondoc.indicators import events
from dondoc.indicators.choices import Direction, PeriodKind
from dondoc.indicators.commands import _steps
from dondoc.indicators.evaluation import Target, fits
from dondoc.indicators.figures import exact
from dondoc.indicators.models import IndicatorTarget

_NEEDS = {
    Direction.HIGHER: _("Chỉ tiêu càng cao càng tốt cần đúng một mức tối thiểu."),
    Direction.LOWER: _("Chỉ tiêu càng thấp càng tốt cần đúng một mức tối đa."),
    Direction.RANGE: _("Chỉ tiêu trong khoảng cần cả mức thấp và mức cao, mức thấp không lớn hơn."),
    Direction.STRUCTURE: _("Chỉ tiêu cơ cấu được giao qua từng phần của nó."),
}


def set_target(
    *,
    actor: User,
    indicator_id: int,
    period: str,
    effective_on: dt.date,
    source: str,
    now: dt.datetime,
    low: Decimal | None = None,
    high: Decimal | None = None,
    unit_id: int | None = None,
    document_id: int | None = None,
    reason: str = "",
    expected_version: int | None = None,
    request_id: str = "",
) -> IndicatorTarget:
    """Set it. An earlier version stays, and every day before `effective_on` is judged by it.

    Args:
        actor: the office's leader, or a specialist of the field.
        indicator_id: of which indicator.
        period: the code of the year or of a period within it that is reported.
        effective_on: the day from which it holds.
        source: the document that sets it, as it is cited.
        now: the moment.
        low: the least good value; alone where more is better.
        high: the greatest good value; alone where less is better.
        unit_id: whose share; None: the whole.
        document_id: the document, where it is here.
        reason: why it is another one than before; asked from the second version on.
        expected_version: the version that the actor saw, 0 for none; None: whatever it is.
        request_id: groups what one request did.

    Raises:
        NotFound: no such indicator, unit or document for this person.
        Refused: they keep no indicators of this field.
        BadInput: it does not fit the direction or the period, no source, no reason for another version, as before.
        Conflict: somebody set another one meanwhile.
    """
    cited = _steps.line_of(source, field="source", missing=_("Hãy ghi văn bản giao chỉ tiêu."))
    why = text_of(reason, field="reason", most=_steps.LONGEST_TEXT)
    _steps.sane_day(effective_on, field="effective_on")
    unit = _steps.unit_of(actor, unit_id)
    with transaction.atomic():
        indicator = _steps.locked(actor, indicator_id)
        _steps.require_keeper(actor, indicator.field_id)
        direction = Direction(indicator.direction)
        asked = Target(low, high)
        if direction == Direction.STRUCTURE or not fits(direction, asked):
            raise BadInput(str(_NEEDS[direction]), code="target_does_not_fit", field="low")
        kinds = dict.fromkeys((PeriodKind.YEAR, PeriodKind(indicator.period_kind)))
        when = _steps.period_of(period, tuple(kinds))
        here = {
            "jurisdiction_id": actor.jurisdiction_id, "indicator_id": indicator.id, "unit_id": unit.id if unit else None,
            "period_kind": when.kind, "first_day": when.first,
        }  # fmt: skip
        before = IndicatorTarget.objects.filter(**here).order_by("-version").first()
        seen = before.version if before else 0
        if expected_version is not None and expected_version != seen:
            raise Conflict(
                _("Kế hoạch của %(period)s vừa được người khác đặt; hãy xem lại.") % {"period": when.label},
                code="other_version", version=seen,
            )  # fmt: skip
        if before is not None:
            if (before.low, before.high) == (low, high):
                raise BadInput(_("Kế hoạch không đổi so với lần trước."), code="no_change", field="low")
            if not why:
                raise BadInput(_("Hãy ghi vì sao điều chỉnh kế hoạch."), code="reason_required", field="reason")
            if effective_on < before.effective_on:
                raise BadInput(
                    _("Lần điều chỉnh không thể có hiệu lực trước lần giao đang có (%(day)s).")
                    % {"day": f"{before.effective_on:%d/%m/%Y}"},
                    code="before_the_last", field="effective_on",
                )  # fmt: skip
        if document_id is not None:
            document_of(actor, document_id)
        made = IndicatorTarget.objects.create(
            **here, version=seen + 1, low=low, high=high, effective_on=effective_on, source=cited, document_id=document_id,
            reason=why, set_at=now, set_by_id=actor.pk,
        )  # fmt: skip
        _steps.tell(
            actor, indicator.id, events.TARGET_SET,
            {
                "period": when.code, "unit_id": here["unit_id"], "version": made.version, "low": exact(low),
                "high": exact(high), "source": cited, "document_id": document_id,
            },
            now=now, request_id=request_id, effective_on=effective_on, reason=why,
        )  # fmt: skip
    return made

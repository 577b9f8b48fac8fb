"""Take an indicator into the list."""

from __future__ import annotations

import datetime as dt
import re

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Conflict, NotFound
from dondoc.foundation.text import fold, sort_key
from dondoc.foundation.typed import text_of
from dondoc.indicators import events
from dondoc.indicators.choices import Accumulation, Direction, IndicatorOrigin, OwnerRole, PeriodKind
from dondoc.indicators.commands import _steps
from dondoc.indicators.figures import MOST_DECIMALS
from dondoc.indicators.models import Indicator, IndicatorOwner
from dondoc.organizations.models import WorkField

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
#: No indicator is called so: an indicator's page is at its code, and other pages begin at these.
RESERVED = frozenset({"moi", "nhap"})


def create_indicator(
    *,
    actor: User,
    code: str,
    name: str,
    measure: str,
    direction: str,
    accumulation: str,
    period_kind: str,
    origin: str,
    starts_on: dt.date,
    now: dt.datetime,
    decimals: int = 2,
    field_id: int | None = None,
    parent_id: int | None = None,
    lead_unit_id: int | None = None,
    about: str = "",
    is_example: bool = False,
    request_id: str = "",
) -> Indicator:
    """Create it, at the end of its list.

    Args:
        actor: the office's leader, or a specialist of the field.
        code: small letters, digits and hyphens.
        name: as a resolution writes it.
        measure: the unit of measure, as it is printed.
        direction: which values are good (Direction).
        accumulation: whether a part of the year is added up (Accumulation).
        period_kind: how often it is reported (PeriodKind).
        origin: who decided that it is followed (IndicatorOrigin).
        starts_on: the first day on which it is followed.
        now: the moment.
        decimals: digits behind the comma, six at most.
        field_id: of which field.
        parent_id: the structure whose part it is.
        lead_unit_id: the unit that answers for it.
        about: how it is made.
        is_example: whether it is invented for the example.
        request_id: groups what one request did.

    Raises:
        NotFound: no such field, parent or unit here.
        Refused: the actor keeps no indicators of this field.
        BadInput: a word is missing, too long or none of those that are known; a part of what has no parts; a code that
            is another page's address (`code_reserved`).
        Conflict: the code is taken.
    """
    _steps.require_keeper(actor, field_id)
    here = {"jurisdiction_id": actor.jurisdiction_id}
    key = code.strip().lower()
    if not _CODE.fullmatch(key):
        raise BadInput(_("Mã chỉ tiêu gồm chữ thường không dấu, số và dấu gạch nối."), code="bad_code", field="code")
    if key in RESERVED:
        raise BadInput(_("Mã “%(code)s” dành cho trang khác.") % {"code": key}, code="code_reserved", field="code")
    for value, known, field in (
        (direction, Direction, "direction"), (accumulation, Accumulation, "accumulation"),
        (period_kind, PeriodKind, "period_kind"), (origin, IndicatorOrigin, "origin"),
    ):  # fmt: skip
        _steps.require_known(value, known, field=field)
    if not 0 <= decimals <= MOST_DECIMALS:
        raise BadInput(
            _("Số chữ số thập phân từ 0 đến %(most)s.") % {"most": MOST_DECIMALS}, code="bad_decimals", field="decimals"
        )
    _steps.sane_day(starts_on, field="starts_on")
    called = _steps.line_of(name, field="name", missing=_("Hãy ghi tên chỉ tiêu."))
    facts = {
        "code": key, "name": called, "search_text": fold(called)[: _steps.LONGEST_LINE], "sort_key": sort_key(called),
        "measure": _steps.line_of(measure, field="measure", most=60, missing=_("Hãy ghi đơn vị tính.")),
        "direction": direction, "accumulation": accumulation, "decimals": decimals, "period_kind": period_kind,
        "origin": origin, "field_id": field_id, "parent_id": parent_id, "starts_on": starts_on, "is_example": is_example,
        "about": text_of(about, field="about", most=_steps.LONGEST_TEXT),
    }  # fmt: skip
    if field_id is not None and not WorkField.objects.filter(**here, id=field_id).exists():
        raise NotFound
    lead = _steps.unit_of(actor, lead_unit_id)
    try:
        with transaction.atomic():
            if parent_id is not None:
                parent = _steps.locked(actor, parent_id)
                if parent.direction != Direction.STRUCTURE or direction == Direction.STRUCTURE:
                    raise BadInput(
                        _("Chỉ chỉ tiêu cơ cấu mới gồm các phần, và phần không gồm phần khác."),
                        code="not_a_structure", field="parent_id",
                    )  # fmt: skip
            last = Indicator.objects.filter(**here, origin=origin, parent_id=parent_id).aggregate(last=Max("position"))[
                "last"
            ]
            made = Indicator.objects.create(
                **here, **facts, position=(last or 0) + 1, created_at=now, created_by_id=actor.pk
            )  # fmt: skip
            if lead is not None:
                IndicatorOwner.objects.create(
                    **here, indicator_id=made.id, unit_id=lead.id, role=OwnerRole.LEAD, since=starts_on
                )
            _steps.tell(
                actor, made.id, events.INDICATOR_CREATED,
                {**facts, "starts_on": starts_on.isoformat(), "lead_unit_id": lead_unit_id}, now=now,
                request_id=request_id, is_first=True,
            )  # fmt: skip
    except IntegrityError as error:
        if "indicator_code_unique" in str(error):
            raise Conflict(
                _("Đã có chỉ tiêu mang mã “%(code)s”.") % {"code": key}, code="code_taken", field="code"
            ) from error
        raise
    return made

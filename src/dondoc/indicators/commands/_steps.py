"""What the commands of this room share: the indicator under its lock, its event, checked words, periods that are closed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY, local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.typed import text_of
from dondoc.indicators import events
from dondoc.indicators.choices import PeriodKind
from dondoc.indicators.models import Indicator, PeriodLock
from dondoc.indicators.periods import Period, period_from
from dondoc.indicators.permissions import may_keep_indicators, may_lock, may_see_indicators
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.models import Unit

LONGEST_LINE, LONGEST_TEXT = 250, 2000


def tell(
    actor: User, indicator_id: int, code: str, payload: dict[str, Any], *, now: dt.datetime, request_id: str,
    effective_on: dt.date | None = None, reason: str = "", is_first: bool = False,
) -> None:  # fmt: skip
    """Append one event to an indicator's chain."""
    append(
        jurisdiction_id=actor.jurisdiction_id, actor_id=actor.pk, now=now, request_id=request_id,
        events=[NewEvent(
            events.INDICATOR, indicator_id, code, payload, effective_on=effective_on, reason=reason, is_first=is_first,
        )],
    )  # fmt: skip


def require_keeper(actor: User, field_id: int | None) -> None:
    """Do nothing where the actor keeps indicators of this field.

    Raises:
        NotFound: they see none at all.
        Refused: they only read them.
    """
    if not may_see_indicators(actor):
        raise NotFound
    if not may_keep_indicators(actor, field_id):
        raise Refused(
            _("Danh mục và kế hoạch chỉ tiêu do lãnh đạo Văn phòng hoặc chuyên viên theo dõi lĩnh vực giữ."),
            code="not_keeper",
        )


def locked(actor: User, indicator_id: int) -> Indicator:
    """An indicator, its row locked until the transaction ends.

    Raises:
        NotFound: there is none, or not for this person.
    """
    if not may_see_indicators(actor):
        raise NotFound
    found = (
        Indicator.objects.select_for_update()
        .filter(jurisdiction_id=actor.jurisdiction_id, id=indicator_id)
        .first()
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found


def line_of(text: str, *, field: str, missing: str = "", most: int = LONGEST_LINE) -> str:
    """A checked text on one line; see `foundation.typed.text_of`."""
    return " ".join(text_of(text, field=field, most=most, missing=missing).split())


def sane_day(day: dt.date, *, field: str) -> None:
    """Do nothing where the day is one of these centuries.

    Raises:
        BadInput: it is a slip of the pen.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadInput(_("Ngày %(day)s không hợp lý.") % {"day": f"{day:%d/%m/%Y}"}, code="bad_day", field=field)


def period_of(code: str, kinds: tuple[PeriodKind, ...], *, field: str = "period") -> Period:
    """The period of a code, of one of these kinds.

    Raises:
        BadInput: it is no period, or one of another length than is reported.
    """
    try:
        period = period_from(code)
        sane_day(period.first, field=field)
    except ValueError as error:
        raise BadInput(
            _("“%(code)s” không phải là một kỳ.") % {"code": code[:40]}, code="bad_period", field=field
        ) from error
    if period.kind not in kinds:
        named = ", ".join(str(kind.label).lower() for kind in kinds)
        raise BadInput(
            _("Chỉ tiêu này có số liệu theo: %(kinds)s; “%(period)s” là kỳ khác.") % {"kinds": named, "period": period.label},
            code="other_period_kind", field=field,
        )  # fmt: skip
    return period


def unit_of(actor: User, unit_id: int | None) -> Unit | None:
    """The unit whose part is meant; None for the whole.

    Raises:
        NotFound: there is no such unit here.
    """
    if unit_id is None:
        return None
    found = Unit.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=unit_id).first()
    if found is None:
        raise NotFound
    return found


_HOLD_PERIOD = "SELECT pg_advisory_xact_lock{shared}(hashtextextended(%s, %s))"


def hold_period(actor: User, period: Period, *, shared: bool) -> None:
    """Wait for those who close the period, or (not shared) for those who write in it; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            _HOLD_PERIOD.format(shared="_shared" if shared else ""),
            [f"indicator-period:{period.code}", actor.jurisdiction_id],
        )


def require_open(actor: User, period: Period) -> None:
    """Do nothing where the period is not closed; nobody closes it until the transaction ends.

    Raises:
        Conflict: it is closed.
    """
    hold_period(actor, period, shared=True)
    lock = PeriodLock.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, period_kind=period.kind, first_day=period.first, reopened_at__isnull=True
    ).first()
    if lock is not None:
        raise Conflict(
            _("Kỳ %(period)s đã khóa số liệu ngày %(day)s; lãnh đạo Văn phòng mở lại được.")
            % {"period": period.label, "day": f"{local_day(lock.locked_at):%d/%m/%Y}"},
            code="period_locked",
        )


def require_locker(actor: User) -> None:
    """Do nothing where the actor closes periods and opens them again.

    Raises:
        NotFound: they see no indicators.
        Refused: they only read them.
    """
    if not may_see_indicators(actor):
        raise NotFound
    if not may_lock(actor):
        raise Refused(_("Chỉ lãnh đạo Văn phòng khóa và mở lại số liệu của một kỳ."), code="not_locker")


def require_known(value: str, known: type[TextChoices], *, field: str) -> None:
    """Do nothing where the value is a code of these.

    Raises:
        BadInput: it is none.
    """
    if value not in known.values:
        raise BadInput(_("Không có lựa chọn “%(value)s”.") % {"value": value[:40]}, code="unknown_choice", field=field)

"""What the commands on legal limits share: the rows of a key, its shipped records among them, and their checks."""

from __future__ import annotations

import datetime as dt
import re

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.calendars.choices import Confidence, LimitUnit
from dondoc.calendars.models import LimitRecord
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.organizations.changes import hold_organization
from dondoc.worktime import default_limits

_KEY = re.compile(r"[a-z0-9_]{2,40}")
#: Bounds that keep a slip of the pen away from the calendar's arithmetic.
_MOST_AMOUNT = 3660
_LONGEST = 300


def rows_of(actor: User, key: str, now: dt.datetime) -> list[LimitRecord]:
    """Return the records of a key as rows of the jurisdiction, locked, oldest first.

    The first change of a key takes its shipped records over as they are; nobody has confirmed them by that.
    """
    here = actor.jurisdiction_id
    hold_organization(here)  # there may be no row yet that two could wait for
    rows = list(
        LimitRecord.objects.select_for_update().filter(jurisdiction_id=here, key=key).order_by("valid_from")
    )  # fmt: skip
    if rows:
        return rows
    return [
        LimitRecord.objects.create(
            jurisdiction_id=here, key=key, name=one.name, amount=one.amount, unit=str(one.unit), anchor=one.anchor,
            valid_from=one.valid_from, valid_to=one.valid_to, source=one.source, confidence=one.confidence,
            remark=one.remark, entered_at=now, entered_by_id=actor.pk,
        )
        for one in default_limits().history(key)
    ]  # fmt: skip


def record_of(rows: list[LimitRecord], valid_from: dt.date) -> LimitRecord:
    """Return the record that begins on that day.

    Raises:
        NotFound: none does.
    """
    found = next((row for row in rows if row.valid_from == valid_from), None)
    if found is None:
        raise NotFound
    return found


def require_limit(*, key: str, name: str, amount: int, unit: str, anchor: str, source: str, confidence: str, remark: str) -> None:  # fmt: skip
    """Do nothing where a limit can be counted and says where it comes from.

    Raises:
        BadInput: it cannot; the field says which.
    """
    if not _KEY.fullmatch(key):
        raise BadInput(_("Mã gồm chữ thường không dấu, số và gạch dưới."), code="bad_key", field="key")
    for field, text, needed in (("name", name, True), ("anchor", anchor, True), ("source", source, True), ("remark", remark, False)):  # fmt: skip
        if needed and not text.strip():
            raise BadInput(_("Hãy điền ô này."), code=f"{field}_required", field=field)
        if len(text.strip()) > (_LONGEST if field in ("source", "remark") else 200 if field == "name" else 40):
            raise BadInput(_("Nội dung quá dài."), code="too_long", field=field)
        if "\0" in text:
            raise BadInput(_("Nội dung có ký tự không hợp lệ."), code="bad_text", field=field)
    if unit not in LimitUnit.values:
        raise BadInput(_("Hãy chọn đơn vị tính."), code="bad_unit", field="unit")
    if confidence not in Confidence.values:
        raise BadInput(_("Hãy chọn độ chắc chắn của nguồn."), code="bad_confidence", field="confidence")
    is_day = unit == LimitUnit.DAY_OF_MONTH
    least, most = (1, 31) if is_day else (-_MOST_AMOUNT, _MOST_AMOUNT)
    if not least <= amount <= most:
        raise BadInput(
            _("Hãy ghi số từ %(least)s đến %(most)s.") % {"least": least, "most": most},
            code="out_of_range",
            field="amount",
        )


def require_day(day: dt.date | None, field: str) -> None:
    """Do nothing for a day that a calendar has.

    Raises:
        BadInput: it is far outside.
    """
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise BadInput(_("Ngày ngoài khoảng 1900–2200: hãy xem lại."), code="bad_day", field=field)


def facts(row: LimitRecord) -> dict[str, object]:
    """Return a record as a ledger payload takes it."""
    return {
        "key": row.key, "name": row.name, "amount": row.amount, "unit": str(row.unit), "anchor": row.anchor,
        "valid_from": row.valid_from.isoformat(), "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "source": row.source, "confidence": str(row.confidence), "remark": row.remark,
    }  # fmt: skip

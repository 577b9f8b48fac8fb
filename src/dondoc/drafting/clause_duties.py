"""What a person may say of a directive in a clause: which units lead and coordinate, until when. Pure.

    {"leads": [unit id], "coordinates": [unit id], "deadline_kind", "deadline_words", "due_on"}

It comes from outside as JSON and is laid over a reading much later (`duties.py`): what could fail there is refused here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import DATED, DATELESS
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY
from dondoc.foundation.errors import BadInput

_KEYS = frozenset({"leads", "coordinates", "deadline_kind", "deadline_words", "due_on"})
_LONGEST_WORDS, _LARGEST_ID, _MOST_UNITS = 300, 2**63 - 1, 500


def clean_duty(duty: Any, label: str) -> dict[str, Any]:
    """The duty with what was given, and nothing else.

    Args:
        duty: the JSON of one duty.
        label: how its clause is named in a refusal.

    Raises:
        BadInput: it has another form, or a deadline that cannot be; the sentence names the clause.
    """
    if not isinstance(duty, Mapping) or not set(duty) <= _KEYS:
        raise _wrong(_("Mục “%(label)s”: phần giao việc không đúng dạng."), label)
    found: dict[str, Any] = {}
    for name in ("leads", "coordinates"):
        units = duty.get(name) or []
        if not isinstance(units, list) or len(units) > _MOST_UNITS or not all(_is_id(unit) for unit in units):
            raise _wrong(_("Đơn vị của mục “%(label)s” không hợp lệ; hãy chọn lại."), label)
        found[name] = list(dict.fromkeys(units))
    kind, words, due = (duty.get(name) or "" for name in ("deadline_kind", "deadline_words", "due_on"))
    if kind not in ("", *DeadlineKind.values):
        raise _wrong(_("Mục “%(label)s”: loại thời hạn không hợp lệ; hãy chọn lại trong danh sách."), label)
    if not isinstance(words, str) or len(words) > _LONGEST_WORDS or "\0" in words:
        raise _wrong(_("Mục “%(label)s”: lời ghi thời hạn dài quá 300 ký tự."), label)
    day = _day(due, label)
    if kind in DATED and day is None:
        raise _wrong(_("Mục “%(label)s”: hãy chọn ngày đến hạn."), label)
    if day is not None and (not kind or kind in DATELESS):
        raise _wrong(_("Mục “%(label)s”: loại thời hạn này không có ngày đến hạn."), label)
    if kind == DeadlineKind.EVENT and not words:
        raise _wrong(_("Mục “%(label)s”: hãy ghi sự kiện mà thời hạn phụ thuộc."), label)
    return found | {"deadline_kind": kind, "deadline_words": words, "due_on": day.isoformat() if day else ""}


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _LARGEST_ID


def _day(value: Any, label: str) -> dt.date | None:
    if value == "":
        return None
    try:
        day = dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        raise _wrong(_("Mục “%(label)s”: ngày đến hạn không có trên lịch."), label)
    return day


def _wrong(sentence: str, label: str) -> BadInput:
    return BadInput(sentence % {"label": label}, field="duties")

"""What a person answers of a sheet: one answer for all rows that ask the same, or one for a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dondoc.directives.choices import DeadlineKind
from dondoc.foundation.errors import BadInput

#: Kinds of deadlines that a person may choose where the words say none.
DATELESS = (DeadlineKind.NONE, DeadlineKind.STANDING)
_STATES = ("done", "open", "not_started", "withdrawn")
_MOST_KEY = 300
_MOST_ANSWERS = 2_000
_MOST_UNITS = 200
#: Question → the values that answer it: a name of the value, and what it may be.
_DAY = {"on": "day"}
_DEADLINE = {**_DAY, "kind": tuple(str(kind) for kind in DATELESS)}
ALLOWED: dict[str, dict[str, Any]] = {
    "unit": {"unit_ids": "units", "as_written": (True,)},
    "lead": {"unit_ids": "units"},
    "year": {**_DEADLINE, "rule": ("after_issue",)},
    "order": {**_DEADLINE, "order": ("dmy", "mdy")},
    "swapped": {"swap": (True, False)},
    "impossible": _DEADLINE,
    "several": {**_DEADLINE, "rule": ("first", "last")},
    "unread": _DEADLINE,
    "count": {**_DEADLINE, "rule": ("after_issue",)},
    "due_before": _DEADLINE,
    "issued_on": _DAY,
    "completed_on": {**_DAY, "rule": ("due_on", "open")},
    "completed_before": {**_DAY, "rule": ("open",)},
    "completed_ahead": {**_DAY, "rule": ("open",)},
    "state": {"kind": _STATES},
    "contradiction": {"trust": ("status", "progress")},
    "hidden": {"take": (True, False)},
    "row": {"skip": (True, False)},
}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Attributes:
        code: of the question.
        key: which of its kind: a folded name, a column and folded words; "" for all.
        value: e.g. {"unit_ids": [12]}, {"on": "2021-01-15"}; none takes the answer back.
        row: for one row of the sheet only.
    """

    code: str
    key: str
    value: Mapping[str, Any] | None
    row: int | None = None


class Answers:
    """The answers of an import, looked up from the narrowest: this row, this key, all."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self._kept = kept

    def find(self, code: str, key: str = "", *, row: int, column: str = "") -> Mapping[str, Any] | None:
        """Return the answer to a question, None where there is none."""
        whole = f"{column}:{key}" if column else key
        for place in (
            f"{code}|{whole}|{row}",
            f"{code}||{row}",
            f"{code}|{whole}|",
            *((f"{code}|{column}:|",) if column else ()),
            f"{code}||",
        ):
            if place in self._kept:
                found: Mapping[str, Any] = self._kept[place]
                return found
        return None


def merged(kept: Mapping[str, Any], given: list[Answer]) -> dict[str, Any]:
    """Return the answers with new ones added, each checked for what its question takes.

    Raises:
        BadInput: a question that is not known, a value it does not take, or too many answers.
    """
    found = dict(kept)
    for answer in given:
        allowed = ALLOWED.get(answer.code)
        if allowed is None or len(answer.key) > _MOST_KEY or "|" in answer.key:
            raise BadInput(
                _("Câu trả lời không thuộc câu hỏi nào của bảng này. Hãy tải lại trang."), code="unknown_question"
            )
        place = f"{answer.code}|{answer.key}|{answer.row or ''}"
        if answer.value is None:
            found.pop(place, None)
            continue
        found[place] = {name: _checked(name, value, allowed) for name, value in answer.value.items()}
        if len(found[place]) != 1:
            raise _wrong()
    if len(found) > _MOST_ANSWERS:
        raise BadInput(
            _("Quá nhiều câu trả lời cho một bảng. Hãy sửa trong tệp Excel rồi tải lên lại."), code="too_many_answers"
        )
    return found


def _checked(name: str, value: Any, allowed: Mapping[str, Any]) -> Any:
    wanted = allowed.get(name)
    if wanted == "units":
        if isinstance(value, list) and 0 < len(value) <= _MOST_UNITS and all(type(each) is int for each in value):
            return value
    elif wanted == "day":
        try:
            return dt.date.fromisoformat(str(value)).isoformat()
        except ValueError:
            raise BadInput(_("Xin viết ngày theo dạng ngày/tháng/năm, ví dụ 15/01/2021."), code="bad_day") from None
    elif wanted is not None and any(value is each or (isinstance(each, str) and value == each) for each in wanted):
        return value
    raise _wrong()


def _wrong() -> BadInput:
    return BadInput(_("Câu trả lời không hợp với câu hỏi. Hãy chọn lại."), code="wrong_answer")

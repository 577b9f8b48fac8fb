"""The cell that names a document: its number and symbol, and its day where that is written beside them."""

from __future__ import annotations

import datetime as dt
import re

from dondoc.tasksheets.reading.cells import one_line
from dondoc.tasksheets.reading.days import days_within

_ON = re.compile(r"[,;(\s]*(?:ký\s+)?(?:ngày|ngay)\b.*$", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"^(?:(?:số|so)\s*:?\s*)", re.IGNORECASE)
_MARK = re.compile(r"^(?:[IVXL]+|[A-HĐ]|\d+)[.)]\s*")
_AROUND = " ,;()"


def read_document(text: str) -> tuple[str, dt.date | None]:
    """Return number and symbol as written ("13/TB-VP"), and the one day that stands beside them.

    >>> read_document("Số: 13/TB-VP ngày 07/01/2021")
    ('13/TB-VP', datetime.date(2021, 1, 7))
    """
    days = days_within(text)
    code = _NUMBER.sub("", one_line(_ON.sub("", text)))
    if days and not _ON.search(text):
        code = re.split(r"[,;(]", one_line(text))[0]
    return code.strip(_AROUND), days[0] if len(days) == 1 else None


def without_mark(title: str) -> str:
    """Return a heading without the mark before it: "I. Sở Tài chính" is "Sở Tài chính"."""
    return _MARK.sub("", title)

"""One cell as a person sees it."""

from __future__ import annotations

import datetime as dt
import re

from dondoc.reading.normalise import nfc
from dondoc.tasksheets.reading.workbook import Value

_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_MOST = 30_000
# In the old fonts TCVN3 and VNI these signs are letters; in Unicode text they are rare.
_OLD_FONT = frozenset("®µ¸¶¹§¬­")


def text_of(value: Value) -> str:  # noqa: PLR0911  one way out for each kind of cell
    """Return a cell as it reads: lines kept, spaces single, a day as dd/mm/yyyy, a whole number without a point."""
    if isinstance(value, str):
        if value.isascii() and value.isprintable() and "  " not in value:
            return value.strip()[:_MOST]
        lines = (_SPACES.sub(" ", line).strip() for line in nfc(value[:_MOST]).split("\n"))
        return "\n".join(line for line in lines if line)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        clock = f" {value:%H:%M}" if value.time() != dt.time() else ""
        return f"{value:%d/%m/%Y}{clock}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"  # noqa: PLR2004 - a float's whole digits
    return str(value)


def one_line(text: str) -> str:
    """Return `text` on one line."""
    return " ".join(text.split())


def is_old_font(texts: list[str]) -> bool:
    """Whether these cells were typed in an old font, in which Vietnamese letters are other signs."""
    marked = sum(1 for text in texts if _OLD_FONT & set(text))
    return marked >= 3 and marked * 4 >= len(texts)  # noqa: PLR2004 - a quarter of the cells, three at least

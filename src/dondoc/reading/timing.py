"""One expression of time on its own: what `dondoc deadline` answers, and what a person's typing is read as."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from .dates import YEARS, add_weekdays
from .deadlines import WorkingDays, bare_period, choose, find, no_such_day
from .model import DeadlineKind, Notice, Record
from .normalise import comparable, nfc

_LONGEST = 2000
_WITHOUT_END = re.compile(
    r"^\W*(?:(?:thực hiện|triển khai|làm)\s+)?(?:thường xuyên|liên tục|thường trực|tiếp tục|duy trì|lâu dài)\b|\bthường xuyên\s*[,;.]?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Timing(Record):
    """What an expression of time says.

    Attributes:
        expression: what was asked, NFC.
        written: the day from which a missing year or a count follows.
        kind: as of a directive's deadline.
        words: the part of the expression that carries the time.
        due_on: the last day in time, None where the words give none.
        rrule: the recurrence rule, None where nothing comes again or the words do not say how often.
        rules: names of the rules that decided.
        warnings: what the person should know, for example of a day that does not exist.
    """

    expression: str
    written: dt.date | None
    kind: DeadlineKind
    words: str = ""
    due_on: dt.date | None = None
    rrule: str | None = None
    rules: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()


def read_deadline(expression: str, written: dt.date | None, working_days: WorkingDays = add_weekdays) -> Timing:
    """Read an expression of time.

    Args:
        expression: for example "trong quý I và Quý II"; a sentence around it does no harm.
        written: the day of the document it stands in, None where unknown; one outside `dates.YEARS` counts as unknown.
        working_days: see `deadlines.find`.

    Returns:
        What it says; kind "none" where it fixes no time.
    """
    text = nfc(expression)[:_LONGEST]
    same = comparable(text)
    since = written if written and written.year in YEARS else None
    found = choose(find(same, since, working_days)) or bare_period(same, since, working_days)
    if found is None:
        if _WITHOUT_END.search(same):
            return Timing(text, written, "standing", rules=("deadline:standing by its words",))
        return Timing(text, written, "none", rules=("deadline:no time given",))
    words = text[found.start : found.end]
    return Timing(
        text,
        written,
        found.kind,
        words,
        found.due_on,
        found.rrule,
        (found.because, *(("deadline:recurrence rule",) if found.rrule else ())),
        (no_such_day(words),) if found.impossible else (),
    )

"""What a sheet says of how far a task is: words of its status, a percentage, a day in the text of its result."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass

from dondoc.foundation.text import fold
from dondoc.tasksheets.reading.cells import one_line, text_of
from dondoc.tasksheets.reading.days import Order, days_within, read_day
from dondoc.tasksheets.reading.workbook import Value

_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d+))?\s*%")
_NOT_DONE = re.compile(
    r"\b(?:chua|khong|dang|sap|se|can|phai|chuan bi)\b(?: \w+){0,3} (?:hoan thanh|xong|thuc hien)|qua han|tre han|cham tien do|con han|trong han(?! hoan thanh)|den han"
)
_DONE = re.compile(
    r"\b(?:da )?(?:hoan thanh|hoan tat|xong|ket thuc|da thuc hien|da bao cao|da xu ly|da giai quyet|da trinh|ht)\b"
)
_NOT_STARTED = re.compile(r"\b(?:chua (?:thuc hien|trien khai|bat dau|xu ly)|moi giao|chua tiep nhan|da giao)\b|^chua$")
_WITHDRAWN = re.compile(
    r"\b(?:thu hoi|huy|dung thuc hien|khong thuc hien nua|bai bo|khong con hieu luc|thoi theo doi|da gop|(?:da )?duoc thay the|da chuyen don vi khac)\b"
)
_REPORTED = re.compile(r"\b(?:da bao cao ket qua|cho xac nhan|cho duyet|cho nghiem thu|cho phe duyet)\b")
_FULL = 100


@dataclass(frozen=True, slots=True)
class StateReading:
    """How far a task is.

    Attributes:
        kind: `done`, `open`, `not_started`, `withdrawn`, `unknown` (nothing is said).
        percent: as stated, 0 to 100.
        completed_on: of what is done: the day, where one is stated.
        question: "" or why a person is asked: `completed_on` (done, no day is stated), `several` (more than one day),
            `contradiction` (the columns say different things), `unread` (words that are not known).
        options: the days that it may be.
        words: the words that decided.
    """

    kind: str
    percent: int | None = None
    completed_on: dt.date | None = None
    question: str = ""
    options: tuple[dt.date, ...] = ()
    words: str = ""


def read_state(  # noqa: PLR0911  one way out for each case
    *, status: Value = "", progress: Value = "", result: Value = "", completed_on: Value = "", order: Order = "dmy"
) -> StateReading:
    """Read how far a task is from the columns that say so.

    Args:
        status: the words of its status.
        progress: a percentage, or words.
        result: what was done; the day of completion is taken from it where it states one.
        completed_on: a column of that day, where the sheet has one.
        order: how the column of that day writes day and month.
    """
    percent = percent_of(progress)
    if percent is None:
        percent = percent_of(status)
    said = _kind_of(status)
    shown = one_line(text_of(status)) or one_line(text_of(progress))
    progressed = (
        _kind_of(progress) if percent is None else "done" if percent == _FULL else "open" if percent else "not_started"
    )
    day = read_day(completed_on, order=order)
    kind = said or progressed
    if not kind:
        if day.on:
            kind = "done"
        elif text_of(status):
            return StateReading("unknown", percent, question="unread", words=shown)
        else:
            return StateReading("unknown", percent, words=shown)
    if said and progressed and (said == "done") != (progressed == "done") and percent is not None:
        return StateReading(kind, percent, day.on, "contradiction", words=f"{shown} / {one_line(text_of(progress))}")
    if kind != "done":
        return StateReading(kind, percent, words=shown)
    if day.on:
        return StateReading("done", percent, day.on, words=shown)
    if day.question:
        return StateReading("done", percent, None, day.question, day.options, shown)
    days = days_within(text_of(result)) or days_within(text_of(status))
    if len(days) == 1:
        return StateReading("done", percent, days[0], words=shown)
    return StateReading("done", percent, None, "several" if days else "completed_on", tuple(days), shown)


def percent_of(value: Value) -> int | None:
    """Return a percentage from 0 to 100: of a number (0.5 is 50 %, as Excel keeps it) or of text; None for none."""
    if isinstance(value, bool) or value == "":
        return None
    if isinstance(value, (int, float)):
        if not math.isfinite(value):
            return None
        whole = round(value * _FULL) if 0 <= value <= 1 else round(value)
        return whole if 0 <= whole <= _FULL else None
    text = one_line(text_of(value))
    match = _PERCENT.search(text)
    if match:
        whole = int(match[1])
    elif text.isascii() and text.isdecimal() and len(text) <= 3:  # noqa: PLR2004 - "100"
        whole = int(text)
    else:
        return None
    return whole if whole <= _FULL else None


def _kind_of(value: Value) -> str:  # noqa: PLR0911  one way out for each state
    if not isinstance(value, str):
        return ""
    words = fold(value)
    if not words:
        return ""
    if _WITHDRAWN.search(words):
        return "withdrawn"
    if _REPORTED.search(words):
        return "open"
    if _NOT_STARTED.search(words) and not _DONE.fullmatch(words):
        return "not_started"
    if _NOT_DONE.search(words):
        return "open" if not re.match(r"(?:da )?hoan thanh", words) else "done"
    if _DONE.search(words):
        return "done"
    if re.search(r"\b(?:dang|trien khai|thuc hien|tiep tuc|theo doi|xu ly|thuong xuyen|trong han)\b", words):
        return "open"
    return ""

"""What becomes of each row of a sheet: a task with its units and days, a question, an error, or nothing. Pure."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from dondoc.foundation.text import fold
from dondoc.tasksheets.answers import Answers
from dondoc.tasksheets.choices import RowState
from dondoc.tasksheets.context import Context, KnownDocument, code_key
from dondoc.tasksheets.reading import (
    DayReading,
    DueReading,
    Value,
    day_order,
    looks_swapped,
    read_day,
    read_document,
    read_due,
    read_state,
    split_names,
    without_mark,
)
from dondoc.tasksheets.reading.days import changed_over
from dondoc.tasksheets.sheet_rows import MOST_WORDS, Planned, SheetRow

MOST_TEXT = 20_000
_MOST_KEY = 200
_DAY_COLUMNS = ("document_date", "due", "completed_on")
_FIELD = re.compile(r"^(?:[ivxl]+ |[a-h] |\d+ )?(?:ve )?(?:linh vuc |nhom linh vuc )?")


def plan_rows(
    rows: Sequence[SheetRow], answers: Answers, context: Context, *, default_field: int | None
) -> list[Planned]:
    """Return what becomes of each row, in their order.

    Args:
        rows: the rows that are tasks.
        answers: what a person said.
        context: what they are compared with.
        default_field: the field of rows whose own is not known.
    """
    columns = {code: [row.cells[code] for row in rows if code in row.cells] for code in _DAY_COLUMNS}
    orders = {code: day_order(values) for code, values in columns.items()}
    swapped = {code for code, values in columns.items() if looks_swapped(values)}
    seen: dict[str, int] = {}
    planned = []
    for row in rows:
        found = _Row(row, answers, context, orders, swapped, default_field).planned()
        if found.digest and found.state != RowState.SKIP:
            first = seen.setdefault(found.digest, row.row)
            if first != row.row:
                found.skip("same_row", str(first))
        found.settle()
        planned.append(found)
    return planned


def skip_known(planned: Sequence[Planned], before: Mapping[str, int]) -> None:
    """Pass over what was imported before; `before` is digest → directive."""
    for found in planned:
        if found.digest in before and found.state != RowState.SKIP:
            found.skip("imported_before", str(before[found.digest]))
            found.settle()


class _Row:
    """The planning of one row."""

    def __init__(
        self,
        row: SheetRow,
        answers: Answers,
        context: Context,
        orders: Mapping[str, Any],
        swapped: set[str],
        default_field: int | None,
    ) -> None:
        self.row, self.answers, self.context = row, answers, context
        self.orders, self.swapped, self.default_field = orders, swapped, default_field
        self.found = Planned(row.row)

    def planned(self) -> Planned:
        found = self.found
        if self._skipped():
            return found
        text = self._text("text")
        if not text:
            found.refuse("no_text", column="text")
            return found
        if len(text) > MOST_TEXT:
            found.refuse("text_too_long", column="text")
        code, stated = self._document_cell()
        document, issued_on = self._document(code, stated)
        leads, left = self._units("lead")
        others, left_others = self._units("coordinate")
        due = self._due(issued_on)
        state = self._state(issued_on, due)
        for unit_id in (*leads, *others):
            if issued_on and not self.context.existed(unit_id, issued_on):
                found.refuse("unit_not_there", column="lead", words=self.context.units.units[unit_id].name)
        if state["kind"] == "withdrawn":
            found.skip("withdrawn_there")
        found.plan = {
            "text": text,
            "code": code[:120],
            "document_id": document.id if document else None,
            "issued_on": issued_on.isoformat() if issued_on else None,
            "leads": list(leads),
            "coordinates": [unit for unit in others if unit not in set(leads)],
            "as_written": [name[:300] for name in (*left, *left_others)],
            "due": due,
            "state": state,
            "field_id": self._field(),
            "leader": self._text("leader")[:300],
            "result": self._text("result")[:4000],
            "note": self._text("note")[:4000],
        }
        found.digest = digest_of(document.code if document else code, issued_on, text, leads)
        if document and (document.id, fold(text)) in self.context.directives:
            found.skip("given_already", document.code)
        return found

    def _skipped(self) -> bool:
        answer = self.answers.find("row", row=self.row.row)
        if answer and answer.get("skip"):
            self.found.skip("left_out")
            return True
        if self.row.is_hidden:
            answer = self.answers.find("hidden", row=self.row.row)
            if answer is None:
                self.found.ask("hidden")
            elif not answer.get("take"):
                self.found.skip("hidden")
                return True
        return False

    def _value(self, column: str) -> Value:
        return self.row.cells.get(column, "")

    def _text(self, column: str) -> str:
        value = self._value(column)
        return value.strip() if isinstance(value, str) else read_day(value).words or str(value)

    def _document_cell(self) -> tuple[str, dt.date | None]:
        """Return number and symbol as written, and the day that stands beside them in the same cell."""
        return read_document(self._text("document_number") or self._text("symbol_and_date"))

    def _document(self, code: str, stated: dt.date | None) -> tuple[KnownDocument | None, dt.date | None]:
        issued_on = stated
        if "document_date" in self.row.cells:
            issued_on = self._day("document_date") or stated
            if issued_on is None:
                return None, None
        known = self.context.documents.get(code_key(code), []) if code else []
        if issued_on is None and len(known) == 1:
            issued_on = known[0].issued_on
        if issued_on is None:
            issued_on = self._answered_day("issued_on")
        if issued_on is None:
            self.found.ask("issued_on", column="document_date", words=code)
            return None, None
        if issued_on > self.context.today:
            self.found.refuse("issued_ahead", column="document_date", words=f"{issued_on:%d/%m/%Y}")
            return None, None
        return next((each for each in known if each.issued_on == issued_on), None), issued_on

    def _day(self, column: str) -> dt.date | None:
        """Return the day of a column, asked for where it is not certain."""
        value = self._value(column)
        reading = read_day(value, order=self._order(column))
        if isinstance(value, dt.date) and column in self.swapped:
            return self._unswapped(column, value)
        if not reading.question:
            return reading.on
        return self._day_of_answer(reading, column)

    def _order(self, column: str) -> Any:
        answer = self.answers.find("order", row=self.row.row, column=column)
        return answer["order"] if answer and "order" in answer else self.orders[column]

    def _unswapped(self, column: str, value: dt.date) -> dt.date | None:
        other = changed_over(value)
        if other is None or other == value:
            return value
        answer = self.answers.find("swapped", column, row=self.row.row)
        if answer is None:
            self.found.ask("swapped", column=column, key=column, words=f"{value:%d/%m/%Y}", options=(value, other))
            return None
        return other if answer["swap"] else value

    def _day_of_answer(
        self, reading: DayReading | DueReading, column: str, since: dt.date | None = None
    ) -> dt.date | None:
        key = _key(reading.words)
        answer = self.answers.find(reading.question, key, row=self.row.row, column=column)
        day = _answered(answer, reading.options, since)
        if day is None:
            self.found.ask(
                reading.question, column=column, key=f"{column}:{key}", words=reading.words, options=reading.options
            )
        return day

    def _answered_day(self, code: str) -> dt.date | None:
        answer = self.answers.find(code, row=self.row.row)
        return dt.date.fromisoformat(answer["on"]) if answer and "on" in answer else None

    def _units(self, column: str) -> tuple[list[int], list[str]]:
        """Return the units of a cell, and the names that stay as written."""
        text = self._text(column)
        names = split_names(text, self.context.is_known)
        units: dict[int, None] = {}
        left: list[str] = []
        for name in names:
            found = self._unit(name, column)
            if found is None:
                left.append(name)
            units.update(dict.fromkeys(found or ()))
        if column == "lead" and not units and not any(p["code"] == "unit" for p in self.found.problems):
            units.update(dict.fromkeys(self._lead_of_section()))
        return list(units), left

    def _unit(self, name: str, column: str) -> tuple[int, ...] | None:
        resolved = self.context.resolve(name)
        if resolved.kind != "unknown":
            return resolved.unit_ids
        key = _key(name)
        answer = self.answers.find("unit", key, row=self.row.row)
        if answer is not None:
            return tuple(answer["unit_ids"]) if "unit_ids" in answer else None
        if key in self.context.remembered:
            return self.context.remembered[key]
        self.found.ask("unit", column=column, key=key, words=name)
        return ()

    def _lead_of_section(self) -> tuple[int, ...]:
        for title in reversed(self.row.section):
            resolved = self.context.resolve(without_mark(title))
            if resolved.kind == "unit":
                return resolved.unit_ids
        answer = self.answers.find("lead", row=self.row.row)
        if answer is not None:
            return tuple(answer["unit_ids"])
        self.found.ask("lead", column="lead")
        return ()

    def _due(self, issued_on: dt.date | None) -> dict[str, Any]:
        value = self._value("due")
        reading = read_due(value, issued_on=issued_on, order=self._order("due"), working_days=self.context.working_days)
        kind, due_on = reading.kind, reading.due_on
        if isinstance(value, dt.date) and "due" in self.swapped:
            due_on = self._unswapped("due", value)
        elif reading.question:
            answer = self.answers.find(reading.question, _key(reading.words), row=self.row.row, column="due")
            if answer and "kind" in answer:
                kind, due_on = answer["kind"], None
            else:
                due_on = self._day_of_answer(reading, "due", issued_on)
                kind = "date" if kind == "none" else kind
        if due_on and issued_on and due_on < issued_on:
            kind, due_on = self._due_before(reading, kind, due_on)
        return {
            "kind": kind, "on": due_on.isoformat() if due_on else None, "words": reading.words[:MOST_WORDS], "rule": reading.rule[:80],
        }  # fmt: skip

    def _due_before(self, reading: DueReading, kind: str, due_on: dt.date) -> tuple[str, dt.date | None]:
        """A deadline before the task was given: somebody typed one of the two wrong."""
        key = _key(reading.words)
        answer = self.answers.find("due_before", key, row=self.row.row, column="due")
        if answer and "kind" in answer:
            return answer["kind"], None
        if answer and "on" in answer:
            return "date", dt.date.fromisoformat(answer["on"])
        self.found.ask("due_before", column="due", key=f"due:{key}", words=f"{due_on:%d/%m/%Y}")
        return kind, due_on

    def _state(self, issued_on: dt.date | None, due: Mapping[str, Any]) -> dict[str, Any]:
        reading = read_state(
            status=self._value("status"), progress=self._value("progress"), result=self._value("result"),
            completed_on=self._value("completed_on"), order=self._order("completed_on"),
        )  # fmt: skip
        kind, completed_on = reading.kind, reading.completed_on
        question = reading.question
        if question == "unread" and kind == "unknown":
            answer = self.answers.find("state", _key(reading.words), row=self.row.row)
            if answer is None:
                self.found.ask("state", column="status", key=_key(reading.words), words=reading.words)
            else:
                kind = answer["kind"]
        elif question == "contradiction":
            kind = self._trusted(reading.words, reading.percent, kind)
        if kind == "done" and completed_on is None:
            kind, completed_on = self._completed(reading.options, due)
        if kind == "done" and completed_on:
            kind, completed_on = self._possible(completed_on, issued_on)
        return {
            "kind": kind, "percent": reading.percent, "completed_on": completed_on.isoformat() if completed_on else None,
            "words": reading.words[:MOST_WORDS],
        }  # fmt: skip

    def _trusted(self, words: str, percent: int | None, kind: str) -> str:
        answer = self.answers.find("contradiction", row=self.row.row)
        if answer is None:
            self.found.ask("contradiction", column="status", words=words)
            return "open"
        if answer["trust"] == "status":
            return kind
        return "done" if percent == 100 else "open" if percent else "not_started"  # noqa: PLR2004 - percent

    def _completed(self, options: Sequence[dt.date], due: Mapping[str, Any]) -> tuple[str, dt.date | None]:
        answer = self.answers.find("completed_on", row=self.row.row)
        if answer is None or (answer.get("rule") == "due_on" and not due["on"]):
            self.found.ask("completed_on", column="result", options=options)
            return "done", None
        if answer.get("rule") == "open":
            return "open", None
        return "done", dt.date.fromisoformat(due["on"] if answer.get("rule") == "due_on" else answer["on"])

    def _possible(self, completed_on: dt.date, issued_on: dt.date | None) -> tuple[str, dt.date | None]:
        """A day of completion that cannot be: before the task was given, or to come."""
        code = "completed_ahead" if completed_on > self.context.today else ""
        if issued_on and completed_on < issued_on:
            code = "completed_before"
        if not code:
            return "done", completed_on
        answer = self.answers.find(code, row=self.row.row)
        if answer and answer.get("rule") == "open":
            return "open", None
        if answer and "on" in answer:
            day = dt.date.fromisoformat(answer["on"])
            if day <= self.context.today and (issued_on is None or day >= issued_on):
                return "done", day
        self.found.ask(code, column="result", words=f"{completed_on:%d/%m/%Y}")
        return "done", completed_on

    def _field(self) -> int | None:
        for title in (self._text("field"), *reversed(self.row.section)):
            key = fold(title)
            found = self.context.fields.get(key) or self.context.fields.get(_FIELD.sub("", key))
            if found:
                return found
        return self.default_field


def digest_of(code: str, issued_on: dt.date | None, text: str, leads: Sequence[int]) -> str:
    """Return what is the same of a row that is imported twice: document, content, leading units."""
    parts = (code_key(code), issued_on.isoformat() if issued_on else "", fold(text), ",".join(map(str, sorted(leads))))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _key(words: str) -> str:
    return fold(words)[:_MOST_KEY]


def _answered(
    answer: Mapping[str, Any] | None, options: Sequence[dt.date], since: dt.date | None = None
) -> dt.date | None:
    """Return the day that an answer means: the one it names, or that of the proposed ones which its rule takes."""
    if answer is None:
        return None
    if "on" in answer:
        return dt.date.fromisoformat(answer["on"])
    by = answer.get("rule") or answer.get("order")
    if by == "after_issue":
        return next((day for day in options if since is None or day >= since), None)
    if not options or (by == "dmy" and len(options) == 1):
        return None
    return {"first": options[0], "dmy": options[0], "last": options[-1], "mdy": options[-1]}.get(str(by))

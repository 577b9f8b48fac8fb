"""A row of a sheet as it was read, and with what becomes of it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dondoc.tasksheets.choices import RowState
from dondoc.tasksheets.reading import Value

MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it was read."""

    row: int
    cells: Mapping[str, Value]
    section: Sequence[str] = ()
    is_hidden: bool = False


@dataclass(slots=True)
class Planned:
    """A row with what becomes of it.

    Attributes:
        row: its number in the sheet.
        state: a code of RowState.
        plan: the task, as JSON: text, document, days, units, deadline, state.
        problems: what is asked, wrong, or why it is passed over: level, code, column, key, words, options.
        digest: of document, content and leading units.
    """

    row: int
    state: str = RowState.OK
    plan: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, Any]] = field(default_factory=list)
    digest: str = ""

    def ask(
        self, code: str, *, column: str = "", key: str = "", words: str = "", options: Iterable[dt.date] = ()
    ) -> None:
        """Note a question."""
        self._note("question", code, column, key, words, options)

    def refuse(self, code: str, *, column: str = "", words: str = "") -> None:
        """Note an error."""
        self._note("error", code, column, "", words, ())

    def skip(self, code: str, words: str = "") -> None:
        """Note why the row is passed over."""
        self._note("skip", code, "", "", words, ())

    def settle(self) -> None:
        """Set the state by the gravest of what was noted."""
        levels = {problem["level"] for problem in self.problems}
        for level, state in (("skip", RowState.SKIP), ("error", RowState.ERROR), ("question", RowState.QUESTION)):
            if level in levels:
                self.state = state
                return
        self.state = RowState.OK

    def _note(self, level: str, code: str, column: str, key: str, words: str, options: Iterable[dt.date]) -> None:
        self.problems.append(
            {
                "level": level, "code": code, "column": column, "key": key, "words": words[:MOST_WORDS],
                "options": [day.isoformat() for day in options],
            }
        )  # fmt: skip

"""What a unit did with an assignment, by `data/history_rules.json` (its README says the rules). Pure: no clock."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.worktime import WorkCalendar, add_working_days

_CONTINUING = frozenset({"standing", "recurring"})
_RETURNED = frozenset({"returned_then_on_time", "returned_then_late", "overdue_returned"})
_NOT_ACCEPTED = frozenset({"reported", "overdue_returned", "overdue_reported"})
_AFTER_START = frozenset({"accepted_early", "reported"})
_AFTER_DUE = frozenset({"accepted_late", "overdue_reported"})
_LATEST_REPORT = -5


@dataclass(frozen=True, slots=True)
class Step:
    """One verb on one day."""

    verb: str
    on: date


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's part in one directive, as the rules see it."""

    notice: str
    directive_no: int
    unit: str
    issued_on: date
    due_on: date | None
    deadline_kind: str

    @property
    def key(self) -> str:
        """The name under which its draws are made."""
        return f"{self.notice}|{self.directive_no}|{self.unit}"


class History:
    """Draws the steps of parts, always the same ones for the same rules."""

    def __init__(self, rules: Mapping[str, Any], calendar: WorkCalendar) -> None:
        self._rules = rules
        self._calendar = calendar
        self._as_of = date.fromisoformat(rules["as_of"])
        self._profile = {unit: name for name, units in rules["unit_profiles"].items() for unit in units}

    def steps(self, part: Part) -> list[Step]:
        """The steps of that part until the day of the rules."""
        return [step for step in self._all_steps(part) if step.on <= self._as_of]

    def note(self, part: Part, kind: str) -> str:
        """A sentence of `kind` (report, report_late, return) for that part."""
        notes = self._rules["notes"][kind]
        return str(notes[int(self._draw(part, "note") * len(notes))])

    def outcome(self, part: Part) -> str:
        """Which of the outcomes of its class befell that part."""
        if part.due_on is not None:
            name = "past" if part.due_on < self._as_of else "future"
        else:
            name = "undated_continuing" if part.deadline_kind in _CONTINUING else "undated_finite"
        profile = self._rules["profiles"][self._profile.get(part.unit, "normal")]
        weights = [
            (str(each["outcome"]), each["weight"] * profile.get(each["tag"], 1.0))
            for each in self._rules["classes"][name]
        ]
        left = self._draw(part, "outcome") * sum(weight for _, weight in weights)
        for outcome, weight in weights:
            left -= weight
            if left < 0:
                return outcome
        return weights[-1][0]

    def _all_steps(self, part: Part) -> list[Step]:
        outcome, due = self.outcome(part), part.due_on
        last_day = max(part.issued_on, due) if due else date.max
        acknowledged = min(self._after(part, part.issued_on, "acknowledge_after_issue"), last_day)
        started = min(self._after(part, acknowledged, "start_after_acknowledge"), max(acknowledged, last_day))
        steps = [Step("acknowledge", acknowledged), Step("start", started)]
        for ending, kept in (("assigned", 0), ("acknowledged", 1), ("in_progress", 2)):
            if outcome.endswith(ending):
                return steps[:kept]
        reported = self._report_day(part, outcome, started)
        steps.append(Step("report", reported))
        if outcome in _RETURNED:
            returned = self._after(part, reported, "return_after_report")
            steps.append(Step("return", returned))
            if outcome != "overdue_returned":
                reported = self._after(part, returned, "report_again_after_return")
                if outcome == "returned_then_late" and due is not None:
                    reported = max(reported, add_working_days(due, 1, self._calendar))
                steps.append(Step("report", reported))
        if outcome not in _NOT_ACCEPTED:
            steps.append(Step("accept", self._after(part, reported, "accept_after_report")))
        return steps

    def _report_day(self, part: Part, outcome: str, started: date) -> date:
        if outcome in _AFTER_START or part.due_on is None:
            day = self._after(part, started, "report_after_start")
            latest = add_working_days(self._as_of, _LATEST_REPORT, self._calendar)
            return max(day, latest) if outcome == "reported" else day
        if outcome in _AFTER_DUE:
            return self._after(part, part.due_on, "report_after_due")
        early = add_working_days(part.due_on, -self._pick(part, "report_before_due"), self._calendar)
        return min(max(started, early), part.due_on)

    def _after(self, part: Part, day: date, name: str) -> date:
        return add_working_days(day, self._pick(part, name), self._calendar)

    def _pick(self, part: Part, name: str) -> int:
        first, last = self._rules["timings"][name]
        return int(first) + int(self._draw(part, name) * (last - first + 1))

    def _draw(self, part: Part, salt: str) -> float:
        digest = hashlib.sha256(f"{self._rules['seed']}|{part.key}|{salt}".encode()).digest()
        return int.from_bytes(digest[:8], "big") / 2**64

"""Who reports as often as was asked and who went quiet: pure, and the same as SQL.

Provinces measure it beside the completion rate ("tỷ lệ cập nhật"): Đà Nẵng publishes both for each unit. How often a
report is awaited differs from office to office: it is a setting by priority. A property test holds rule and SQL equal.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from dondoc.directives.choices import OPEN_LIFECYCLES, Lifecycle, Priority, Update
from dondoc.directives.rules import AssignmentState


@dataclass(frozen=True, slots=True)
class UpdateDays:
    """Days that may pass without a report, by priority; 0: reports of that priority are not awaited."""

    urgent: int = 2
    high: int = 7
    normal: int = 15
    low: int = 30

    def of(self, priority: str) -> int:
        """Return the days of a priority; an unknown one is as `normal`."""
        found: dict[str, int] = asdict(self)
        return found.get(str(priority), self.normal)

    @property
    def params(self) -> dict[str, int]:
        """The parameters of UPDATE_SQL."""
        return {f"days_{code}": self.of(code) for code in Priority.values}


def report_by(assigned_on: dt.date, updated_on: dt.date | None, priority: str, days: UpdateDays) -> dt.date | None:
    """Return the last day on which a report is still in time; None where none is awaited.

    From the day after it on, what the unit owes is stale (`update`). Reminders count from here, so that whom a rule urges
    for silence and whom the figures call silent are the same.

    Args:
        assigned_on: when it was given.
        updated_on: the day of the last report.
        priority: of the directive.
        days: the office's setting.
    """
    allowed = days.of(priority)
    if not allowed:
        return None
    return max(assigned_on, updated_on or assigned_on) + dt.timedelta(days=allowed)


def update(state: AssignmentState, assigned_on: dt.date, on: dt.date, days: UpdateDays) -> Update | None:
    """Return whether an assignment was reported on, or None where no report was awaited yet.

    It is measured while it is open, from the day after its priority's days have passed since it was given. What the
    unit has reported as done and waits for the office is not silence, however long the office takes. Taking note of
    an assignment is no report.

    Args:
        state: the facts on the day.
        assigned_on: when it was given.
        on: the day.
        days: the office's setting.
    """
    allowed = days.of(state.priority)
    if state.lifecycle not in OPEN_LIFECYCLES or not allowed or (on - assigned_on).days <= allowed:
        return None
    if state.lifecycle == Lifecycle.REPORTED:
        return Update.UPDATED
    is_fresh = state.updated_on is not None and (on - state.updated_on).days <= allowed
    return Update.UPDATED if is_fresh else Update.STALE


def _allowed_sql(alias: str) -> str:
    return (
        f"(CASE {alias}.priority WHEN 'urgent' THEN %(days_urgent)s::int WHEN 'high' THEN %(days_high)s::int "
        "WHEN 'low' THEN %(days_low)s::int ELSE %(days_normal)s::int END)"
    )


def report_by_sql(alias: str) -> str:
    """`report_by` of a row of assignments, with the parameters of `UpdateDays.params`."""
    # The greater of a day and of no day is the day.
    return f"(greatest({alias}.assigned_on, {alias}.updated_on) + nullif({_allowed_sql(alias)}, 0))"


# Conditions on an alias `s`, with the parameters %(on)s and those of `UpdateDays.params`.
_ALLOWED = _allowed_sql("s")
#: Of what is measured: whether a report came in time.
FRESH_SQL = f"(s.lifecycle = 'reported' OR %(on)s::date - s.updated_on <= {_ALLOWED}) IS TRUE"
MEASURED_SQL = "s.lifecycle IN ({}) AND {allowed} > 0 AND %(on)s::date - s.assigned_on > {allowed}".format(
    ", ".join(f"'{code}'" for code in OPEN_LIFECYCLES), allowed=_ALLOWED
)
UPDATE_SQL: dict[str, str] = {
    Update.UPDATED: f"{MEASURED_SQL} AND {FRESH_SQL}",
    Update.STALE: f"{MEASURED_SQL} AND NOT ({FRESH_SQL})",
}

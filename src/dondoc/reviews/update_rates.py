"""The update rate beside the completion rate: of what awaited a report on a day, how much had one.

Asked of rows and ledger and not of the roll-ups: who went quiet changes with each day and each assignment's own count of
days. Each figure opens the list with the same condition.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection

from dondoc.accounts.permissions import Scope
from dondoc.directives.listing import Moment
from dondoc.directives.state_sources import source_of
from dondoc.directives.update_rules import FRESH_SQL, MEASURED_SQL
from dondoc.directives.update_selectors import update_days_of
from dondoc.reviews.figures import Slice, restricted

_ALL = Slice()


@dataclass(frozen=True, slots=True)
class UpdateRate:
    """How many awaited a report, and how many of them had one."""

    updated: int = 0
    measured: int = 0

    @property
    def stale(self) -> int:
        """How many went quiet."""
        return self.measured - self.updated


@dataclass(slots=True)
class UpdateRates:
    """The rates of one moment: in all, and by unit. What has nothing to measure is not there."""

    total: UpdateRate = UpdateRate()
    by_unit: dict[int, UpdateRate] = field(default_factory=dict)


_SUMS = """
SELECT s.unit_id, count(*) FILTER (WHERE {fresh})::int, count(*)::int FROM {source} WHERE {where} AND {measured} GROUP BY 1
"""


def update_rates(scope: Scope, moment: Moment, part: Slice = _ALL) -> UpdateRates:
    """Return the update rates that `scope` sees at `moment`, by the office's days as they are set now.

    Args:
        scope: of the person.
        moment: the day, and what was known.
        part: a part of the population.
    """
    if scope.kind == "none":
        return UpdateRates()
    where, params = restricted(scope, moment, part)
    # All that is counted is measured: the filter need not ask that again of each row.
    sql = _SUMS.format(fresh=FRESH_SQL, measured=MEASURED_SQL, source=source_of(moment), where=where)
    with connection.cursor() as cursor:
        cursor.execute(sql, {**params, **update_days_of(scope.jurisdiction_id).params})
        by_unit = {unit_id: UpdateRate(updated, measured) for unit_id, updated, measured in cursor.fetchall()}
    total = UpdateRate(sum(rate.updated for rate in by_unit.values()), sum(rate.measured for rate in by_unit.values()))
    return UpdateRates(total, by_unit)

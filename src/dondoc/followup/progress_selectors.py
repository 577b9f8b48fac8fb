"""Reads of progress: the history of an assignment, the list of stages, who went quiet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db import connection

from dondoc.accounts import permissions as people
from dondoc.accounts.models import User
from dondoc.directives.models import Assignment
from dondoc.directives.permissions import may_read_report
from dondoc.directives.selectors import assignment_for, file_row_for
from dondoc.directives.update_rules import UPDATE_SQL
from dondoc.directives.update_selectors import update_days_of
from dondoc.followup.progress_models import ProgressFile, ProgressReport, ProgressStage
from dondoc.followup.progress_rules import DEFAULT_STAGES, Stage
from dondoc.followup.selectors import require_readable

_BATCH = 5_000


def stages_of(jurisdiction_id: int) -> list[Stage]:
    """Return the office's list of stages: the shipped ones, its own in their place, then new ones (one query)."""
    own = {
        row.code: Stage(row.code, row.name, row.is_active, is_shipped=False)
        for row in ProgressStage.objects.filter(jurisdiction_id=jurisdiction_id).order_by("id")
    }
    known = [own.pop(stage.code, stage) for stage in DEFAULT_STAGES]
    return [*known, *own.values()]


def stage_names(jurisdiction_id: int, codes: Iterable[str]) -> dict[str, str]:
    """Return how the stages of rows are called, by code; the same also of stages that cannot be chosen any more.

    Args:
        jurisdiction_id: whose list.
        codes: of the rows, empty ones among them; where there are no others nothing is asked.
    """
    wanted = set(codes) - {""}
    return {one.code: str(one.name) for one in stages_of(jurisdiction_id) if one.code in wanted} if wanted else {}


def progress_of(user: User, assignments: Sequence[Assignment]) -> dict[int, list[ProgressReport]]:
    """Return the reports of one directive's assignments that `user` reads, by assignment, newest first (three queries)."""
    scope = people.scope_of(user)
    readable = [one.id for one in assignments if may_read_report(scope, one, assignments)]
    rows = ProgressReport.objects.filter(jurisdiction_id=user.jurisdiction_id, assignment_id__in=readable)
    found: dict[int, list[ProgressReport]] = {}
    for row in rows.select_related("document").prefetch_related("files__file").order_by("-id"):
        found.setdefault(row.assignment_id, []).append(row)
    return found


def reports_of(user: User, assignment_id: int) -> list[ProgressReport]:
    """Return the reports of one assignment, newest first.

    Raises:
        NotFound: there is no such assignment, or `user` does not read what was reported of it.
    """
    assignment = assignment_for(user, assignment_id)
    require_readable(user, assignment)
    rows = ProgressReport.objects.filter(jurisdiction_id=user.jurisdiction_id, assignment_id=assignment.id)
    return list(rows.select_related("document").prefetch_related("files__file").order_by("-id"))


def progress_file_for(user: User, file_row_id: int) -> ProgressFile:
    """Return the row of a file that came with a report.

    Raises:
        NotFound: there is none, or `user` may not open it.
    """
    rows = ProgressFile.objects.select_related("file", "report__assignment__directive")
    found = file_row_for(user, rows, file_row_id)
    require_readable(user, found.report.assignment)
    return found


class Stale(NamedTuple):
    """An open assignment that went quiet.

    Attributes:
        assignment_id: which.
        directive_id: of which directive.
        unit_id: whose.
        priority: code.
        told_on: day of the last report, of the giving where there was none.
        days: how many days that is.
        allowed: how many its priority allows.
    """

    assignment_id: int
    directive_id: int
    unit_id: int
    priority: str
    told_on: dt.date
    days: int
    allowed: int


# By id and from the last one on, so that any number costs the memory of one batch.
_STALE = """
SELECT s.id, s.directive_id, s.unit_id, s.priority, coalesce(s.updated_on, s.assigned_on)
FROM directives_assignment s
WHERE s.jurisdiction_id = %(jurisdiction)s AND s.id > %(after)s AND {stale}
  AND (%(units)s::bigint[] IS NULL OR s.unit_id = ANY(%(units)s))
ORDER BY s.id LIMIT %(limit)s
"""


def stale_assignments(jurisdiction_id: int, *, on: dt.date, unit_ids: Iterable[int] | None = None) -> Iterator[Stale]:
    """Yield the open assignments that nobody has reported on for longer than their priority allows, in constant memory.

    Of today's rows: who asks for another day asks the list with `updates`.

    Args:
        jurisdiction_id: whose.
        on: the day it is.
        unit_ids: of these units only; None: of all.
    """
    days = update_days_of(jurisdiction_id)
    sql = _STALE.format(stale=UPDATE_SQL["stale"])
    wanted = {
        "jurisdiction": jurisdiction_id, "on": on, "units": None if unit_ids is None else list(unit_ids),
        "limit": _BATCH, "after": 0, **days.params,
    }  # fmt: skip
    while True:
        with connection.cursor() as cursor:
            cursor.execute(sql, wanted)
            rows = cursor.fetchall()
        for id_, directive_id, unit_id, priority, told_on in rows:
            yield Stale(id_, directive_id, unit_id, priority, told_on, (on - told_on).days, days.of(priority))
        if len(rows) < _BATCH:
            return
        wanted["after"] = rows[-1][0]

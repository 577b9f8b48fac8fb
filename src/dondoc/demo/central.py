"""The example's tasks from above, as `data/central.csv` has them: recorded, moved, answered, on the days of the file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from dondoc.accounts.models import User
from dondoc.central.commands._facts import Facts
from dondoc.central.commands.confirm_upward import confirm_upward
from dondoc.central.commands.link_central_task import link_central_task
from dondoc.central.commands.move_central_deadline import move_central_deadline
from dondoc.central.commands.record_central_task import record_central_task
from dondoc.central.commands.report_upward import report_upward
from dondoc.central.models import CentralTask
from dondoc.demo.story import People, Places
from dondoc.demo.tables import Row, day, table
from dondoc.directives.models import Directive
from dondoc.foundation.clock import LOCAL


def record_central(people: People, places: Places) -> int:
    """Record the centre's tasks and what became of them; those that a notice passes on are tied to its directives.

    Returns:
        How many steps that were.
    """
    specialists = {row["code"]: row["specialist"] for row in table("fields")}
    persons = {one.username: one for one in User.objects.filter(jurisdiction_id=places.jurisdiction_id)}
    steps = 0
    for row in table("central"):
        task = _recorded(people, places, persons[specialists[row["field"]]].pk, row)
        steps += 1 + _afterwards(people, task, row)
    return steps


def _recorded(people: People, places: Places, specialist_id: int, row: Row) -> CentralTask:
    issued = dt.date.fromisoformat(row["issued_on"])
    facts = Facts(
        content=row["content"], code=row["code"], document_code=row["document_code"], document_issued_on=issued,
        giver=row["giver"], centre_words=row["centre_words"], unit_id=places.units[row["unit"]].id,
        field_id=places.fields[row["field"]].id, specialist_id=specialist_id,
    )  # fmt: skip
    return record_central_task(actor=people.clerk, facts=facts, due_on=day(row["due_on"]), now=_at(issued, 8))


def _afterwards(people: People, task: CentralTask, row: Row) -> int:
    given: dict[str, Any] = {"actor": people.leader, "task_id": task.id}
    steps = 0
    if row["directive"]:
        directive = _directive(task.jurisdiction_id, row["directive"])
        link_central_task(**given, directive_id=directive.id, now=_at(max(directive.issued_on, task.given_on), 9))
        steps += 1
    if row["moved_to"]:
        moved = dt.date.fromisoformat(row["moved_on"])
        reason = "Trung ương lùi hạn"
        move_central_deadline(**given, due_on=day(row["moved_to"]), reason=reason, now=_at(moved, 10))
        steps += 1
    if row["reported_on"]:
        reported = dt.date.fromisoformat(row["reported_on"])
        report_upward(**given, report_document=row["report_document"], now=_at(reported, 14))
        steps += 1
    if row["confirmed_on"]:
        confirm_upward(**given, now=_at(dt.date.fromisoformat(row["confirmed_on"]), 15))
        steps += 1
    return steps


def _directive(jurisdiction_id: int, key: str) -> Directive:
    """The directive that a notice's line is: the notice's number in the order of its text."""
    notice, _bar, number = key.partition("|")
    wanted = next(row for row in table("directives") if (row["notice"], row["directive_no"]) == (notice, number))
    return Directive.objects.get(
        jurisdiction_id=jurisdiction_id,
        issued_on=dt.date.fromisoformat(notice[:10]),
        text__startswith=wanted["starts_with"],
    )


def _at(on: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(on, dt.time(hour), tzinfo=LOCAL)

"""The story of these tests: the Prime Minister's letter of 10/12/2020 gives a task due on 31/01/2021; today is 18/01/2021."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.directives import story

from dondoc.central.commands._facts import Facts
from dondoc.central.commands.assign_central_task import assign_central_task
from dondoc.central.commands.confirm_upward import confirm_upward
from dondoc.central.commands.record_central_task import record_central_task
from dondoc.central.commands.report_upward import report_upward
from dondoc.central.commands.withdraw_central_task import withdraw_central_task
from dondoc.central.models import CentralTask
from dondoc.directives.listing import Moment
from dondoc.ledger.models import LedgerEvent

TODAY = dt.date(2021, 1, 18)
NOW = story.at(TODAY)
GIVEN = dt.date(2020, 12, 10)
DUE = dt.date(2021, 1, 31)
CONTENT = "Báo cáo kết quả giải ngân vốn đầu tư công năm 2020 và giải pháp năm 2021."
MOMENT = Moment(on=TODAY, today=TODAY)


def facts(**changes: Any) -> Facts:
    """What the centre's system says of it."""
    given: dict[str, Any] = {
        "content": CONTENT, "code": "TW-001", "document_code": "1711/CĐ-TTg", "document_issued_on": GIVEN, **changes,
    }  # fmt: skip
    return Facts(**given)


def record(actor: Any, *, due_on: dt.date | None = DUE, now: dt.datetime = NOW, **changes: Any) -> CentralTask:
    """Record it."""
    when = {name: changes.pop(name) for name in ("given_on",) if name in changes}
    return record_central_task(actor=actor, facts=facts(**changes), due_on=due_on, now=now, **when)


def assign(actor: Any, province: Any, task: CentralTask, **more: Any) -> CentralTask:
    """Pass it on to Kế hoạch và Đầu tư, due a few days before the centre's day."""
    units = province.units
    given: dict[str, Any] = {
        "leads": [units["skhdt"].id], "coordinates": [units["stc"].id], "due_on": dt.date(2021, 1, 27),
        "field_id": province.fields["kinh-te"].id, "now": NOW, **more,
    }  # fmt: skip
    return assign_central_task(actor=actor, task_id=task.id, **given)


def bring_to(state: str, task: CentralTask, actor: Any, *, now: dt.datetime = NOW) -> CentralTask:
    """Bring a fresh task to a state."""
    given: dict[str, Any] = {"actor": actor, "task_id": task.id, "now": now}
    if state in {"reported", "done"}:
        report_upward(**given, report_document="15/BC-UBND")
    if state == "done":
        confirm_upward(**given)
    if state == "withdrawn":
        withdraw_central_task(**given, reason="Trung ương thu hồi.")
    return fresh(task)


def fresh(task: CentralTask) -> CentralTask:
    """It as the database has it now."""
    return CentralTask.objects.get(jurisdiction_id=1, id=task.id)


def last_event(task: CentralTask) -> LedgerEvent:
    """The newest event of its chain."""
    return LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="central_task", aggregate_id=task.id).latest("seq")

"""Every step of an import of a task sheet in every state by every role: taken exactly where the table has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.matrix import ROLES, differing
from tests.tasksheets.test_task_import import task
from tests.tasksheets.workbooks import sheet_of

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.tasksheets import rules
from dondoc.tasksheets.choices import ImportState
from dondoc.tasksheets.commands.answer_task_import import answer_task_import
from dondoc.tasksheets.commands.commit_task_import import commit_task_import
from dondoc.tasksheets.commands.discard_task_import import discard_task_import
from dondoc.tasksheets.commands.open_task_import import open_task_import
from dondoc.tasksheets.commands.withdraw_task_import import withdraw_task_import
from dondoc.tasksheets.models import TaskImport

#: Who takes in sheets; who sees the one of the specialist.
IMPORTERS = {"office_leader", "specialist", "same_field"}
SEES = {"office_leader", "specialist"}


@pytest.mark.parametrize("state", [rules.UNGIVEN, *ImportState.values])
def test_an_import_goes_exactly_where_the_table_has_it(state, province, request, make_user, opened, now):
    people = {role: request.getfixturevalue(role) for role in ROLES}
    if state == rules.UNGIVEN:
        del people["outsider"]  # they open imports in their own province
    people["same_field"] = make_user("cv.kt", "specialist", unit="vp", fields=("kinh-te",))
    office = people["specialist"]
    sheet = opened(task()) if state != rules.UNGIVEN else TaskImport(id=0)
    number, data = sheet.id, sheet_of(task(text="Rà soát việc khác"))
    own: dict[str, Any] = {"import_id": number, "now": now}
    if state in {ImportState.COMMITTED, ImportState.WITHDRAWN}:
        commit_task_import(actor=office, expected_digest=sheet.digest, **own)
    if state == ImportState.WITHDRAWN:
        withdraw_task_import(actor=office, reason="Nhập nhầm tệp.", **own)
    if state == ImportState.DISCARDED:
        discard_task_import(actor=office, **own)

    def look() -> str:
        here = TaskImport.objects.filter(jurisdiction_id=1)
        found = (here.filter(id=number) if number else here).first()
        return found.state if found else rules.UNGIVEN

    verbs: dict[Any, Callable[[Any], object]] = {
        "answer": lambda actor: answer_task_import(actor=actor, answers=(), **own),
        "commit": lambda actor: commit_task_import(actor=actor, expected_digest=sheet.digest, **own),
        "discard": lambda actor: discard_task_import(actor=actor, **own),
        "withdraw": lambda actor: withdraw_task_import(actor=actor, reason="Nhập nhầm tệp.", **own),
    }
    if state == rules.UNGIVEN:
        verbs["open"] = lambda actor: open_task_import(actor=actor, file=("theo dõi.xlsx", data), now=now)
    assert {*verbs, "open"} == {step.verb for step in rules.IMPORT_STEPS}

    def wanted(role: str, verb: Any) -> Any:
        if role == "outsider":
            return NotFound
        if role not in IMPORTERS:
            return Refused
        if verb != "open" and (role not in SEES or state == rules.UNGIVEN):
            return NotFound
        step = rules.import_step(state, verb)
        if step is None and (state, verb) == (ImportState.COMMITTED, "commit"):
            return state  # a second click of the same button changes nothing
        return Conflict if step is None else step.target

    assert look() == state
    assert not differing(people, verbs, look, wanted)


def test_the_table_has_no_step_twice():
    pairs = [(step.source, step.verb) for step in rules.IMPORT_STEPS]
    assert len(set(pairs)) == len(pairs)

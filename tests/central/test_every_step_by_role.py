"""Every step in every state by every role: taken exactly where the table of transitions has it, and offered just there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from tests.central.central_world import MOMENT, NOW, assign, bring_to, facts, fresh, record
from tests.directives import story

from dondoc.central import rules
from dondoc.central.choices import CentralState
from dondoc.central.commands.assign_central_task import assign_central_task
from dondoc.central.commands.change_central_task import change_central_task
from dondoc.central.commands.confirm_upward import confirm_upward
from dondoc.central.commands.link_central_task import link_central_task
from dondoc.central.commands.move_central_deadline import move_central_deadline
from dondoc.central.commands.reopen_central_task import reopen_central_task
from dondoc.central.commands.report_upward import report_upward
from dondoc.central.commands.return_upward import return_upward
from dondoc.central.commands.unlink_central_task import unlink_central_task
from dondoc.central.commands.withdraw_central_task import withdraw_central_task
from dondoc.central.selectors import task_view
from dondoc.foundation.errors import Conflict, NotFound, Refused

OFFICE = ("office_leader", "specialist", "clerk")
ROLES = ("chair", *OFFICE, "lead_head", "lead_focal", "observer", "administrator", "outsider", "other_specialist")
UNIT = ("lead_head", "lead_focal")
#: Who knows nothing of this task; a unit's people do once it was passed on to them.
BLIND = {"administrator", "outsider", "other_specialist"}


@pytest.fixture
def other_specialist(make_user: Callable[..., Any]) -> Any:
    return make_user("cv.vx", "specialist", unit="vp", fields=("van-xa",))


def take(verb: rules.Verb, task: Any, actor: Any, province: Any, directive_id: int) -> Any:
    """Take a step, with what it asks for."""
    own: dict[str, Any] = {"actor": actor, "task_id": task.id, "now": NOW}
    why = {"reason": "Theo văn bản của Trung ương."}
    steps: dict[str, Callable[[], Any]] = {
        "change": lambda: change_central_task(**own, facts=facts(note="x", field_id=task.field_id)),
        "move_deadline": lambda: move_central_deadline(**own, due_on=dt.date(2021, 3, 31), **why).task,
        "assign": lambda: assign_central_task(**own, leads=[province.units["skhdt"].id], due_on=dt.date(2021, 1, 29)),
        "link": lambda: link_central_task(**own, directive_id=directive_id),
        "unlink": lambda: unlink_central_task(**own, **why),
        "report": lambda: report_upward(**own, report_document="15/BC-UBND"),
        "confirm": lambda: confirm_upward(**own),
        "return": lambda: return_upward(**own, **why),
        "withdraw": lambda: withdraw_central_task(**own, **why),
        "reopen": lambda: reopen_central_task(**own, **why),
    }
    return steps[verb]()


def expected(state: str, verb: rules.Verb, role: str, *, is_linked: bool) -> Any:
    """What the table says, stated plainly: an error, or the state after."""
    if role in BLIND or (role in UNIT and not is_linked):
        return NotFound
    if role not in OFFICE:
        return Refused
    rows = [row for row in rules.TRANSITIONS if row.verb == verb]
    if not any(rules.plays(row.who, role) for row in rows):
        return Refused
    here = [row for row in rows if row.source == state]
    if not here or (is_linked and verb in {"assign", "link"}) or (not is_linked and verb == "unlink"):
        return Conflict
    return here[0].target


@pytest.mark.parametrize("is_linked", [False, True])
@pytest.mark.parametrize("state", CentralState.values)
def test_a_step_is_taken_exactly_where_the_table_has_it(state, is_linked, province, office_leader, request):
    task = record(office_leader, field_id=province.fields["kinh-te"].id)
    if is_linked:
        assign(office_leader, province, task)
    directive_id = story.give(office_leader, province).id
    task = bring_to(state, task, office_leader)
    wrong = []
    for role in ROLES:
        actor = request.getfixturevalue(role)
        for verb in rules.VERBS:
            with transaction.atomic():
                try:
                    got: Any = fresh(take(verb, task, actor, province, directive_id)).state
                except (NotFound, Refused, Conflict) as error:
                    got = type(error)
                transaction.set_rollback(True)
            wanted = expected(state, verb, role, is_linked=is_linked)
            if got != wanted:
                wrong.append(f"{role} {verb}: {got}, not {wanted}")
            sees = role not in BLIND and (is_linked or role not in UNIT)
            offered = verb in task_view(actor, task.id, MOMENT).verbs if sees else False
            if offered != isinstance(got, str):
                wrong.append(f"{role} {verb}: offered and not taken, or the other way round")
    assert not wrong, wrong


def test_the_table_has_no_step_twice_and_closes_what_is_closed():
    pairs = [(row.source, row.verb) for row in rules.TRANSITIONS]
    assert len(set(pairs)) == len(pairs)
    assert {row.source for row in rules.TRANSITIONS if row.verb != "reopen"} <= rules.PENDING

"""Every step in every state by every role: allowed exactly where the table of transitions says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from tests.drafting.drafting_world import *  # noqa: F403 - fixtures
from tests.drafting.drafting_world import CONTENT

from dondoc.drafting import rules
from dondoc.drafting.choices import State
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.recall_outgoing_draft import recall_outgoing_draft
from dondoc.drafting.commands.return_outgoing_draft import return_outgoing_draft
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.drafting.commands.take_back_outgoing_draft import take_back_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.permissions import may
from dondoc.foundation.errors import Conflict, NotFound, Refused

VERBS: tuple[rules.Verb, ...] = (
    "change", "submit", "take_back", "return", "approve", "number", "sign", "issue", "recall", "discard",
)  # fmt: skip
OFFICE = ("office_leader", "specialist", "clerk")
ROLES = ("chair", *OFFICE, "lead_head", "lead_focal", "observer", "administrator", "outsider")
FORWARD = {"submitted", "approved", "numbered", "signed", "issued", "recalled"}


def take(verb: rules.Verb, draft: Any, actor: Any, now: Any) -> Any:
    """Take a step, with what it asks for."""
    own = {"actor": actor, "draft_id": draft.id, "now": now}
    version = {"version": draft.version}
    content = CONTENT | {"subject": "Kết luận đã sửa"}
    steps: dict[str, Callable[[], Any]] = {
        "change": lambda: change_outgoing_draft(content=content, mandate_id=draft.mandate_id, **version, **own),
        "submit": lambda: submit_outgoing_draft(**version, **own),
        "take_back": lambda: take_back_outgoing_draft(**own),
        "return": lambda: return_outgoing_draft(reason="Viết rõ hơn", **own),
        "approve": lambda: approve_outgoing_draft(**version, **own),
        "number": lambda: number_outgoing_draft(**own),
        "sign": lambda: sign_on_paper(**own),
        "issue": lambda: issue_outgoing_draft(give_directives=False, **own).draft,
        "recall": lambda: recall_outgoing_draft(reason="Ban hành nhầm", **own),
        "discard": lambda: discard_outgoing_draft(reason="Không cần nữa", **own),
    }
    return steps[verb]()


def expected(state: str, verb: rules.Verb, role: str) -> Any:
    """What the table says, stated plainly: an error, or the state after."""
    if role not in OFFICE and not (role == "chair" and state in FORWARD):
        return NotFound
    rows = [row for row in rules.TRANSITIONS if row.verb == verb]
    if not any(rules.plays(row.who, role) for row in rows):
        return Refused
    here = [row for row in rows if row.source == state]
    if not here:
        return Conflict
    return here[0].target if rules.plays(here[0].who, role) else Refused


@pytest.mark.parametrize("state", State.values)
def test_a_step_is_taken_exactly_where_the_table_has_it(state, on_the_way, request, now):
    draft = on_the_way(state)
    wrong = []
    for role in ROLES:
        actor = request.getfixturevalue(role)
        for verb in VERBS:
            with transaction.atomic():
                try:
                    got: Any = OutgoingDraft.objects.get(id=take(verb, draft, actor, now).id).state
                except (NotFound, Refused, Conflict) as error:
                    got = type(error)
                transaction.set_rollback(True)
            if got != expected(state, verb, role):
                wrong.append(f"{role} {verb}: {got}")
            ours = role not in {"outsider", *(() if role != "chair" or state in FORWARD else ("chair",))}
            if ours and may(actor, verb, state) != isinstance(got, str):
                wrong.append(f"{role} {verb}: offered and not taken, or the other way round")
    assert not wrong


def test_the_table_has_no_step_twice_and_closes_what_is_closed():
    pairs = [(row.source, row.verb) for row in rules.TRANSITIONS]
    assert len(set(pairs)) == len(pairs)
    left = {row.source for row in rules.TRANSITIONS if row.verb != "recall"}
    assert not left & rules.CLOSED
    for state in State.values:
        for role in OFFICE:
            steps = rules.verbs(state, role)
            assert all(rules.transition(state, verb) is not None for verb in steps)


def test_nobody_who_has_left_takes_a_step(written, specialist, now):
    specialist.is_active = False
    specialist.save()
    with pytest.raises(NotFound):
        submit_outgoing_draft(actor=specialist, draft_id=written.id, version=written.version, now=now)

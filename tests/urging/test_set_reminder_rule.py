"""Setting and ending the office's reminder rules."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify
from dondoc.urging.commands.end_reminder_rule import end_reminder_rule
from dondoc.urging.commands.set_reminder_rule import set_reminder_rule
from dondoc.urging.defaults import shipped
from dondoc.urging.models import ReminderRule
from dondoc.urging.ruleset import rules_of

NOW = story.at("2021-01-18")


def put(actor: Any, **more: Any) -> Any:
    given = {
        "name": "Quá hạn 3 ngày",
        "trigger": "overdue",
        "days": 3,
        "ranks": ["chair", "unit_head"],
        "now": NOW,
        **more,
    }
    return set_reminder_rule(actor=actor, **given)


def test_before_anybody_set_one_the_shipped_rules_hold(province: Any) -> None:
    assert rules_of(1) == shipped()
    assert not ReminderRule.objects.exists()


def test_a_new_rule_stands_behind_the_shipped_ones(office_leader: Any) -> None:
    made = put(office_leader)
    assert (made.code, made.ranks, made.is_shipped) == ("qua-han-3-ngay", ("unit_head", "chair"), False)
    assert rules_of(1)[-1] == made
    assert len(rules_of(1)) == len(shipped()) + 1
    assert put(office_leader).code == "qua-han-3-ngay-2"


def test_a_shipped_rule_is_the_office_s_own_once_it_is_set(office_leader: Any) -> None:
    before = put(office_leader, code="qua-han-1", name="Vừa quá hạn", days=1)
    assert (before.is_shipped, before.position) == (False, 40)
    again = put(office_leader, code="qua-han-1", name="Vừa quá hạn", days=2)
    assert again.id == before.id
    events = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="reminder_rule", aggregate_id=again.id)
    facts = [(one.code, one.payload["was"]["days"], one.payload["days"]) for one in events.order_by("seq")]
    assert facts == [("reminder_rule.set", 1, 1), ("reminder_rule.set", 1, 2)]
    assert put(office_leader, code="qua-han-1", name="Vừa quá hạn", days=2) == again
    assert events.count() == 2
    assert verify().intact


def test_an_ended_rule_keeps_its_row_and_speaks_again_when_it_is_set(office_leader: Any) -> None:
    assert end_reminder_rule(actor=office_leader, code="qua-han-1", now=NOW).is_active is False
    with pytest.raises(Conflict):
        end_reminder_rule(actor=office_leader, code="qua-han-1", now=NOW)
    assert put(office_leader, code="qua-han-1").is_active


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"), ({"name": "x" * 161}, "name"), ({"trigger": "sometimes"}, "trigger"), ({"ranks": []}, "ranks"),
        ({"ranks": ["unit_head", "king"]}, "ranks"), ({"days": 0}, "days"), ({"days": 401}, "days"), ({"days": -1}, "days"),
        ({"trigger": "before_due", "days": -1}, "days"), ({"repeat_days": -1}, "repeat_days"),
        ({"trigger": "before_due", "repeat_days": 2}, "repeat_days"), ({"role": "boss"}, "role"),
        ({"origin": "moon"}, "origin"), ({"field_ids": [2**40]}, "fields"), ({"position": 10_000}, "position"),
    ],
)  # fmt: skip
def test_bad_input(office_leader: Any, more: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        put(office_leader, **more)
    assert refused.value.details["field"] == field
    assert not ReminderRule.objects.exists()


@pytest.mark.parametrize("who", ["chair", "specialist", "clerk", "lead_head", "observer", "administrator"])
def test_only_the_leader_of_the_office_sets_and_ends(who: str, request: pytest.FixtureRequest) -> None:
    actor = request.getfixturevalue(who)
    with pytest.raises(Refused):
        put(actor)
    with pytest.raises(Refused):
        end_reminder_rule(actor=actor, code="qua-han-1", now=NOW)


def test_there_is_no_such_rule(office_leader: Any, outsider: Any) -> None:
    with pytest.raises(NotFound):
        put(office_leader, code="khong-co")
    mine = put(office_leader)
    with pytest.raises(NotFound):
        put(outsider, code=mine.code)
    with pytest.raises(NotFound):
        end_reminder_rule(actor=outsider, code=mine.code, now=NOW)

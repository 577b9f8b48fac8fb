"""The office's rules of extensions."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story

from dondoc.followup.commands.set_extension_rules import set_extension_rules
from dondoc.followup.models import FollowUpRules
from dondoc.followup.rules import ExtensionRules
from dondoc.followup.selectors import rules_of
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.models import LedgerEvent

GIVEN: dict[str, Any] = {"most": 1, "longest": 30, "days_before": 2, "may_ask_late": False}
NOW = story.at("2021-01-18")


def test_the_leader_sets_them_and_their_history_is_kept(office_leader: Any) -> None:
    assert rules_of(1) == ExtensionRules()
    set_extension_rules(actor=office_leader, now=NOW, **GIVEN)
    set_extension_rules(actor=office_leader, now=NOW, **{**GIVEN, "most": 3})
    set_extension_rules(actor=office_leader, now=NOW, **{**GIVEN, "most": 3})  # the same again is no change
    assert rules_of(1) == ExtensionRules(most=3, longest=30, days_before=2, may_ask_late=False)
    kept = LedgerEvent.objects.filter(jurisdiction_id=1, code="follow_up_rules.set").order_by("seq")
    assert [(event.payload["was"]["most"], event.payload["most"]) for event in kept] == [(2, 1), (1, 3)]
    assert FollowUpRules.objects.count() == 1


@pytest.mark.parametrize("changed", [{"most": -1}, {"most": 21}, {"longest": 501}, {"days_before": 61}])
def test_bad_input(office_leader: Any, changed: dict[str, int]) -> None:
    with pytest.raises(BadInput) as refused:
        set_extension_rules(actor=office_leader, now=NOW, **{**GIVEN, **changed})
    assert refused.value.details["field"] in changed


def test_nobody_else_does(specialist: Any, chair: Any, lead_head: Any, administrator: Any) -> None:
    for actor in (specialist, chair, lead_head, administrator):
        with pytest.raises(Refused):
            set_extension_rules(actor=actor, now=NOW, **GIVEN)
    assert rules_of(1) == ExtensionRules()

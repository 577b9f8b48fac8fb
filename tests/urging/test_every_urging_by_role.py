"""Urging and asking to explain by hand, in every state of an assignment by every role: exactly by the rules of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.directives import story
from tests.matrix import ROLES, attempt
from tests.urging import urging_world as world

from dondoc.directives.choices import Lifecycle
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.urging import permissions, rules
from dondoc.urging.models import Explanation, Urging

BLIND = {"other_unit_focal", "coordinating_focal", "administrator", "outsider", "other_field"}
URGERS = {"chair", "office_leader", "specialist"}


@pytest.mark.parametrize("lifecycle", Lifecycle.values)
def test_it_is_done_exactly_for_what_the_rule_names_and_by_whom(lifecycle, province, request, make_user):
    people = {role: request.getfixturevalue(role) for role in ROLES}
    people["other_field"] = make_user("cv.vx", "specialist", unit="vp", fields=("van-xa",))
    subject = world.subject(province, people["specialist"])
    story.bring_to(lifecycle, subject, unit=people["lead_head"], office=people["specialist"])
    verbs: dict[rules.HandRule, tuple[Callable[..., object], Callable[..., bool]]] = {
        rules.URGE: (world.urged, permissions.may_urge_now),
        rules.ASK_EXPLANATION: (world.ask, permissions.may_ask_explanation),
    }
    wrong = []
    for role, actor in people.items():
        for rule, (act, may) in verbs.items():
            got = attempt(
                lambda act=act, actor=actor: act(actor, subject),
                lambda: (Urging.objects.count(), Explanation.objects.count()),
            )
            made = (1, 0) if rule is rules.URGE else (0, 1)
            wanted: Any = made if lifecycle in rule.lifecycles else Conflict
            if role not in URGERS:
                wanted = NotFound if role in BLIND else Refused
            if got != wanted or may(actor, subject) != (got == made):
                wrong.append(f"{role} {rule.verb}: {got}, not {wanted}")
    assert not wrong
    assert "reported" not in rules.URGE.lifecycles
    assert set(rules.ASK_EXPLANATION.lifecycles) == {*rules.URGE.lifecycles, "reported"}

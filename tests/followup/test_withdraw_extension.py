"""Taking a request back."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story
from tests.followup.deadline_world import TODAY, ask, decide, fresh, last_event

from dondoc.directives.models import Assignment
from dondoc.followup.commands.withdraw_extension import withdraw_extension
from dondoc.foundation.errors import Conflict, NotFound, Refused


def take_back(actor: Any, extension: Any) -> Any:
    return withdraw_extension(actor=actor, extension_id=extension.id, now=story.at(TODAY, 11))


def test_the_unit_takes_it_back_and_may_ask_anew(subject: Assignment, lead_focal: Any, lead_head: Any) -> None:
    assert take_back(lead_head, ask(lead_focal, subject)).state == "withdrawn"
    assert fresh(subject).due_on == story.DUE
    assert last_event(subject).code == "assignment.extension_withdrawn"
    assert ask(lead_focal, subject).state == "asked"


def test_what_is_decided_stays(subject: Assignment, lead_focal: Any, specialist: Any) -> None:
    asked = ask(lead_focal, subject)
    decide(specialist, asked)
    with pytest.raises(Conflict) as refused:
        take_back(lead_focal, asked)
    assert refused.value.code == "decided"


def test_others_do_not(subject: Assignment, lead_focal: Any, specialist: Any, other_unit_focal: Any) -> None:
    asked = ask(lead_focal, subject)
    with pytest.raises(Refused):
        take_back(specialist, asked)
    with pytest.raises(NotFound):
        take_back(other_unit_focal, asked)

"""How every table of steps is asked: each state × verb × role is tried by the command itself, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

#: Fixtures: everybody of the stories. What a person of one unit may, people of units beside it may not.
ROLES = (
    "chair", "office_leader", "specialist", "clerk", "lead_head", "lead_focal", "coordinating_focal", "other_unit_focal",
    "observer", "administrator", "outsider",
)  # fmt: skip


def attempt(act: Callable[[], object], look: Callable[[], Any]) -> Any:
    """Do it and take it back.

    Args:
        act: the command.
        look: what is to be read of the state.

    Returns:
        What `look` reads after it; or the kind of refusal, and then nothing has changed and nothing was recorded.
    """
    before = look(), LedgerEvent.objects.count()
    with transaction.atomic():
        try:
            act()
            got = look()
        except (NotFound, Refused, Conflict) as refusal:
            got = type(refusal)
            assert (look(), LedgerEvent.objects.count()) == before, "refused, and yet something changed"
        transaction.set_rollback(True)
    return got


def differing(
    people: Mapping[str, Any], verbs: Mapping[str, Callable[[Any], object]], look: Callable[[], Any],
    wanted: Callable[[str, str], Any],
) -> list[str]:  # fmt: skip
    """Try every verb as every person; return where the command does something else than is wanted.

    Args:
        people: who, by role.
        verbs: what is done, given the person.
        look: what is to be read of the state.
        wanted: given role and verb: the state after, or the kind of refusal.
    """
    wrong = []
    for role, actor in people.items():
        for verb, act in verbs.items():
            got = attempt(lambda act=act, actor=actor: act(actor), look)  # type: ignore[misc]
            expected = wanted(role, verb)
            if got != expected:
                wrong.append(f"{role} {verb}: {got}, not {expected}")
    return wrong

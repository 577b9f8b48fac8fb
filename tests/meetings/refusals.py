"""What commands of meetings refuse alike. Each command's own file says with what it is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.conftest import NOW

from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings.models import Meeting, SlipRound


def only_the_office(command: Callable[..., Any], /, *, unit: Any, outsider: Any, **said: Any) -> None:
    """A unit that is called sees the meeting and may not; another province finds nothing; neither leaves an event."""
    before = LedgerEvent.objects.count()
    with pytest.raises(Refused):
        command(actor=unit, now=NOW, **said)
    with pytest.raises(NotFound):
        command(actor=outsider, now=NOW, **said)
    assert LedgerEvent.objects.count() == before


def not_in_state(command: Callable[..., Any], meeting_id: int, /, *states: str, **said: Any) -> None:
    """In each of these states of the meeting the command is refused as one that comes at the wrong time."""
    _not_in_state(Meeting, command, meeting_id, *states, **said)


def round_not_in_state(command: Callable[..., Any], round_id: int, /, *states: str, **said: Any) -> None:
    """The same of a round of slips."""
    _not_in_state(SlipRound, command, round_id, *states, **said)


def _not_in_state(model: Any, command: Callable[..., Any], row_id: int, /, *states: str, **said: Any) -> None:
    before = LedgerEvent.objects.count()
    for state in states:
        model.objects.filter(id=row_id).update(state=state)
        with pytest.raises(Conflict) as refused:
            command(**{"now": NOW, **said})
        assert refused.value.code == "wrong_state", state
    assert LedgerEvent.objects.count() == before

"""What follows a decision on a request for explanation: its events, and the message to the unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dondoc.accounts.models import User
from dondoc.directives.models import Assignment
from dondoc.foundation.clock import local_day
from dondoc.notifications.outbox import NewMessage
from dondoc.urging import events, messages
from dondoc.urging.commands import _steps
from dondoc.urging.models import Explanation
from dondoc.urging.recipients import recipients_of


def decided(
    explanation: Explanation, assignments: Sequence[Assignment], codes: tuple[str, str], *, actor: User, note: str,
    now: dt.datetime, request_id: str, answer_id: int | None = None,
) -> None:  # fmt: skip
    """Append what was decided to the chains of the assignments and of the request, and tell the unit.

    Args:
        explanation: as it is now.
        assignments: its assignments, locked.
        codes: of the event on an assignment's chain, and of that on the request's own.
        actor: who decided.
        note: to the unit.
        now: the moment.
        request_id: groups what one request did.
        answer_id: the answer that was decided on.
    """
    facts: dict[str, Any] = {"explanation_id": explanation.id, "explain_by": explanation.due_on.isoformat()}
    if answer_id is not None:
        facts["answer_id"] = answer_id
    _steps.on_chains(assignments, codes[0], facts, actor=actor, now=now, request_id=request_id, reason=note)
    _steps.on_case(
        events.EXPLANATION, explanation.id, codes[1], facts, actor=actor, now=now, request_id=request_id, reason=note
    )
    payload = {
        "state": str(explanation.state), "due_on": explanation.due_on.isoformat(), "note": note[:400],
        "text": explanation.question[:400],
    }  # fmt: skip
    key = f"giai-trinh:{explanation.id}:{explanation.state}:{answer_id or 0}"
    path = messages.explanation_path(explanation.id)
    _steps.tell(
        actor,
        [
            NewMessage(user_id, key, messages.EXPLANATION_DECIDED, payload, path)
            for user_id in recipients_of(actor.jurisdiction_id, local_day(now)).of_unit(
                explanation.unit_id, field_id=explanation.field_id
            )
        ],
        now=now,
    )

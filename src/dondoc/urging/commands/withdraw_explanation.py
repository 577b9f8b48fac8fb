"""Take back a request for explanation, and say why."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events as chains
from dondoc.foundation.typed import text_of
from dondoc.urging import events
from dondoc.urging.choices import ExplanationState
from dondoc.urging.commands import _explaining, _steps
from dondoc.urging.models import Explanation


def withdraw_explanation(
    *, actor: User, explanation_id: int, reason: str, now: dt.datetime, request_id: str = ""
) -> Explanation:
    """Take it back: the unit owes no answer any more; what was answered stays.

    Args:
        actor: who asked, the chair, or the leader of the office.
        explanation_id: the request.
        reason: why, to the unit.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request for this person.
        Refused: it is not theirs.
        Conflict: it is over.
        BadInput: no reason.
    """
    words = text_of(reason, field="reason", missing=_("Hãy nêu lý do rút yêu cầu."))
    with transaction.atomic():
        explanation, assignments = _steps.lock_explanation(actor, explanation_id, "withdraw")
        explanation.state, explanation.closed_at = ExplanationState.WITHDRAWN, now
        explanation.closed_by_id, explanation.closing_note = actor.pk, words
        explanation.save()
        _explaining.decided(
            explanation, assignments, (chains.EXPLANATION_WITHDRAWN, events.EXPLANATION_WITHDRAWN), actor=actor,
            note=words, now=now, request_id=request_id,
        )  # fmt: skip
    return explanation

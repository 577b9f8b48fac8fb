"""Decide on an explanation: it suffices, or is asked again with a new deadline."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events as chains
from dondoc.foundation.errors import BadInput, Refused
from dondoc.foundation.typed import text_of
from dondoc.urging import events
from dondoc.urging.choices import ExplanationState
from dondoc.urging.commands import _explaining, _steps
from dondoc.urging.models import Explanation, ExplanationAnswer


def decide_explanation(
    *,
    actor: User,
    explanation_id: int,
    is_sufficient: bool,
    now: dt.datetime,
    note: str = "",
    due_on: dt.date | None = None,
    request_id: str = "",
) -> Explanation:
    """Accept the answer that waits, or ask again.

    Args:
        actor: who asked, the chair, or the leader of the office; nobody for their own unit or answer.
        explanation_id: the request.
        is_sufficient: whether the answer suffices.
        now: the moment.
        note: to the unit; needed to ask again.
        due_on: the last day of the next answer, needed to ask again; a working day.
        request_id: groups what one request did.

    Raises:
        NotFound: no such request for this person.
        Refused: they do not decide on it, or answered it themselves.
        Conflict: no answer waits.
        BadInput: asked again without saying why or until when.
    """
    missing = "" if is_sufficient else _("Hãy nêu nội dung cần giải trình thêm.")
    words = text_of(note, field="note", missing=missing)
    if not is_sufficient and due_on is None:
        raise BadInput(_("Hãy chọn hạn giải trình mới."), code="due_on_required", field="due_on")
    until = None if is_sufficient or due_on is None else _steps.working_day(due_on, now, actor=actor, field="due_on")
    with transaction.atomic():
        explanation, assignments = _steps.lock_explanation(
            actor, explanation_id, "accept" if is_sufficient else "return"
        )
        answer = ExplanationAnswer.objects.get(
            jurisdiction_id=actor.jurisdiction_id, explanation_id=explanation.id, is_sufficient__isnull=True
        )
        if answer.answered_by_id == actor.pk:
            raise Refused(_("Người giải trình không tự chấp nhận giải trình của mình."), code="own_answer")
        answer.is_sufficient, answer.note, answer.decided_at, answer.decided_by_id = is_sufficient, words, now, actor.pk
        answer.save()
        if until is None:
            explanation.state, explanation.closed_at = ExplanationState.SUFFICIENT, now
            explanation.closed_by_id, explanation.closing_note = actor.pk, words
            codes = (chains.EXPLANATION_ACCEPTED, events.EXPLANATION_ACCEPTED)
        else:
            explanation.state, explanation.due_on = ExplanationState.RETURNED, until
            codes = (chains.EXPLANATION_RETURNED, events.EXPLANATION_RETURNED)
        explanation.save()
        _explaining.decided(
            explanation, assignments, codes, actor=actor, note=words, now=now, request_id=request_id,
            answer_id=answer.id,
        )  # fmt: skip
    return explanation

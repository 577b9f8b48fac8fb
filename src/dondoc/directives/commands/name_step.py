"""What accepting and dismissing a name share: the proposal looked up, the answer kept with its event."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events
from dondoc.directives.choices import NameAnswer
from dondoc.directives.models import NameChoice, NameDecision
from dondoc.directives.name_proposals import Proposal, proposals_of
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append


def proposed(actor: User, choice_id: int, answer: NameAnswer, *, on: dt.date) -> Proposal | NameDecision:
    """Return the proposal, or the decision where this answer was given already (a double click).

    Raises:
        NotFound: there is no such proposal in the actor's jurisdiction (any more).
        Conflict: it was answered otherwise.
    """
    here = actor.jurisdiction_id
    found = next((one for one in proposals_of(here, on) if one.id == choice_id), None)
    if found is not None:
        return found
    choice = NameChoice.objects.filter(jurisdiction_id=here, id=choice_id).first()
    given = (
        choice
        and NameDecision.objects.filter(
            jurisdiction_id=here, name_key=choice.name_key, unit_ids=choice.unit_ids
        ).first()
    )
    if not given:
        raise NotFound(_("Đề xuất này không còn: tên gọi đã có trong danh mục. Hãy tải lại trang."))
    if given.answer != answer:
        raise Conflict(
            _("Tên “%(name)s” đã được trả lời (%(answer)s). Hãy tải lại trang.")
            % {"name": given.name, "answer": NameAnswer(given.answer).label.lower()},
            code="name_answered",
        )
    return given


def answer_name(
    actor: User,
    found: Proposal,
    answer: NameAnswer,
    code: str,
    made: dict[str, int],
    *,
    now: dt.datetime,
    request_id: str,
) -> NameDecision:
    """Keep the answer, with its event.

    Args:
        actor: who answers.
        found: the proposal.
        answer: what they say.
        code: the event's code.
        made: what of the directory was changed, for the event.
        now: the moment.
        request_id: groups what one request did.
    """
    decision = NameDecision.objects.create(
        jurisdiction_id=actor.jurisdiction_id,
        name=found.name,
        name_key=found.name_key,
        unit_ids=list(found.unit_ids),
        answer=answer,
        decided_at=now,
        decided_by_id=actor.id,
    )
    payload = {"name": found.name, "unit_ids": list(found.unit_ids), "times": found.times, **made}
    append(
        jurisdiction_id=actor.jurisdiction_id,
        events=[NewEvent(events.READING_NAME, decision.id, code, payload, is_first=True)],
        actor_id=actor.id,
        now=now,
        request_id=request_id,
    )
    return decision

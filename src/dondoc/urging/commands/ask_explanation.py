"""Ask a unit to explain why an assignment, or several, are late: a question with a deadline of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import events as chains
from dondoc.followup.commands._units import standing_unit
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.foundation.typed import text_of
from dondoc.notifications.outbox import NewMessage
from dondoc.urging import events, messages, rules
from dondoc.urging.choices import ExplanationState
from dondoc.urging.commands import _steps
from dondoc.urging.models import Explanation, ExplanationItem
from dondoc.urging.permissions import may_urge
from dondoc.urging.recipients import recipients_of

_OVER = (ExplanationState.SUFFICIENT, ExplanationState.WITHDRAWN)


def ask_explanation(
    *,
    actor: User,
    assignment_ids: Sequence[int],
    question: str,
    due_on: dt.date,
    now: dt.datetime,
    request_id: str = "",
) -> Explanation:
    """Ask the unit of these assignments to explain, until a working day.

    Args:
        actor: the chair, the leader of the office, or the specialist of the fields.
        assignment_ids: open ones of one unit.
        question: what is to be explained.
        due_on: the last day of the answer, a working day.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: one of them is not there for this person.
        Refused: another's field, or the actor's own unit.
        Conflict: one is closed, or a request on it is not over.
        BadInput: nothing asked, units mixed, a day that is over or not worked on.
    """
    words = text_of(question, field="question", missing=_("Hãy nêu nội dung cần giải trình."))
    until = _steps.working_day(due_on, now, actor=actor, field="due_on")
    with transaction.atomic():
        listed = _steps.lock_assignments(actor, assignment_ids)
        if not all(may_urge(actor, one) for one in listed):
            raise Refused(
                _("Bạn không yêu cầu giải trình việc ngoài lĩnh vực mình theo dõi hoặc việc của đơn vị mình.")
            )
        if len({one.unit_id for one in listed}) > 1:
            raise BadInput(
                _("Mỗi yêu cầu giải trình gửi một đơn vị; hãy chọn việc của từng đơn vị."), code="several_units",
                field="assignments",
            )  # fmt: skip
        if any(one.lifecycle not in rules.ASK_EXPLANATION.lifecycles for one in listed):
            raise Conflict(_("Có việc đã kết thúc nên không yêu cầu giải trình được nữa."), code="wrong_state")
        ids = [one.id for one in listed]
        waiting = ExplanationItem.objects.filter(jurisdiction_id=actor.jurisdiction_id, assignment_id__in=ids)
        if waiting.exclude(explanation__state__in=_OVER).exists():
            raise Conflict(_("Việc này đang có yêu cầu giải trình chưa xong; hãy mở yêu cầu đó."), code="asked_already")
        unit = standing_unit(actor.jurisdiction_id, listed[0].unit_id, local_day(now), field="assignments")
        explanation = Explanation.objects.create(
            jurisdiction_id=actor.jurisdiction_id, unit_id=unit.id, field_id=listed[0].field_id, question=words,
            due_on=until, first_due_on=until, asked_on=local_day(now), asked_at=now, asked_by_id=actor.pk,
        )  # fmt: skip
        ExplanationItem.objects.bulk_create(
            [
                ExplanationItem(jurisdiction_id=actor.jurisdiction_id, explanation_id=explanation.id, assignment_id=one)
                for one in ids
            ]
        )
        _steps.on_chains(
            listed, chains.EXPLANATION_ASKED,
            {"explanation_id": explanation.id, "question": words, "explain_by": until.isoformat()},
            actor=actor, now=now, request_id=request_id,
        )  # fmt: skip
        _steps.on_case(
            events.EXPLANATION, explanation.id, events.EXPLANATION_ASKED,
            {"unit_id": unit.id, "assignments": ids, "question": words, "explain_by": until.isoformat()},
            actor=actor, now=now, request_id=request_id, is_first=True,
        )  # fmt: skip
        payload = {"actor": actor.full_name, "due_on": until.isoformat(), "text": words[:400], "unit": unit.name}
        path = messages.explanation_path(explanation.id)
        _steps.tell(
            actor,
            [
                NewMessage(
                    user_id, f"giai-trinh:{explanation.id}", messages.EXPLANATION_ASKED, payload, path, is_urgent=True
                )
                for user_id in recipients_of(actor.jurisdiction_id, local_day(now)).of_unit(unit.id)
            ],
            now=now,
        )
    return explanation

"""The office accepts a unit's explanation of a breach, or does not."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.meetings import events
from dondoc.meetings.choices import Verdict
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._people import invitee_of
from dondoc.meetings.models import Explanation
from dondoc.meetings.permissions import may_judge


def judge_explanation(
    *, actor: User, explanation_id: int, verdict: str, now: dt.datetime, note: str = "", request_id: str = ""
) -> Explanation:
    """Decide on an explanation; decided again, the last decision holds.

    Args:
        actor: the leader of the office.
        explanation_id: the explanation.
        verdict: ACCEPTED or NOT_ACCEPTED.
        now: the moment.
        note: why; needed where it is not accepted.
        request_id: groups what one request did.

    Raises:
        NotFound: no such explanation in a meeting that the actor may know of.
        Refused: the actor does not lead the office.
        BadInput: another verdict, or no reason.
    """
    if verdict not in (Verdict.ACCEPTED, Verdict.NOT_ACCEPTED):
        raise BadInput(_("Hãy chọn chấp nhận hoặc không chấp nhận."), field="verdict")
    note = _steps.reason_of(note, needed=verdict == Verdict.NOT_ACCEPTED, field="note")
    with transaction.atomic():
        found = Explanation.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=explanation_id).first()
        if found is None:
            raise NotFound
        invitee, meeting = invitee_of(actor, found.invitee_id)
        if not may_judge(actor):
            raise Refused(_("Xem xét giải trình là việc của Lãnh đạo Văn phòng."))
        found.verdict, found.verdict_note = verdict, note
        found.decided_at, found.decided_by_id = now, actor.id
        found.save()
        _steps.record(
            meeting, actor, events.EXPLANATION_JUDGED,
            {"invitee_id": invitee.id, "explanation_id": found.id, "verdict": verdict}, reason=note, now=now,
            request_id=request_id,
        )  # fmt: skip
    return found

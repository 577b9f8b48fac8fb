"""Have the official letter of an urging drafted: to one unit, or to all of them with an annex."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting.choices import Source, State
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.selectors import agency_of, issuing_unit
from dondoc.followup.selectors import granted_counts
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.urging import events
from dondoc.urging.commands import _steps
from dondoc.urging.letters import KIND, Line, letter_content
from dondoc.urging.models import UrgingLetter
from dondoc.urging.permissions import may_draft_letter, may_urge
from dondoc.urging.selectors import items_of, urging_for


def draft_urging_letter(
    *,
    actor: User,
    urging_id: int,
    issuing_unit_id: int,
    now: dt.datetime,
    to_unit_id: int | None = None,
    answer_by: dt.date | None = None,
    request_id: str = "",
) -> UrgingLetter:
    """Open the draft of a công văn that lists what was urged as it stood then; it takes its normal way from there.

    Args:
        actor: who urges, of the office.
        urging_id: the urging.
        issuing_unit_id: the agency that issues it.
        now: the moment.
        to_unit_id: the unit that it is addressed to; None: one letter to all of them, with an annex.
        answer_by: until when the units are to report.
        request_id: groups what one request did.

    Raises:
        NotFound: no such urging for this person.
        Refused: they do not urge for what it names, or write no drafts.
        Conflict: such a letter is on its way already.
        BadInput: a unit that was not urged, an agency that issues nothing, a day that is no working day to come.
    """
    urging = urging_for(actor, urging_id)
    items = items_of(actor, urging)
    if not may_draft_letter(actor) or not all(may_urge(actor, item.assignment) for item in items):
        raise Refused(_("Chỉ lãnh đạo Văn phòng và chuyên viên theo dõi các việc này mới soạn công văn đôn đốc."))
    if not items:
        raise NotFound
    chosen = [item for item in items if to_unit_id in (None, item.unit_id)]
    if not chosen:
        raise BadInput(_("Lần đôn đốc này không có việc của đơn vị đó."), code="unit_not_urged", field="to_unit")
    until = _steps.working_day(answer_by, now, actor=actor, field="answer_by") if answer_by is not None else None
    with transaction.atomic():
        held = type(urging).objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=urging.id)
        others = UrgingLetter.objects.filter(
            jurisdiction_id=actor.jurisdiction_id, urging_id=held.id, unit_id=to_unit_id
        )
        if others.exclude(draft__state__in=(State.DISCARDED, State.RECALLED)).exists():
            raise Conflict(_("Công văn này đã được soạn; hãy mở dự thảo đó."), code="drafted_already")
        agency = agency_of(issuing_unit(actor.jurisdiction_id, issuing_unit_id))
        extended = granted_counts(actor.jurisdiction_id, [item.assignment_id for item in chosen], by=held.urged_on)
        lines = [
            Line(
                item.unit.name, item.document_code, item.document_issued_on, item.text, item.role, item.due_on,
                item.assignment.original_due_on, extended.get(item.assignment_id, 0),
            )
            for item in chosen
        ]  # fmt: skip
        fields = {item.assignment.field_id for item in chosen}
        draft = open_outgoing_draft(
            actor=actor, unit_id=issuing_unit_id, kind=KIND,
            conclusions=letter_content(agency, lines, on=held.urged_on, note=held.note, answer_by=until),
            composed_from=Source.URGING,
            field_id=fields.pop() if len(fields) == 1 else None, now=now, request_id=request_id,
        )  # fmt: skip
        letter = UrgingLetter.objects.create(
            jurisdiction_id=actor.jurisdiction_id, urging_id=held.id, unit_id=to_unit_id, draft_id=draft.id,
            drafted_at=now, drafted_by_id=actor.pk,
        )  # fmt: skip
        _steps.on_case(
            events.URGING, held.id, events.LETTER_DRAFTED, {"draft_id": draft.id, "unit_id": to_unit_id}, actor=actor,
            now=now, request_id=request_id,
        )  # fmt: skip
    return letter

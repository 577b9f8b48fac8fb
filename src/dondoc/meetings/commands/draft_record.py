"""Draft the record of a closed round of opinion slips."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import agency_of, issuing_unit
from dondoc.meetings import events
from dondoc.meetings.choices import RoundState
from dondoc.meetings.commands import _slips
from dondoc.meetings.commands._after import require_no_draft
from dondoc.meetings.slip_record import record_content
from dondoc.meetings.slip_selectors import result, slips_of


def draft_record(*, actor: User, round_id: int, unit_id: int, now: dt.datetime, request_id: str = "") -> OutgoingDraft:
    """Open the draft of the record (“Báo cáo”) with what each member said.

    Args:
        actor: the office.
        round_id: the round.
        unit_id: the agency that reports.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_slips.kept_round`; a draft of it is on its way already.
        BadInput: an agency that issues nothing here.
    """
    with transaction.atomic():
        found = _slips.kept_round(actor, round_id, RoundState.CLOSED)
        require_no_draft(found.record_draft, _("Báo cáo kết quả đã được soạn; hãy mở dự thảo đó."))
        slips = slips_of(found)
        agency = agency_of(issuing_unit(found.jurisdiction_id, unit_id))
        draft = open_outgoing_draft(
            actor=actor, unit_id=unit_id, kind="Báo cáo",
            conclusions=record_content(agency, found, slips, result(found, slips)), now=now, request_id=request_id,
        )  # fmt: skip
        found.record_draft_id = draft.id
        found.save(update_fields=["record_draft_id"])
        _slips.record(found, actor, events.RECORD_DRAFTED, {"draft_id": draft.id}, now=now, request_id=request_id)
    return draft

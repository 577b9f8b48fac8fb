"""Set what silence means in the office's rounds of slips where nobody says otherwise."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.meetings import events
from dondoc.meetings.choices import Silence
from dondoc.meetings.permissions import may_plan
from dondoc.organizations.models import Jurisdiction


def set_slip_silence(*, actor: User, silence: str, now: dt.datetime, request_id: str = "") -> str:
    """Set the rule that a new round begins with; rounds that there are keep theirs.

    Args:
        actor: the office.
        silence: a code of Silence, as the committee's regulations of work say.
        now: the moment.
        request_id: groups what one request did.

    Returns:
        The rule.

    Raises:
        Refused: not the office.
        BadInput: a rule that there is not.
    """
    if not may_plan(actor):
        raise Refused(_("Lấy ý kiến thành viên bằng phiếu là việc của Văn phòng UBND tỉnh."))
    if silence not in Silence.values:
        raise BadInput(_("Hãy chọn cách tính phiếu không trả lời."), field="silence")
    with transaction.atomic():
        # Rows that point to the province are added meanwhile: its key stays what it is.
        here = Jurisdiction.objects.select_for_update(no_key=True).get(id=actor.jurisdiction_id)
        before, here.slip_silence = here.slip_silence, silence
        if before != silence:
            here.save(update_fields=["slip_silence"])
            append(
                jurisdiction_id=here.id,
                events=[NewEvent(events.SLIP_RULES, here.id, events.SLIP_SILENCE_SET, {"from": before, "silence": silence})],
                actor_id=actor.id, now=now, request_id=request_id,
            )  # fmt: skip
    return silence

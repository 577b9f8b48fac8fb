"""Hand the open work of a unit that has ended to a unit that carries it on, by decision of the office, all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.followup.choices import TransferState
from dondoc.followup.commands import _succession
from dondoc.followup.commands._units import standing_unit
from dondoc.followup.models import Succession, Transfer
from dondoc.followup.succession_rules import WAITING
from dondoc.followup.unit_work import MOST_HANDED, handover_of, may_hand_over
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.typed import text_of
from dondoc.organizations.models import Unit


def transfer_unit_work(
    *, actor: User, unit_id: int, to_unit_id: int, reason: str, now: dt.datetime, document_code: str = "",
    assignment_ids: Collection[int] | None = None, request_id: str = "",
) -> list[Succession]:  # fmt: skip
    """End the open assignments of an ended unit as transferred, and give each to the other unit with both its deadlines.

    What cannot go stays and is named by the preview (`unit_work.handover_of`): reported, its deadline standing still, the
    other unit having a part of the same directive.

    Args:
        actor: who decides for the office; a specialist hands over what is in their fields.
        unit_id: the unit that has ended.
        to_unit_id: one of those that carry on its work; any unit where none is recorded.
        reason: why.
        now: the moment.
        document_code: number of the document that decided it, where there is one.
        assignment_ids: only these, where the unit was split; None: all that can go.
        request_id: groups what one request did.

    Returns:
        One act for each assignment; each can be taken back alone.

    Raises:
        NotFound: there is no such unit.
        Refused: the actor decides on no transfers.
        Conflict: the unit has not ended, nothing of it can go, or one of those chosen cannot any more.
        BadInput: no reason, too many, a unit that cannot take it or does not carry on the work.
    """
    why = text_of(reason, field="reason", missing=_("Hãy nêu lý do chuyển."))
    code = _succession.code_of(document_code)
    today = local_day(now)
    if not may_hand_over(actor):
        raise Refused(_("Chỉ Văn phòng mới quyết định chuyển nhiệm vụ của đơn vị đã kết thúc."), code="refused")
    with transaction.atomic():
        unit = Unit.objects.filter(jurisdiction_id=actor.jurisdiction_id, id=unit_id).first()
        if unit is None:
            raise NotFound
        if unit.valid_to is None or unit.valid_to >= today:
            raise Conflict(
                _("%(unit)s còn hoạt động; nhiệm vụ của đơn vị đang hoạt động được chuyển từng việc.")
                % {"unit": unit.name},
                code="not_ended",
            )
        to = standing_unit(actor.jurisdiction_id, to_unit_id, today, field="to_unit_id")
        found = handover_of(actor, unit, to, on=today, is_locked=True)
        if found.heirs and to.id not in {each.id for each in found.heirs}:
            raise BadInput(
                _("Đơn vị kế thừa của %(unit)s là %(after)s; hãy chọn đơn vị đó.")
                % {"unit": unit.name, "after": "; ".join(each.name for each in found.heirs)},
                code="not_successor", field="to_unit_id",
            )  # fmt: skip
        going = found.going
        if assignment_ids is not None:
            chosen = set(assignment_ids)
            going = [one for one in going if one.id in chosen]
            if len(going) != len(chosen):
                raise Conflict(_("Có nhiệm vụ đã chọn không chuyển được nữa; hãy tải lại trang."), code="wrong_state")
        if not going:
            raise Conflict(_("Không còn nhiệm vụ nào chuyển được cho đơn vị này."), code="nothing_open")
        if len(going) > MOST_HANDED:
            raise BadInput(
                _("Mỗi lần chuyển được nhiều nhất %(most)s nhiệm vụ; hãy chọn bớt.") % {"most": MOST_HANDED},
                code="too_many", field="assignments",
            )  # fmt: skip
        done = [
            _succession.hand_over(one, to, _succession.Bench(actor, now, request_id), reason=why, document_code=code)
            for one in going
        ]
        # What the unit had asked for is answered by it.
        Transfer.objects.filter(
            jurisdiction_id=actor.jurisdiction_id, assignment_id__in=[one.id for one in going], state__in=WAITING
        ).update(state=TransferState.REFUSED, decided_at=now, decided_by_id=actor.pk, note=why)
    return done

"""Name who decides on deadlines in the place of the one who set them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.followup import events
from dondoc.followup.models import DeadlineDeputy
from dondoc.followup.permissions import may_name_deputy
from dondoc.foundation.clock import LAST_DAY, local_day
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.append import NewEvent, append


def name_deputy(
    *,
    actor: User,
    deputy_id: int,
    valid_from: dt.date,
    now: dt.datetime,
    valid_to: dt.date | None = None,
    setter_id: int | None = None,
    request_id: str = "",
) -> DeadlineDeputy:
    """Name somebody of the office for the deadlines that one has set.

    Args:
        actor: who sets deadlines; the leader of the office also for others.
        deputy_id: a specialist or leader of the office.
        valid_from: the first day, today at the earliest.
        now: the moment.
        valid_to: the last day; none: until it is ended.
        setter_id: in whose place; none: the actor's own.
        request_id: groups what one request did.

    Raises:
        Refused: the actor sets no deadlines, or names for somebody else without being the leader.
        BadInput: nobody who decides in the office, oneself, days that cannot be.
        Conflict: the same person is named for those days already.
    """
    if not may_name_deputy(actor):
        raise Refused(_("Chỉ người giao nhiệm vụ của Văn phòng mới ủy quyền quyết định thời hạn."))
    if setter_id not in (None, actor.pk) and actor.role != Role.OFFICE_LEADER:
        raise Refused(_("Việc ủy quyền thay người khác do lãnh đạo Văn phòng làm."))
    here = User.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, is_active=True, role__in=(Role.OFFICE_LEADER, Role.SPECIALIST)
    )
    setter = here.filter(pk=setter_id or actor.pk).first()
    deputy = here.filter(pk=deputy_id).first()
    if deputy is None or setter is None:
        raise BadInput(_("Hãy chọn một lãnh đạo hoặc chuyên viên Văn phòng đang làm việc."), field="deputy")
    if deputy.pk == setter.pk:
        raise BadInput(_("Không cần ủy quyền cho chính mình."), code="oneself", field="deputy")
    if valid_from < local_day(now):
        raise BadInput(_("Việc ủy quyền bắt đầu từ hôm nay trở đi."), code="past", field="valid_from")
    if valid_to is not None and not valid_from <= valid_to <= LAST_DAY:
        raise BadInput(_("Ngày cuối không thể trước ngày đầu."), code="ends_before", field="valid_to")
    with transaction.atomic():
        # Two requests for the same pair follow each other: the rows of the setter are the lock.
        User.objects.select_for_update(no_key=True).get(pk=setter.pk)
        known = DeadlineDeputy.objects.filter(
            jurisdiction_id=actor.jurisdiction_id, setter_id=setter.pk, deputy_id=deputy.pk
        )
        if any(_meet(each, valid_from, valid_to) for each in known):
            raise Conflict(_("Người này đã được ủy quyền trong thời gian đó."), code="named_already")
        named = DeadlineDeputy.objects.create(
            jurisdiction_id=actor.jurisdiction_id, setter_id=setter.pk, deputy_id=deputy.pk, valid_from=valid_from,
            valid_to=valid_to, named_at=now, named_by_id=actor.pk,
        )  # fmt: skip
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.DEPUTY, named.id, events.DEPUTY_NAMED,
                    {
                        "setter_id": setter.pk, "deputy_id": deputy.pk, "valid_from": valid_from.isoformat(),
                        "valid_to": valid_to.isoformat() if valid_to else None,
                    },
                    is_first=True,
                )
            ],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return named


def _meet(known: DeadlineDeputy, valid_from: dt.date, valid_to: dt.date | None) -> bool:
    return (known.valid_to is None or known.valid_to >= valid_from) and (
        valid_to is None or known.valid_from <= valid_to
    )

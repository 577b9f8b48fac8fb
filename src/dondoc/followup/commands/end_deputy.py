"""End that somebody decides on deadlines in another's place."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.followup import events
from dondoc.followup.models import DeadlineDeputy
from dondoc.followup.permissions import may_name_deputy
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, NotFound
from dondoc.ledger.append import NewEvent, append


def end_deputy(*, actor: User, deputy_row_id: int, now: dt.datetime, request_id: str = "") -> None:
    """End it: from today on they decide no more; what never began is taken away.

    Args:
        actor: in whose place it is, or the leader of the office.
        deputy_row_id: which.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: none that the actor may end.
        Conflict: it is over already.
    """
    today = local_day(now)
    with transaction.atomic():
        here = DeadlineDeputy.objects.select_for_update().filter(
            jurisdiction_id=actor.jurisdiction_id, id=deputy_row_id
        )
        row = here.first()
        if (
            row is None
            or not may_name_deputy(actor)
            or (actor.role != Role.OFFICE_LEADER and row.setter_id != actor.pk)
        ):
            raise NotFound
        if row.valid_to is not None and row.valid_to < today:
            raise Conflict(_("Việc ủy quyền này đã kết thúc."), code="over")
        yesterday = today - dt.timedelta(days=1)
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.DEPUTY, row.id, events.DEPUTY_ENDED, {"valid_to": yesterday.isoformat()})],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
        if row.valid_from > yesterday:
            row.delete()
        else:
            row.valid_to = yesterday
            row.save(update_fields=["valid_to"])

"""Set how many days may pass without a report, by priority."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.update_models import UpdateRules
from dondoc.directives.update_rules import UpdateDays
from dondoc.directives.update_selectors import update_days_of
from dondoc.followup import events
from dondoc.followup.commands import _lists
from dondoc.foundation.errors import BadInput
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import hold_organization

MOST_DAYS = 366


def set_update_rules(
    *, actor: User, urgent: int, high: int, normal: int, low: int, now: dt.datetime, request_id: str = ""
) -> UpdateDays:
    """Set them; every figure, of whatever day, is asked by the new ones from now on.

    Args:
        actor: the leader of the office.
        urgent: days for what is urgent, 0: reports are not awaited.
        high: days for high priority.
        normal: days for normal priority.
        low: days for low priority.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: not the leader of the office.
        BadInput: a number that cannot be, or what is more pressing would be awaited more seldom.
    """
    _lists.require_may_set(actor)
    wanted = UpdateDays(urgent, high, normal, low)
    for field, value in asdict(wanted).items():
        if not 0 <= value <= MOST_DAYS:
            raise BadInput(_("Hãy ghi số từ 0 đến %(top)s.") % {"top": MOST_DAYS}, code="out_of_range", field=field)
    # 0 is no number of days but "never", so it is seldomer than any.
    order = [(field, value or MOST_DAYS + 1) for field, value in asdict(wanted).items()]
    for (_field, more_pressing), (field, less) in itertools.pairwise(order):
        if less < more_pressing:
            raise BadInput(
                _("Việc ít gấp hơn không thể phải cập nhật dày hơn việc gấp."), code="out_of_order", field=field
            )
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        row = UpdateRules.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id).first()
        is_first, was = row is None, update_days_of(actor.jurisdiction_id)
        if not is_first and was == wanted:
            return wanted
        row = row or UpdateRules(jurisdiction_id=actor.jurisdiction_id)
        row.urgent, row.high, row.normal, row.low = urgent, high, normal, low
        row.changed_at, row.changed_by_id = now, actor.pk
        row.save()
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[
                NewEvent(
                    events.UPDATE_RULES, row.id, events.UPDATE_RULES_SET, {"was": asdict(was), **asdict(wanted)},
                    is_first=is_first,
                )
            ],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return wanted

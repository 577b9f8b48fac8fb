"""Set what the office allows of extensions: how many, how far, how early."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.followup import events
from dondoc.followup.models import FollowUpRules
from dondoc.followup.permissions import may_set_rules
from dondoc.followup.rules import ExtensionRules
from dondoc.followup.selectors import rules_of
from dondoc.foundation.errors import BadInput, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.changes import hold_organization

#: Bounds that keep a slip of the pen away from the calendar's arithmetic.
MOST_TIMES, LONGEST_DAYS, EARLIEST_DAYS = 20, 500, 60


def set_extension_rules(
    *,
    actor: User,
    most: int,
    longest: int,
    days_before: int,
    may_ask_late: bool,
    now: dt.datetime,
    request_id: str = "",
) -> ExtensionRules:
    """Set them; requests that wait are decided by the new ones.

    Args:
        actor: the leader of the office.
        most: extensions of one assignment, 0: none.
        longest: working days that one adds at most, 0: any number.
        days_before: working days before the deadline by which it must be asked.
        may_ask_late: whether it may be asked after that.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: not the leader of the office.
        BadInput: a number that cannot be; the field says which.
    """
    if not may_set_rules(actor):
        raise Refused(_("Quy định gia hạn do lãnh đạo Văn phòng đặt."))
    for field, value, top in (
        ("most", most, MOST_TIMES), ("longest", longest, LONGEST_DAYS), ("days_before", days_before, EARLIEST_DAYS),
    ):  # fmt: skip
        if not 0 <= value <= top:
            raise BadInput(_("Hãy ghi số từ 0 đến %(top)s.") % {"top": top}, code="out_of_range", field=field)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)  # there is no row yet that two could wait for
        row = FollowUpRules.objects.select_for_update().filter(jurisdiction_id=actor.jurisdiction_id).first()
        is_first = row is None
        was = rules_of(actor.jurisdiction_id)
        wanted = ExtensionRules(most=most, longest=longest, days_before=days_before, may_ask_late=may_ask_late)
        if not is_first and was == wanted:
            return wanted
        row = row or FollowUpRules(jurisdiction_id=actor.jurisdiction_id)
        row.extensions_most, row.extension_longest = most, longest
        row.extension_days_before, row.extension_may_ask_late = days_before, may_ask_late
        row.changed_at, row.changed_by_id = now, actor.pk
        row.save()
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.RULES, row.id, events.RULES_SET, {"was": asdict(was), **asdict(wanted)}, is_first=is_first)],
            actor_id=actor.pk, now=now, request_id=request_id,
        )  # fmt: skip
    return wanted

"""End a reminder rule: from now on it says nothing."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.ledger.models import LedgerHead
from dondoc.urging import events
from dondoc.urging.models import ReminderRule
from dondoc.urging.permissions import may_set_rules
from dondoc.urging.rules import Rule
from dondoc.urging.ruleset import keep_shipped, rule_of


def end_reminder_rule(*, actor: User, code: str, now: dt.datetime, request_id: str = "") -> Rule:
    """End it; its row stays, for what it told. Setting it again (`set_reminder_rule`) makes it speak again.

    Args:
        actor: the leader of the office.
        code: of the rule.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: not the leader of the office.
        NotFound: no rule of this code.
        Conflict: it is ended already.
    """
    if not may_set_rules(actor):
        raise Refused(_("Quy tắc đôn đốc do lãnh đạo Văn phòng đặt."))
    here = actor.jurisdiction_id
    with transaction.atomic():
        keep_shipped(here, now)
        row = ReminderRule.objects.select_for_update().filter(jurisdiction_id=here, code=code).first()
        if row is None:
            raise NotFound
        if not row.is_active:
            raise Conflict(_("Quy tắc này đã ngừng áp dụng."), code="ended_already")
        row.is_active, row.is_shipped, row.changed_at, row.changed_by_id = False, False, now, actor.pk
        row.save()
        is_first = not LedgerHead.objects.filter(
            jurisdiction_id=here, aggregate=events.RULE, aggregate_id=row.id
        ).exists()
        append(
            jurisdiction_id=here, actor_id=actor.pk, now=now, request_id=request_id,
            events=[NewEvent(events.RULE, row.id, events.RULE_ENDED, {"code": row.code}, is_first=is_first)],
        )  # fmt: skip
    return rule_of(row)

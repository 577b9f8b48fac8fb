"""Set a rule of when who is reminded: a new one, or another form of one that is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives.choices import AssignmentRole
from dondoc.documents.choices import Origin
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.foundation.text import fold
from dondoc.foundation.typed import text_of
from dondoc.ledger.append import NewEvent, append
from dondoc.ledger.models import LedgerHead
from dondoc.organizations.models import WorkField
from dondoc.urging import events
from dondoc.urging.choices import BACKWARDS, Rank, Trigger
from dondoc.urging.models import ReminderRule
from dondoc.urging.permissions import may_set_rules
from dondoc.urging.rules import MOST_DAYS, Rule, ranks_of
from dondoc.urging.ruleset import keep_shipped, rule_of

_LONGEST_NAME, MOST_POSITION, MOST_RULES = 160, 9999, 100


def set_reminder_rule(
    *,
    actor: User,
    name: str,
    trigger: str,
    days: int,
    ranks: Sequence[str],
    now: dt.datetime,
    code: str = "",
    repeat_days: int = 0,
    is_working_days: bool = False,
    role: str = "",
    origin: str = "",
    field_ids: Sequence[int] = (),
    only_starred: bool = False,
    at_once: bool = False,
    position: int = 0,
    request_id: str = "",
) -> Rule:
    """Set it; what it said already it does not say again.

    Args:
        actor: the leader of the office.
        name: what people call it.
        trigger: a code of Trigger: what its days are counted from.
        days: before that day, or after it.
        ranks: codes of Rank: who is told.
        now: the moment.
        code: of the rule that is changed (an ended one speaks again); "": a new one.
        repeat_days: again every so many days, 0: once.
        is_working_days: whether working days are counted.
        role: only assignments of this role; "": all.
        origin: only tasks of this origin; "": all.
        field_ids: only of these fields; none: all.
        only_starred: only what a leader starred.
        at_once: whether its messages go to browsers and gateways at once; else with the digest.
        position: of steps of one day the one that stands last is told; 0: where it stood, a new one behind all others.
        request_id: groups what one request did.

    Raises:
        Refused: not the leader of the office.
        NotFound: no rule of this code.
        BadInput: what cannot be; the field says which.
    """
    if not may_set_rules(actor):
        raise Refused(_("Quy tắc đôn đốc do lãnh đạo Văn phòng đặt."))
    here = actor.jurisdiction_id
    named = text_of(name, field="name", missing=_("Hãy đặt tên cho quy tắc."), most=_LONGEST_NAME)
    wanted = Rule(
        id=0, code=code, name=named, trigger=trigger, days=days, repeat_days=repeat_days,
        is_working_days=is_working_days, ranks=tuple(rank for rank in Rank.values if rank in ranks), role=role,
        origin=origin, field_ids=tuple(sorted(set(field_ids))), only_starred=only_starred, at_once=at_once,
        position=position,
    )  # fmt: skip
    _judge(wanted, ranks, here)
    with transaction.atomic():
        keep_shipped(here, now)
        rows = ReminderRule.objects.select_for_update().filter(jurisdiction_id=here)
        row = rows.filter(code=code).first() if code else None
        if code and row is None:
            raise NotFound
        was = rule_of(row) if row is not None else None
        if row is None:
            if rows.count() >= MOST_RULES:
                raise BadInput(_("Đã có nhiều quy tắc quá; hãy sửa quy tắc đang có."), code="too_many", field="name")
            row = ReminderRule(jurisdiction_id=here, code=_new_code(named, set(rows.values_list("code", flat=True))))
        last = rows.order_by("-position").values_list("position", flat=True).first() or 0
        wanted = replace(
            wanted, id=was.id if was else 0, code=row.code,
            position=position or (was.position if was else min(last + 10, MOST_POSITION)),
        )  # fmt: skip
        if was is not None and replace(wanted, is_shipped=was.is_shipped) == was:
            return was
        _write(row, wanted, actor=actor, now=now)
        append(
            jurisdiction_id=here, actor_id=actor.pk, now=now, request_id=request_id,
            events=[NewEvent(
                events.RULE, row.id, events.RULE_SET, {"was": _facts(was) if was else None, **_facts(wanted)},
                is_first=was is None or not _known(here, row.id),
            )],
        )  # fmt: skip
    return rule_of(row)


def _known(jurisdiction_id: int, rule_id: int) -> bool:
    """Whether the rule's chain has begun: a shipped one's begins when it is first changed."""
    return LedgerHead.objects.filter(
        jurisdiction_id=jurisdiction_id, aggregate=events.RULE, aggregate_id=rule_id
    ).exists()


def _judge(rule: Rule, ranks: Sequence[str], jurisdiction_id: int) -> None:
    if rule.trigger not in Trigger.values:
        raise BadInput(_("Hãy chọn trường hợp nhắc."), code="unknown_trigger", field="trigger")
    if not rule.ranks or set(ranks) - set(Rank.values):
        raise BadInput(_("Hãy chọn ít nhất một cấp được nhắc."), code="no_rank", field="ranks")
    if set(rule.ranks) - set(ranks_of(rule.trigger)):
        raise BadInput(
            _("Chỉ phần việc được chia mới có người giữ và nơi chia việc; hãy bỏ chọn hai mục đó."), code="rank_of_parts",
            field="ranks",
        )  # fmt: skip
    least = 0 if rule.trigger in BACKWARDS else 1
    if not least <= rule.days <= MOST_DAYS:
        raise BadInput(
            _("Hãy ghi số ngày từ %(least)s đến %(most)s.") % {"least": least, "most": MOST_DAYS}, code="out_of_range",
            field="days",
        )  # fmt: skip
    if not 0 <= rule.repeat_days <= MOST_DAYS:
        raise BadInput(
            _("Hãy ghi số ngày từ %(least)s đến %(most)s.") % {"least": 0, "most": MOST_DAYS}, code="out_of_range",
            field="repeat_days",
        )  # fmt: skip
    if rule.repeat_days and rule.trigger in BACKWARDS:
        raise BadInput(
            _("Trước hạn thì mỗi quy tắc nhắc một lần; hãy đặt thêm quy tắc khác."), code="repeats_before",
            field="repeat_days",
        )  # fmt: skip
    if rule.role not in ("", *AssignmentRole.values):
        raise BadInput(_("Hãy chọn lại vai trò."), code="unknown_role", field="role")
    if rule.origin not in ("", *Origin.values):
        raise BadInput(_("Hãy chọn lại nguồn giao."), code="unknown_origin", field="origin")
    known = WorkField.objects.filter(jurisdiction_id=jurisdiction_id, id__in=rule.field_ids).count()
    if known != len(rule.field_ids):
        raise BadInput(_("Có lĩnh vực không còn; hãy chọn lại."), code="unknown_field", field="fields")
    if not 0 <= rule.position <= MOST_POSITION:
        raise BadInput(
            _("Hãy ghi số từ 0 đến %(top)s.") % {"top": MOST_POSITION}, code="out_of_range", field="position"
        )


def _new_code(name: str, taken: set[str]) -> str:
    stem = slugify(fold(name))[:32].strip("-") or "quy-tac"
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, MOST_RULES + 3))) if code not in taken)


def _write(row: ReminderRule, rule: Rule, *, actor: User, now: dt.datetime) -> None:
    row.name, row.trigger, row.days, row.repeat_days = rule.name, rule.trigger, rule.days, rule.repeat_days
    row.is_working_days, row.ranks, row.role, row.origin = (
        rule.is_working_days,
        list(rule.ranks),
        rule.role,
        rule.origin,
    )
    row.field_ids, row.position = list(rule.field_ids), rule.position
    row.only_starred, row.at_once = rule.only_starred, rule.at_once
    row.is_active, row.is_shipped, row.changed_at, row.changed_by_id = True, False, now, actor.pk
    row.save()


def _facts(rule: Rule) -> dict[str, Any]:
    found = asdict(rule)
    del found["id"]
    return {**found, "ranks": list(rule.ranks), "field_ids": list(rule.field_ids)}

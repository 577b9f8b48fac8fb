"""End a unit: merger, split, dissolution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import hold_organization, refusals, units_changed
from dondoc.organizations.commands._checks import locked_unit
from dondoc.organizations.models import GroupMembership, Tenure, Unit, UnitSuccession
from dondoc.organizations.permissions import Actor, require_manager


def close_unit(
    *,
    actor: Actor,
    unit_id: int,
    last_day: dt.date,
    successor_unit_ids: Collection[int] = (),
    reason: str = "",
    now: dt.datetime,
    request_id: str = "",
) -> Unit:
    """End a unit after `last_day`; its successors take over the day after.

    Several units closed into one are a merger, one into several a split. Memberships and tenures that would go
    on end with the unit. Units below it must have moved or ended before.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such unit in the actor's jurisdiction.
        BadInput: the day or a successor cannot be.
        Conflict: it has ended already, units below it remain, or somebody comes to a post after the day.
    """
    require_manager(actor)
    here, day_after = actor.jurisdiction_id, last_day + dt.timedelta(days=1)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        unit = locked_unit(here, unit_id)
        _judge(unit, last_day, set(successor_unit_ids))
        tenures = Tenure.objects.filter(jurisdiction_id=here, post__unit_id=unit_id)
        members = GroupMembership.objects.filter(jurisdiction_id=here, unit_id=unit_id)
        if tenures.filter(valid_from__gt=last_day).exists() or members.filter(valid_from__gt=last_day).exists():
            raise Conflict(
                _("Đơn vị còn chức danh hoặc nhóm bắt đầu sau %(last_day)s. Hãy sửa các khoảng thời gian đó trước.")
                % {"last_day": f"{last_day:%d/%m/%Y}"}
            )
        goes_on = Q(valid_to__isnull=True) | Q(valid_to__gt=last_day)
        ended = sorted(tenures.filter(goes_on).values_list("id", flat=True))
        Tenure.objects.filter(jurisdiction_id=here, id__in=ended).update(valid_to=last_day)
        members.filter(goes_on).update(valid_to=last_day)
        unit.valid_to = last_day
        unit.save()
        after = sorted(set(successor_unit_ids))
        with refusals():
            for successor_id in after:
                UnitSuccession.objects.create(
                    jurisdiction_id=here, predecessor_unit_id=unit_id, successor_unit_id=successor_id, on=day_after
                )
        units_changed(here)
        payload = {"last_day": last_day.isoformat(), "successor_unit_ids": after, "ended_tenure_ids": ended}
        append(
            jurisdiction_id=here,
            events=[
                NewEvent(
                    events.UNIT, unit_id, events.UNIT_CLOSED, payload, effective_on=day_after, reason=reason.strip()
                ),
                *(
                    NewEvent(
                        events.UNIT,
                        successor_id,
                        events.UNIT_SUCCEEDED,
                        {"predecessor_unit_id": unit_id, "on": day_after.isoformat()},
                        effective_on=day_after,
                    )
                    for successor_id in after
                ),
            ],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return unit


def _judge(unit: Unit, last_day: dt.date, successor_ids: set[int]) -> None:
    here, day_after = unit.jurisdiction_id, last_day + dt.timedelta(days=1)
    if unit.valid_to is not None:
        raise Conflict(
            _("%(name)s đã kết thúc hoạt động ngày %(valid_to)s. Hãy tải lại trang.")
            % {"name": unit.name, "valid_to": f"{unit.valid_to:%d/%m/%Y}"}
        )
    if last_day < unit.valid_from:
        raise BadInput(
            _("Ngày cuối cùng trước ngày đơn vị có hiệu lực (%(valid_from)s). Hãy chọn ngày muộn hơn.")
            % {"valid_from": f"{unit.valid_from:%d/%m/%Y}"},
            field="last_day",
        )
    if unit.id in successor_ids:
        raise BadInput(_("Một đơn vị không kế thừa chính nó. Hãy chọn đơn vị khác."), field="successor_unit_ids")
    there = Unit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day_after), jurisdiction_id=here)
    if there.filter(id__in=successor_ids, valid_from__lte=day_after).count() != len(successor_ids):
        raise BadInput(
            _(
                "Có đơn vị kế thừa không có hiệu lực vào ngày %(day_after)s. Hãy tạo đơn vị đó trước, hoặc chọn đơn vị khác."
            )
            % {"day_after": f"{day_after:%d/%m/%Y}"},
            field="successor_unit_ids",
        )
    below = there.filter(parent_unit_id=unit.id).count()
    if below:
        raise Conflict(
            _("Còn %(below)s đơn vị trực thuộc sau ngày này. Hãy chuyển hoặc kết thúc các đơn vị đó trước.")
            % {"below": below}
        )

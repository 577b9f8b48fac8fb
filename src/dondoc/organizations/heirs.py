"""Who carries on the work of units that have ended: successions followed, through those that have ended themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from dondoc.organizations.models import Unit, UnitSuccession


def heirs(unit_id: int, after: Mapping[int, Sequence[int]], standing: Collection[int]) -> list[int]:
    """Return who took over a unit and stands, each once, the earliest successor first. Pure.

    Args:
        unit_id: the unit that has ended.
        after: who took over whom.
        standing: the units that exist on the day. A chain goes on through one that does not, and ends where it comes back
            to a unit that was met already.
    """
    found: dict[int, None] = {}
    seen = {unit_id}
    waiting = list(after.get(unit_id, ()))
    while waiting:
        here = waiting.pop(0)
        if here in seen:
            continue
        seen.add(here)
        if here in standing:
            found[here] = None
        else:
            waiting.extend(after.get(here, ()))
    return list(found)


def ended_units(
    jurisdiction_id: int, on: dt.date, unit_ids: Collection[int] | None = None
) -> dict[int, tuple[Unit, list[Unit]]]:
    """Return the units that had ended before a day, each with who carries on its work that day (three queries, one for none).

    Args:
        jurisdiction_id: whose.
        on: the day.
        unit_ids: only of these; None: of all.
    """
    here = Unit.objects.filter(jurisdiction_id=jurisdiction_id)
    asked = here if unit_ids is None else here.filter(id__in=set(unit_ids))
    gone = {unit.id: unit for unit in asked.filter(valid_to__lt=on)}
    if not gone:
        return {}
    after: dict[int, list[int]] = {}
    pairs = UnitSuccession.objects.filter(jurisdiction_id=jurisdiction_id, on__lte=on).order_by("on", "id")
    for before_id, after_id in pairs.values_list("predecessor_unit_id", "successor_unit_id"):
        after.setdefault(before_id, []).append(after_id)
    known = {unit.id: unit for unit in here.filter(id__in={each for listed in after.values() for each in listed})}
    standing = {
        each for each, unit in known.items() if unit.valid_from <= on and (unit.valid_to is None or unit.valid_to >= on)
    }
    return {each: (unit, [known[heir] for heir in heirs(each, after, standing)]) for each, unit in gone.items()}


def ended_sentence(unit: Unit, after: Sequence[Unit]) -> str:
    """Return the sentence that refuses work for a unit that has ended: when it ended, and who took over.

    Args:
        unit: it has a last day.
        after: who carries on its work.
    """
    facts = {
        "name": unit.name,
        "to": f"{unit.valid_to:%d/%m/%Y}",
        "after": "; ".join(each.name for each in after),
    }
    if after:
        return _("%(name)s đã kết thúc hoạt động ngày %(to)s; đơn vị kế thừa là %(after)s, hãy chọn đơn vị đó.") % facts
    return _("%(name)s đã kết thúc hoạt động ngày %(to)s; hãy chọn đơn vị khác.") % facts

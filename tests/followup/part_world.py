"""The story of these tests: Kế hoạch và Đầu tư has a task due on 25/01/2021 and two units below it; today is 18/01."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from tests.directives import story

from dondoc.directives.models import Assignment
from dondoc.followup.commands.accept_part import accept_part
from dondoc.followup.commands.acknowledge_part import acknowledge_part
from dondoc.followup.commands.change_part import change_part
from dondoc.followup.commands.divide_assignment import Share, divide_assignment
from dondoc.followup.commands.report_part import report_part
from dondoc.followup.commands.return_part import return_part
from dondoc.followup.commands.start_part import start_part
from dondoc.followup.commands.withdraw_part import withdraw_part
from dondoc.followup.models import Part
from dondoc.foundation.text import fold, sort_key
from dondoc.ledger.models import LedgerEvent

TODAY = dt.date(2021, 1, 18)
DUE = dt.date(2021, 1, 22)
PATHS: dict[str, tuple[str, ...]] = {
    "assigned": (),
    "acknowledged": ("acknowledge_part",),
    "in_progress": ("acknowledge_part", "start_part"),
    "reported": ("acknowledge_part", "report_part"),
    "returned": ("acknowledge_part", "report_part", "return_part"),
    "accepted": ("acknowledge_part", "report_part", "accept_part"),
    "withdrawn": ("withdraw_part",),
}
STEPS: dict[str, Callable[..., Part]] = {
    "acknowledge_part": acknowledge_part, "start_part": start_part, "report_part": report_part, "accept_part": accept_part,
    "return_part": return_part, "withdraw_part": withdraw_part, "change_part": change_part,
}  # fmt: skip
NEEDS = {
    "report_part": {"note": "Đã tổng hợp xong."},
    "return_part": {"reason": "Thiếu số liệu quý IV."},
    "withdraw_part": {"reason": "Chuyển người khác làm."},
}
HOLDER_VERBS = frozenset({"acknowledge_part", "start_part", "report_part"})


def add_unit(province: Any, code: str, name: str, under: str, **more: Any) -> Any:
    """A unit below another one; the province knows it by its code."""
    from dondoc.organizations.models import Unit

    given = {"valid_from": dt.date(2016, 1, 1), **more}
    province.units[code] = Unit.objects.create(
        jurisdiction_id=1, code=code, name=name, kind="department", parent_unit_id=province.units[under].id,
        search_text=fold(name), sort_key=sort_key(name), **given,
    )  # fmt: skip
    return province.units[code]


def below(province: Any) -> dict[str, Any]:
    """Two rooms of Kế hoạch và Đầu tư, and a team in one of them."""
    return {
        "tong-hop": add_unit(province, "tong-hop", "Phòng Tổng hợp", "skhdt"),
        "dau-tu": add_unit(province, "dau-tu", "Phòng Đầu tư", "skhdt"),
        "to-von": add_unit(province, "to-von", "Tổ Vốn đầu tư", "dau-tu"),
    }


def subject(province: Any, setter: Any, **changes: Any) -> Assignment:
    """The lead's assignment."""
    return story.assignment(story.give(setter, province, **changes), province.units["skhdt"])


def divide(
    actor: Any, whole: Assignment, *, unit: Any = None, user: Any = None, under: Part | None = None, **more: Any
) -> Part:
    """Give one part, due on 22/01/2021."""
    now = more.pop("now", story.at(TODAY))
    share = Share(**{
        "text": "Tổng hợp số liệu.", "unit_id": unit.id if unit else None, "user_id": user.pk if user else None,
        "due_on": DUE, **more,
    })  # fmt: skip
    return divide_assignment(
        actor=actor, assignment_id=whole.id, shares=[share], parent_part_id=under.id if under else None, now=now
    )[0]


def step(verb: str, actor: Any, part: Part, now: dt.datetime | None = None, **more: Any) -> Part:
    """Take a step with what it needs."""
    given = {**NEEDS.get(verb, {}), **more}
    return STEPS[verb](actor=actor, part_id=part.id, now=now or story.at(TODAY, 10), **given)


def bring_to(state: str, part: Part, *, holder: Any, giver: Any) -> Part:
    """Bring a fresh part to a state, by the people who may."""
    for verb in PATHS[state]:
        step(verb, holder if verb in HOLDER_VERBS else giver, part)
    return fresh(part)


def fresh(part: Part) -> Part:
    """It as the database has it now."""
    return Part.objects.get(jurisdiction_id=1, id=part.id)


def last_event(part: Part) -> LedgerEvent:
    """The newest event of its chain."""
    return LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="part", aggregate_id=part.id).latest("seq")

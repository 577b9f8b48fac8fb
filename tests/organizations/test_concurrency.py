"""Two administrators at once: what one judged the other does not make wrong. Real connections, real waiting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.conftest import NOW

from dondoc.ledger.verify import verify
from dondoc.organizations.commands.change_unit import change_unit
from dondoc.organizations.commands.close_unit import close_unit
from dondoc.organizations.commands.create_post import create_post
from dondoc.organizations.commands.start_tenure import start_tenure
from dondoc.organizations.models import Tenure, Unit
from dondoc.organizations.rules import has_cycle

LAST = dt.date(2021, 1, 31)


@pytest.mark.parametrize("_time", range(3))
def test_nobody_comes_to_a_post_of_a_unit_that_is_being_closed(
    at_once: Callable[..., list[Any]], province: Any, administrator: Any, _time: int
) -> None:
    unit = province.units["stc"]
    posts = [
        create_post(actor=administrator, unit_id=unit.id, code=f"p{number}", title="Phó Giám đốc", now=NOW).id
        for number in range(3)
    ]

    def close() -> Unit:
        return close_unit(actor=administrator, unit_id=unit.id, last_day=LAST, now=NOW)

    def come(post_id: int) -> Callable[[], Tenure]:
        return lambda: start_tenure(
            actor=administrator, post_id=post_id, person_name="Trần Văn A", valid_from=dt.date(2021, 1, 4), now=NOW
        )

    at_once(come(posts[0]), close, come(posts[1]), come(posts[2]))
    assert not Tenure.objects.filter(jurisdiction_id=1, valid_to=None).exists()
    assert not Tenure.objects.filter(jurisdiction_id=1, valid_to__gt=LAST).exists()
    assert verify().intact


@pytest.mark.parametrize("_time", range(3))
def test_no_unit_ends_up_below_itself(
    at_once: Callable[..., list[Any]], province: Any, administrator: Any, _time: int
) -> None:
    names = ("skhdt", "stc", "syt")

    def below(child: str, parent: str) -> Callable[[], Unit]:
        unit = province.units[child]
        return lambda: change_unit(
            actor=administrator, unit_id=unit.id, name=unit.name, kind=unit.kind, valid_from=unit.valid_from,
            valid_to=None, parent_unit_id=province.units[parent].id, official_code="", abbreviation="", aliases=[],
            now=NOW,
        )  # fmt: skip

    at_once(*(below(child, parent) for child, parent in zip(names, (*names[1:], names[0]), strict=True)))
    parents = dict(Unit.objects.filter(jurisdiction_id=1).values_list("id", "parent_unit_id"))
    assert not any(has_cycle(unit_id, parents) for unit_id in parents)
    assert sum(parent is not None for parent in parents.values()) == 2, "the last one is refused"

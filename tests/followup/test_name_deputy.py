"""Who decides on deadlines in whose place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story

from dondoc.followup.commands.name_deputy import name_deputy
from dondoc.followup.permissions import stands_for
from dondoc.followup.selectors import deputies_for
from dondoc.foundation.errors import BadInput, Conflict, Refused

TODAY = dt.date(2021, 1, 18)


def name(actor: Any, deputy: Any, **more: Any) -> Any:
    return name_deputy(**{"actor": actor, "deputy_id": deputy.pk, "valid_from": TODAY, "now": story.at(TODAY), **more})


@pytest.fixture
def second(make_user: Any) -> Any:
    return make_user("chuyenvien2", "specialist", unit="vp", fields=("kinh-te",))


def test_for_the_days_named(specialist: Any, second: Any, office_leader: Any) -> None:
    named = name(specialist, second, valid_to=dt.date(2021, 1, 20))
    for day, holds in (
        (dt.date(2021, 1, 17), False),
        (TODAY, True),
        (dt.date(2021, 1, 20), True),
        (dt.date(2021, 1, 21), False),
    ):
        assert (specialist.pk in stands_for(second, day)) is holds
    assert stands_for(specialist, TODAY) == {specialist.pk}
    assert [one.id for one in deputies_for(specialist)] == [named.id]
    assert deputies_for(second) == []
    assert [one.id for one in deputies_for(office_leader)] == [named.id]


def test_the_leader_names_for_somebody_who_is_away(specialist: Any, second: Any, office_leader: Any) -> None:
    named = name(office_leader, second, setter_id=specialist.pk)
    assert (named.setter_id, named.named_by_id) == (specialist.pk, office_leader.pk)
    with pytest.raises(Refused):
        name(second, second, setter_id=specialist.pk)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"valid_from": dt.date(2021, 1, 17)}, "valid_from"),
        ({"valid_to": dt.date(2021, 1, 17)}, "valid_to"),
        ({"valid_to": dt.date(2300, 1, 1)}, "valid_to"),
        ({"deputy_id": 0}, "deputy"),
    ],
)
def test_bad_input(specialist: Any, second: Any, more: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        name(specialist, second, **more)
    assert refused.value.details["field"] == field


def test_only_who_decides_in_the_office_is_named(specialist: Any, lead_head: Any, clerk: Any, chair: Any) -> None:
    for deputy in (lead_head, clerk, chair, specialist):
        with pytest.raises(BadInput):
            name(specialist, deputy)
    for actor in (lead_head, clerk, chair):
        with pytest.raises(Refused):
            name(actor, specialist)


def test_the_same_person_is_not_named_twice_for_a_day(specialist: Any, second: Any) -> None:
    name(specialist, second, valid_to=dt.date(2021, 1, 20))
    with pytest.raises(Conflict) as refused:
        name(specialist, second, valid_from=dt.date(2021, 1, 20))
    assert refused.value.code == "named_already"
    assert name(specialist, second, valid_from=dt.date(2021, 1, 21)).valid_to is None

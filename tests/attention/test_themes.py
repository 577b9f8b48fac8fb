"""Themes: who opens them, what belongs to them on which day, who may know of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.conftest import NOW
from tests.directives import story

from dondoc.attention.commands.change_theme import change_theme
from dondoc.attention.commands.close_theme import close_theme
from dondoc.attention.commands.gather_directives import gather_directives
from dondoc.attention.commands.open_theme import open_theme
from dondoc.attention.commands.release_directive import release_directive
from dondoc.attention.commands.reopen_theme import reopen_theme
from dondoc.attention.models import Theme, ThemeDirective
from dondoc.attention.rules import holds_on
from dondoc.attention.selectors import directives_among, gathered_on, themes_for, themes_of
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

D18 = dt.date(2021, 1, 18)
TET = {"name": "Tết Tân Sửu 2021", "starts_on": D18, "ends_on": dt.date(2021, 2, 16)}


def opened(actor: Any, **more: Any) -> Theme:
    return open_theme(actor=actor, **{**TET, "now": NOW, **more})


def test_a_theme_opens_with_its_first_directives(office_leader: Any, task: Any) -> None:
    theme = opened(office_leader, about="Việc phải xong trước Tết", directive_ids=[task.id, task.id])
    codes = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="theme", aggregate_id=theme.id).order_by("seq")
    assert list(codes.values_list("code", flat=True)) == ["theme.opened", "theme.gathered"]
    assert gathered_on(1, theme.id, D18) == (task.id,)
    assert [one.name for one in themes_of(office_leader, task.id)] == ["Tết Tân Sửu 2021"]


def test_the_name_is_one_whatever_its_marks_while_the_theme_is_open(office_leader: Any, chair: Any) -> None:
    theme = opened(office_leader)
    with pytest.raises(Conflict) as taken:
        opened(chair, name=" tet  TAN SUU 2021 ")
    assert taken.value.code == "name_taken"
    close_theme(actor=office_leader, theme_id=theme.id, now=NOW)
    again = opened(chair)
    with pytest.raises(Conflict):
        reopen_theme(actor=office_leader, theme_id=theme.id, now=NOW)
    change_theme(actor=chair, theme_id=again.id, name="Tết 2022", starts_on=D18, now=NOW)
    assert reopen_theme(actor=office_leader, theme_id=theme.id, now=NOW).closed_on is None


def test_two_open_a_theme_of_one_name_at_once_and_one_is_told(
    real_connections: None, at_once: Any, office_leader: Any
) -> None:
    def attempt() -> str:
        try:
            opened(office_leader)
        except Conflict as error:
            return error.code
        return "opened"

    assert sorted(at_once(attempt, attempt)) == ["name_taken", "opened"]
    assert Theme.objects.count() == 1


def test_a_directive_belongs_to_several_themes_and_to_each_once(office_leader: Any, task: Any) -> None:
    tet, goal = opened(office_leader), opened(office_leader, name="Mục tiêu kép")
    for theme in (tet, goal):
        assert gather_directives(actor=office_leader, theme_id=theme.id, directive_ids=[task.id], now=NOW) == [task.id]
    assert gather_directives(actor=office_leader, theme_id=tet.id, directive_ids=[task.id], now=NOW) == []
    assert {one.name for one in themes_of(office_leader, task.id)} == {"Mục tiêu kép", "Tết Tân Sửu 2021"}


def test_what_left_a_theme_still_belongs_to_its_past_days(office_leader: Any, task: Any) -> None:
    theme = opened(office_leader, directive_ids=[task.id])
    release_directive(actor=office_leader, theme_id=theme.id, directive_id=task.id, now=story.at("2021-01-25"))
    assert gathered_on(1, theme.id, dt.date(2021, 1, 24)) == (task.id,)
    assert gathered_on(1, theme.id, dt.date(2021, 1, 25)) == ()
    with pytest.raises(Conflict):
        release_directive(actor=office_leader, theme_id=theme.id, directive_id=task.id, now=story.at("2021-01-26"))


def test_nothing_goes_into_a_closed_theme(office_leader: Any, task: Any) -> None:
    theme = opened(office_leader)
    close_theme(actor=office_leader, theme_id=theme.id, now=NOW)
    with pytest.raises(Conflict) as closed:
        gather_directives(actor=office_leader, theme_id=theme.id, directive_ids=[task.id], now=NOW)
    assert closed.value.code == "closed"
    with pytest.raises(Conflict):
        close_theme(actor=office_leader, theme_id=theme.id, now=NOW)


def test_a_specialist_gathers_what_is_of_their_fields(specialist: Any, office_leader: Any, province: Any) -> None:
    theme = opened(specialist)
    own = story.give(office_leader, province)
    other = story.give(office_leader, province, field="van-xa")
    assert gather_directives(actor=specialist, theme_id=theme.id, directive_ids=[own.id], now=NOW) == [own.id]
    with pytest.raises(NotFound):
        gather_directives(actor=specialist, theme_id=theme.id, directive_ids=[other.id], now=NOW)


@pytest.mark.parametrize("who", ["clerk", "lead_head", "lead_focal", "observer", "administrator"])
def test_others_open_no_theme(who: str, request: Any, province: Any) -> None:
    with pytest.raises(Refused):
        opened(request.getfixturevalue(who))


def test_a_unit_knows_of_the_themes_it_has_a_part_in(
    office_leader: Any, lead_focal: Any, other_unit_focal: Any, outsider: Any, observer: Any, task: Any
) -> None:
    theme = opened(office_leader, directive_ids=[task.id])
    assert [one.id for one in themes_for(lead_focal)] == [theme.id]
    assert [one.id for one in themes_for(observer)] == [theme.id]
    assert not themes_for(other_unit_focal).exists()
    assert not themes_for(outsider).exists()
    with pytest.raises(NotFound):
        close_theme(actor=outsider, theme_id=theme.id, now=NOW)
    with pytest.raises(Refused):
        close_theme(actor=lead_focal, theme_id=theme.id, now=NOW)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"about": "a" * 4001}, "about"),
        ({"ends_on": dt.date(2021, 1, 17)}, "ends_on"),
    ],
)
def test_what_a_theme_cannot_be_is_said_at_its_field(office_leader: Any, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        opened(office_leader, **changes)
    assert refused.value.details["field"] == field


def test_a_change_without_a_change_writes_nothing(office_leader: Any) -> None:
    theme = opened(office_leader)
    change_theme(actor=office_leader, theme_id=theme.id, about="", now=NOW, **TET)
    assert LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="theme").count() == 1


def test_the_rule_and_the_query_say_the_same_of_every_day(office_leader: Any, province: Any) -> None:
    """`rules.holds_on` in Python, `selectors.holding` in SQL, over every way in which two days and an end can lie."""
    theme = opened(office_leader)
    days = [D18 + dt.timedelta(days=k) for k in range(4)]
    spans = [(since, end) for since in days for end in (None, *days) if end is None or end >= since]
    for since, end in spans:
        ThemeDirective.objects.create(
            jurisdiction_id=1, theme_id=theme.id, directive_id=story.give(office_leader, province).id, since=since,
            ended_on=end, added_at=NOW, added_by_id=1, removed_at=NOW if end else None,
        )  # fmt: skip
    for day in [D18 - dt.timedelta(days=1), *days, D18 + dt.timedelta(days=9)]:
        assert len(gathered_on(1, theme.id, day)) == sum(holds_on(since, end, day) for since, end in spans)


def test_a_list_is_restricted_by_theme_and_star_as_of_its_day(office_leader: Any, chair: Any, province: Any) -> None:
    from dondoc.attention.commands.star_directive import star_directive

    first, second = story.give(office_leader, province), story.give(office_leader, province)
    theme = opened(office_leader, directive_ids=[first.id, second.id])
    star_directive(actor=chair, directive_id=second.id, now=story.at("2021-01-20"))
    asked = {"theme_id": theme.id, "is_starred": True}
    assert directives_among(1, theme_id=None, is_starred=False, day=D18) is None
    assert directives_among(1, **asked, day=D18) == ()
    assert directives_among(1, **asked, day=dt.date(2021, 1, 20)) == (second.id,)
    assert directives_among(1, theme_id=theme.id, is_starred=False, day=D18) == (first.id, second.id)

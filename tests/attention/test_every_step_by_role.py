"""Themes, stars, comments and what is watched, in every state by every role: as the tables have it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from tests.directives import story
from tests.matrix import ROLES, attempt, differing

from dondoc.attention import rules
from dondoc.attention.commands.change_comment import change_comment
from dondoc.attention.commands.change_theme import change_theme
from dondoc.attention.commands.close_theme import close_theme
from dondoc.attention.commands.gather_directives import gather_directives
from dondoc.attention.commands.open_theme import open_theme
from dondoc.attention.commands.release_directive import release_directive
from dondoc.attention.commands.remove_comment import remove_comment
from dondoc.attention.commands.reopen_theme import reopen_theme
from dondoc.attention.commands.star_directive import star_directive
from dondoc.attention.commands.unstar_directive import unstar_directive
from dondoc.attention.commands.unwatch import unwatch
from dondoc.attention.commands.watch import watch
from dondoc.attention.commands.write_comment import write_comment
from dondoc.attention.models import Comment, Star, Theme, Watch
from dondoc.attention.rules import CommentState, MarkState, ThemeState
from dondoc.foundation.errors import Conflict, NotFound, Refused

GATHER = ("chair", "office_leader", "specialist", "other_field")
#: Who does not see the directive.
BLIND = {"other_unit_focal", "administrator", "outsider", "other_field"}
NOW = story.at("2021-01-18")


@pytest.fixture
def people(request: pytest.FixtureRequest, make_user: Callable[..., Any]) -> dict[str, Any]:
    """Everybody, and a specialist of another field."""
    found = {role: request.getfixturevalue(role) for role in ROLES}
    found["other_field"] = make_user("cv.vx", "specialist", unit="vp", fields=("van-xa",))
    return found


def theme_state(name: str = "Tết Tân Sửu") -> ThemeState:
    """How the theme of that name stands."""
    found = Theme.objects.filter(jurisdiction_id=1, name=name).first()
    if found is None:
        return ThemeState.NONE
    return ThemeState.OPEN if found.closed_on is None else ThemeState.CLOSED


@pytest.mark.parametrize("state", ThemeState)
def test_a_theme_goes_exactly_where_the_table_has_it(state, people, province, task):
    other = story.give(people["specialist"], province)
    facts: dict[str, Any] = {"name": "Tết Tân Sửu", "starts_on": dt.date(2021, 1, 18), "now": NOW}
    number = 0
    if state != ThemeState.NONE:
        number = open_theme(actor=people["specialist"], directive_ids=[task.id], **facts).id
    if state == ThemeState.CLOSED:
        close_theme(actor=people["specialist"], theme_id=number, now=NOW)
    assert theme_state() == state

    def own(actor: Any) -> dict[str, Any]:
        return {"actor": actor, "theme_id": number, "now": NOW}

    verbs: dict[Any, Callable[[Any], object]] = {
        "open": lambda actor: open_theme(actor=actor, **facts),
        "change": lambda actor: change_theme(**(own(actor) | facts), about="Hàng hóa, đi lại, trật tự."),
        "gather": lambda actor: gather_directives(**own(actor), directive_ids=[other.id]),
        "release": lambda actor: release_directive(**own(actor), directive_id=task.id),
        "close": lambda actor: close_theme(**own(actor)),
        "reopen": lambda actor: reopen_theme(**own(actor)),
    }
    assert set(verbs) == {step.verb for step in rules.THEME_STEPS}
    if state == ThemeState.CLOSED:
        del verbs["open"]  # of a closed one another theme may bear the name

    def wanted(role: str, verb: Any) -> Any:
        step = rules.theme_step(state, verb)
        if verb == "open" and role == "outsider":
            return state  # they open one in their own province: here nothing changes
        # People of a unit see the themes that their tasks belong to; the directive must be seen as well.
        is_blind = role in {"administrator", "outsider", "other_unit_focal"} or (verb == "release" and role in BLIND)
        if verb != "open" and (is_blind or state == ThemeState.NONE):
            return NotFound
        if role not in GATHER:
            return Refused
        if step is not None and verb == "gather" and role == "other_field":
            return NotFound
        return Conflict if step is None else step.target

    assert not differing(people, verbs, theme_state, wanted)


@pytest.mark.parametrize("state", MarkState)
def test_a_star_is_set_and_taken_off_by_leaders_only(state, people, task):
    if state == MarkState.ON:
        star_directive(actor=people["chair"], directive_id=task.id, now=NOW)
    verbs: dict[Any, Callable[[Any], object]] = {
        "star": lambda actor: star_directive(actor=actor, directive_id=task.id, now=NOW),
        "unstar": lambda actor: unstar_directive(actor=actor, directive_id=task.id, now=NOW),
    }
    assert set(verbs) == {step.verb for step in rules.STAR_STEPS}

    def look() -> MarkState:
        here = Star.objects.filter(jurisdiction_id=1, directive_id=task.id, ended_at__isnull=True)
        return MarkState.ON if here.exists() else MarkState.OFF

    def wanted(role: str, verb: Any) -> Any:
        if role in BLIND:
            return NotFound
        if role not in {"chair", "office_leader"}:
            return Refused
        step = rules.star_step(state, verb)
        return Conflict if step is None else step.target

    assert look() == state
    assert not differing(people, verbs, look, wanted)


@pytest.mark.parametrize("state", CommentState)
def test_a_comment_is_its_writer_s_and_only_the_leader_of_the_office_removes_another_s(state, people, task):
    number = 0
    if state != CommentState.NONE:
        number = write_comment(actor=people["lead_focal"], directive_id=task.id, text="Đang chờ số liệu.", now=NOW).id
    if state == CommentState.REMOVED:
        remove_comment(actor=people["lead_focal"], comment_id=number, now=NOW)

    def look() -> CommentState:
        found = Comment.objects.filter(jurisdiction_id=1, directive_id=task.id).order_by("-id").first()
        if found is None:
            return CommentState.NONE
        return CommentState.STANDING if found.removed_at is None else CommentState.REMOVED

    verbs: dict[Any, Callable[[Any], object]] = {
        "write": lambda actor: write_comment(actor=actor, directive_id=task.id, text="Đã rõ.", now=NOW),
        "change": lambda actor: change_comment(actor=actor, comment_id=number, text="Đã có số liệu.", now=NOW),
        "remove": lambda actor: remove_comment(actor=actor, comment_id=number, now=NOW),
    }
    assert set(verbs) == {step.verb for step in rules.COMMENT_STEPS}

    def wanted(role: str, verb: Any) -> Any:
        if role in BLIND or (verb != "write" and state == CommentState.NONE):
            return NotFound
        if verb == "write":
            # A further one, whatever became of the one before.
            return Refused if role == "observer" else CommentState.STANDING
        step = rules.comment_step(state, verb)
        if step is None and verb == "remove":
            return state  # gone is gone: nothing happens
        may = {"lead_focal", "office_leader"} if verb == "remove" else {"lead_focal"}
        return step.target if step is not None and role in may else Refused

    assert look() == state
    assert not differing(people, verbs, look, wanted)


@pytest.mark.parametrize("state", MarkState)
def test_everybody_watches_for_themselves_what_they_see(state, people, task):
    wrong = []
    for role, actor in people.items():
        if state == MarkState.ON and role == "outsider":
            continue  # a directive of another province cannot be watched: the database refuses it
        if state == MarkState.ON:
            Watch.objects.create(jurisdiction_id=1, user_id=actor.pk, directive_id=task.id, since=NOW)

        def look(actor: Any = actor) -> MarkState:
            return MarkState.ON if Watch.objects.filter(user_id=actor.pk).exists() else MarkState.OFF

        assert look() == state
        begun = attempt(lambda actor=actor: watch(actor=actor, directive_id=task.id, now=NOW), look)
        ended = attempt(lambda actor=actor: unwatch(actor=actor, directive_id=task.id), look)
        # One ends it also for what one does not see any more.
        if (begun, ended) != (NotFound if role in BLIND else MarkState.ON, MarkState.OFF):
            wrong.append((role, begun, ended))
    assert not wrong
    assert [step.verb for step in rules.WATCH_STEPS] == ["watch", "unwatch"]

"""The list: each filter, the order, the size, the past; and the SQL rule equal to the pure one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.directives import story

from dondoc.accounts.permissions import scope_of
from dondoc.directives.choices import Lifecycle, Timeliness
from dondoc.directives.listing import (
    TIMELINESS_SQL,
    AssignmentFilter,
    Moment,
    count_assignments,
    iterate_assignments,
    list_assignments,
)
from dondoc.directives.rollup import move_clock
from dondoc.directives.rules import AssignmentState, timeliness
from dondoc.foundation.errors import NotFound
from dondoc.reviews.figures import overview

TODAY = dt.date(2021, 1, 18)
NOW = Moment(on=TODAY, today=TODAY)

days = st.dates(dt.date(2020, 12, 1), dt.date(2021, 3, 1))


@st.composite
def states(draw: st.DrawFn) -> AssignmentState:
    """A state that the database's constraints allow."""
    lifecycle = draw(st.sampled_from(Lifecycle.values))
    reported = draw(days) if lifecycle in {"reported", "accepted"} else None
    return AssignmentState(
        lifecycle=lifecycle,
        due_on=draw(st.none() | days),
        reported_on=reported,
        completed_on=reported if lifecycle == "accepted" else None,
    )


@pytest.mark.django_db
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given_states=st.lists(states(), min_size=1, max_size=60), on=days, soon=st.integers(0, 30))
def test_the_sql_says_what_the_rule_says_and_one_thing_only(
    given_states: list[AssignmentState], on: dt.date, soon: int
) -> None:
    codes = list(TIMELINESS_SQL)
    columns = ", ".join(f"({TIMELINESS_SQL[code]}) IS TRUE" for code in codes)
    sql = (
        f"SELECT {columns} FROM unnest(%(l)s::text[], %(d)s::date[], %(r)s::date[], %(c)s::date[]) "  # noqa: S608 - ours
        "WITH ORDINALITY AS s(lifecycle, due_on, reported_on, completed_on, place) ORDER BY place"
    )
    params = {
        "on": on, "soon": soon, "l": [s.lifecycle for s in given_states], "d": [s.due_on for s in given_states],
        "r": [s.reported_on for s in given_states], "c": [s.completed_on for s in given_states],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        answers = cursor.fetchall()
    for state, row in zip(given_states, answers, strict=True):
        said = [code for code, holds in zip(codes, row, strict=True) if holds]
        verdict = timeliness(state, on, soon)
        assert said == ([] if verdict is None else [verdict]), state


@given(state=states(), on=days)
def test_overdue_begins_the_day_after(state: AssignmentState, on: dt.date) -> None:
    if state.due_on is not None and state.lifecycle in {"assigned", "acknowledged", "in_progress", "returned"}:
        assert timeliness(state, state.due_on) is Timeliness.DUE_SOON
        assert timeliness(state, state.due_on + dt.timedelta(days=1)) is Timeliness.OVERDUE
    assert (timeliness(state, on) is None) == (state.lifecycle == "withdrawn")


class Story:
    """Six directives of Sở Kế hoạch và Đầu tư, one of each timeliness on 18/01/2021, each coordinated by Tài chính."""

    def __init__(self, province: Any, office: Any, unit: Any) -> None:
        dues = {
            "done_on_time": "2021-01-15", "done_late": "2021-01-10", "open_in_time": "2021-02-28",
            "due_soon": "2021-01-20", "overdue": "2021-01-12", "undated": None,
        }  # fmt: skip
        self.ids: dict[str, int] = {}
        self.directives: dict[str, Any] = {}
        for place, (code, due) in enumerate(dues.items()):
            directive = _give(office, province, place, code, due)
            self.directives[code] = directive
            self.ids[code] = story.assignment(directive, province.units["skhdt"]).id
            if code.startswith("done"):
                subject = story.assignment(directive, province.units["skhdt"])
                story.bring_to("accepted", subject, unit=unit, office=office, now=story.at("2021-01-13"))


def _give(office: Any, province: Any, place: int, code: str, due: str | None) -> Any:
    from dondoc.directives.commands.create_directives import create_directives

    wanted = story.item(
        province, text=f"Việc số {place} của Sở: {code.replace('_', ' ')}", coordinates=("stc",) if place < 2 else (),
        due_on=dt.date.fromisoformat(due) if due else None, field="van-xa" if place == 5 else "kinh-te",
    )  # fmt: skip
    origin = "central" if code == "overdue" else None
    return create_directives(actor=office, items=[wanted], now=story.at("2021-01-07"), origin=origin)[0]


@pytest.fixture
def six(province: Any, office_leader: Any, lead_focal: Any) -> Story:
    return Story(province, office_leader, lead_focal)


def found(user: Any, wanted: AssignmentFilter, moment: Moment = NOW, **more: Any) -> list[int]:
    rows = list_assignments(scope_of(user), wanted, moment, **more)
    assert count_assignments(scope_of(user), wanted, moment) >= len(rows)
    return [row.id for row in rows]


@pytest.mark.parametrize("code", list(TIMELINESS_SQL))
def test_each_timeliness_lists_its_own(code: str, six: Story, lead_focal: Any) -> None:
    assert found(lead_focal, AssignmentFilter(timeliness=(code,))) == [six.ids[code]]
    [row] = list_assignments(scope_of(lead_focal), AssignmentFilter(timeliness=(code,)), NOW)
    assert row.timeliness(NOW) == code


def test_counts_agree_with_rows_by_roll_up_and_by_scan(six: Story, office_leader: Any, province: Any) -> None:
    unit = province.units["skhdt"].id
    scope = scope_of(office_leader)
    for wanted, size in (
        (AssignmentFilter(counted=True), 8),
        (AssignmentFilter(unit_ids=(unit,), timeliness=("overdue",)), 1),
        (AssignmentFilter(unit_ids=(unit,), timeliness=("open_in_time", "due_soon")), 2),
        (AssignmentFilter(role="coordinate", counted=True), 2),
        (AssignmentFilter(origin="central", counted=True), 1),
        (AssignmentFilter(field_id=province.fields["van-xa"].id, counted=True), 1),
        (AssignmentFilter(field_id=0, counted=True), 0),
    ):
        move_clock(jurisdiction_id=1, day=TODAY)
        assert count_assignments(scope, wanted, NOW) == size
        move_clock(jurisdiction_id=1, day=TODAY - dt.timedelta(days=3))
        assert count_assignments(scope, wanted, NOW) == size, "the clock stands elsewhere: the rows are counted"
        assert len(list_assignments(scope, wanted, NOW)) == size


def test_filters(six: Story, office_leader: Any, lead_focal: Any, province: Any) -> None:
    assert found(office_leader, AssignmentFilter(origin="central")) == [six.ids["overdue"]]
    assert found(lead_focal, AssignmentFilter(field_id=province.fields["van-xa"].id)) == [six.ids["undated"]]
    assert set(found(lead_focal, AssignmentFilter(lifecycles=("accepted",)))) == {
        six.ids["done_on_time"], six.ids["done_late"],
    }  # fmt: skip
    january = AssignmentFilter(due_from=dt.date(2021, 1, 11), due_to=dt.date(2021, 1, 20))
    assert found(lead_focal, january) == [six.ids["overdue"], six.ids["done_on_time"], six.ids["due_soon"]]
    assert len(found(office_leader, AssignmentFilter(unit_ids=(province.units["stc"].id,)))) == 2
    assert found(office_leader, AssignmentFilter(directive_id=six.directives["undated"].id)) == [six.ids["undated"]]


@pytest.mark.parametrize(
    "words", ["việc số 4", "viec so 4", "VIỆC  SỐ 4", "so 4 overd", "'; DROP TABLE x; -- 4 overdue"]
)
def test_text_is_found_with_and_without_diacritics(words: str, six: Story, lead_focal: Any) -> None:
    wanted = found(lead_focal, AssignmentFilter(text=words))
    assert wanted == ([] if "DROP" in words else [six.ids["overdue"]])


@pytest.mark.parametrize("words", ["!!!", "&|:*()", "\x00", "²", "𝒳", "a'b\\c"])
def test_odd_text_is_no_error(words: str, six: Story, lead_focal: Any) -> None:
    found(lead_focal, AssignmentFilter(text=words))


def test_the_withdrawn_are_listed_but_not_counted(six: Story, office_leader: Any, lead_focal: Any) -> None:
    story.call("withdraw", office_leader, six.ids["overdue"], story.at(TODAY))
    assert six.ids["overdue"] in found(lead_focal, AssignmentFilter())
    assert six.ids["overdue"] not in found(lead_focal, AssignmentFilter(counted=True))
    assert found(lead_focal, AssignmentFilter(timeliness=("overdue",))) == []


def test_sorting(six: Story, lead_focal: Any, office_leader: Any) -> None:
    by_due = [six.ids[c] for c in ("done_late", "overdue", "done_on_time", "due_soon", "open_in_time", "undated")]
    assert found(lead_focal, AssignmentFilter(sort="due")) == by_due
    assert found(lead_focal, AssignmentFilter(sort="-due")) == [*by_due[-2::-1], by_due[-1]]
    assert found(lead_focal, AssignmentFilter(sort="recent")) == sorted(by_due, reverse=True)
    names = [row.unit_name for row in list_assignments(scope_of(office_leader), AssignmentFilter(sort="unit"), NOW)]
    assert names == ["Sở Kế hoạch và Đầu tư"] * 6 + ["Sở Tài chính"] * 2


def test_pages_follow_each_other(six: Story, lead_focal: Any) -> None:
    whole = found(lead_focal, AssignmentFilter())
    assert (
        found(lead_focal, AssignmentFilter(), limit=4) + found(lead_focal, AssignmentFilter(), limit=4, offset=4)
        == whole
    )
    assert [r.id for r in iterate_assignments(scope_of(lead_focal), AssignmentFilter(), NOW, most=3)] == whole[:3]


def test_scope_bounds_every_list(
    six: Story, coordinating_focal: Any, other_unit_focal: Any, administrator: Any, outsider: Any, specialist: Any
) -> None:
    assert len(found(coordinating_focal, AssignmentFilter())) == 2
    for nobody in (other_unit_focal, administrator, outsider):
        assert found(nobody, AssignmentFilter()) == []
        assert count_assignments(scope_of(nobody), AssignmentFilter(counted=True), NOW) == 0
    assert six.ids["undated"] not in found(specialist, AssignmentFilter()), "of a field that is not theirs"


class TestThePast:
    """`on` asks the ledger."""

    def test_a_day_shows_the_state_of_that_day(self, six: Story, lead_focal: Any) -> None:
        subject = six.ids["done_late"]  # due 10/01, everything on 13/01
        verdicts = {}
        for on in ("2021-01-06", "2021-01-07", "2021-01-09", "2021-01-11", "2021-01-13"):
            moment = Moment(on=dt.date.fromisoformat(on), today=TODAY)
            rows = {row.id: row for row in list_assignments(scope_of(lead_focal), AssignmentFilter(), moment)}
            verdicts[on] = (rows[subject].lifecycle, rows[subject].timeliness(moment)) if subject in rows else None
        assert verdicts == {
            "2021-01-06": None,
            "2021-01-07": ("assigned", "due_soon"),
            "2021-01-09": ("assigned", "due_soon"),
            "2021-01-11": ("assigned", "overdue"),
            "2021-01-13": ("accepted", "done_late"),
        }

    def test_today_by_the_ledger_is_today_by_the_rows(self, six: Story, office_leader: Any) -> None:
        """Asked "as known now", the ledger answers; it must say what the rows say."""
        known = Moment(on=TODAY, today=TODAY, known_at=story.at("2021-01-18", 23))
        for code in ((), *((code,) for code in TIMELINESS_SQL)):
            wanted = AssignmentFilter(timeliness=code)
            assert found(office_leader, wanted, known) == found(office_leader, wanted)

    def test_what_was_recorded_later_counts_for_the_day_but_not_as_known_then(
        self, six: Story, office_leader: Any, lead_focal: Any
    ) -> None:
        subject = six.ids["overdue"]
        story.call("acknowledge", lead_focal, subject, story.at("2021-01-08"))
        story.call("report_completion", lead_focal, subject, story.at("2021-01-09"))
        story.call(
            "accept_completion", office_leader, subject, story.at("2021-01-18"),
            effective_on=dt.date(2021, 1, 11), reason="Đã duyệt bản giấy.",
        )  # fmt: skip
        on = dt.date(2021, 1, 13)
        done = AssignmentFilter(timeliness=("done_on_time",))
        assert subject in found(lead_focal, done, Moment(on=on, today=TODAY))
        assert subject not in found(lead_focal, done, Moment(on=on, today=TODAY, known_at=story.at("2021-01-14")))

    def test_a_directive_recorded_late_counts_from_the_day_of_its_document(
        self, province: Any, office_leader: Any
    ) -> None:
        from dondoc.directives.commands.create_directives import create_directives

        create_directives(
            actor=office_leader, items=[story.item(province)], now=story.at("2021-01-18"),
            issued_on=dt.date(2021, 1, 4), reason="Nhập bù.",
        )  # fmt: skip
        assert len(found(office_leader, AssignmentFilter(), Moment(on=dt.date(2021, 1, 5), today=TODAY))) == 2
        assert found(office_leader, AssignmentFilter(), Moment(on=dt.date(2021, 1, 3), today=TODAY)) == []


def test_the_overview_counts_what_the_list_lists(six: Story, office_leader: Any, lead_focal: Any) -> None:
    for user in (office_leader, lead_focal):
        for moment in (NOW, Moment(on=dt.date(2021, 1, 11), today=TODAY)):
            total = overview(scope_of(user), moment).total
            for code in TIMELINESS_SQL:
                codes = ("open_in_time", "due_soon") if code == "open_in_time" else (code,)
                assert getattr(total, code) == len(found(user, AssignmentFilter(timeliness=codes), moment)), code
            assert total.population == len(found(user, AssignmentFilter(counted=True), moment))


def test_not_found_is_what_an_outsider_gets(six: Story, outsider: Any) -> None:
    from dondoc.directives.selectors import directive_view

    with pytest.raises(NotFound):
        directive_view(outsider, six.directives["overdue"].id)

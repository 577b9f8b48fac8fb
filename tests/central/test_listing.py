"""The list and its figures: of today, of any day, in the order of what presses; who sees which."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.central.central_world import DUE, GIVEN, MOMENT, NOW, TODAY, assign, bring_to, record
from tests.directives import story

from dondoc.central.commands.confirm_upward import confirm_upward
from dondoc.central.commands.move_central_deadline import move_central_deadline
from dondoc.central.commands.report_upward import report_upward
from dondoc.central.commands.withdraw_central_task import withdraw_central_task
from dondoc.central.listing import Listed, TaskFilter, listed, overdue_on, rows_of, waiting
from dondoc.central.models import CentralTask
from dondoc.central.rules import cut
from dondoc.central.selectors import proposals, recent_directives, task_for, tasks_of_directive
from dondoc.directives.choices import Timeliness
from dondoc.directives.listing import Moment
from dondoc.directives.models import Assignment, Directive
from dondoc.foundation.errors import NotFound

YEAR_END = dt.date(2020, 12, 31)


def at(day: dt.date) -> Moment:
    """That day, asked on the story's day."""
    return Moment(on=day, today=TODAY)


def codes(found: Listed) -> list[str]:
    """The numbers of what is listed, in its order."""
    known = dict(CentralTask.objects.values_list("id", "code"))
    return [known[one.id] for one in found.states]


class TestAnyDay:
    def test_fourteen_late_at_the_end_of_the_year(self, office_leader):
        for number in range(14):
            record(office_leader, code=f"L{number}", due_on=dt.date(2020, 12, 15 + number))
        record(office_leader, code="in time", due_on=YEAR_END)
        done = record(office_leader, code="done", due_on=dt.date(2020, 12, 20))
        report_upward(
            actor=office_leader, task_id=done.id, report_document="1/BC", reported_on=dt.date(2020, 12, 22), now=NOW
        )
        confirm_upward(actor=office_leader, task_id=done.id, confirmed_on=dt.date(2020, 12, 28), now=NOW)
        # What happens in the new year changes nothing of the old one.
        late = CentralTask.objects.get(code="L0")
        report_upward(actor=office_leader, task_id=late.id, report_document="2/BC", now=NOW)
        moved = CentralTask.objects.get(code="L1")
        move_central_deadline(actor=office_leader, task_id=moved.id, due_on=DUE, reason="x", now=NOW)
        gone = CentralTask.objects.get(code="L2")
        withdraw_central_task(actor=office_leader, task_id=gone.id, reason="x", now=NOW)
        assert overdue_on(office_leader, YEAR_END, today=TODAY) == 14
        of_that_day = listed(office_leader, TaskFilter(cell="overdue"), at(YEAR_END))
        assert codes(of_that_day) == [f"L{number}" for number in range(14)]
        assert (of_that_day.cut.population, of_that_day.cut.done_late, of_that_day.cut.within) == (16, 1, 1)
        today = listed(office_leader, TaskFilter(cell="overdue"), MOMENT)
        # Answered late and not confirmed is late still; what was moved or withdrawn is not.
        assert set(codes(today)) == {"L0", *(f"L{number}" for number in range(3, 14)), "in time"}

    def test_before_it_was_given_there_is_no_task(self, office_leader):
        record(office_leader)
        day_before = GIVEN - dt.timedelta(days=1)
        assert listed(office_leader, TaskFilter(), at(day_before)).cut.population == 0
        assert listed(office_leader, TaskFilter(), at(GIVEN)).cut.population == 1

    def test_as_known_then_what_was_recorded_later_is_not_there(self, office_leader):
        record(office_leader)
        then = Moment(on=YEAR_END, today=TODAY, known_at=story.at("2021-01-05"))
        assert listed(office_leader, TaskFilter(), then).cut.population == 0

    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(st.tuples(st.sampled_from(["open", "reported", "done", "withdrawn"]), st.integers(0, 60)), max_size=6)
    )
    def test_today_the_rows_and_the_ledger_say_the_same(self, office_leader, given):
        CentralTask.objects.all().delete()
        for number, (state, days) in enumerate(given):
            due = dt.date(2020, 12, 20) + dt.timedelta(days=days)
            bring_to(state, record(office_leader, code=f"P{number}", due_on=due), office_leader)
        rows = listed(office_leader, TaskFilter(), MOMENT)
        told = listed(office_leader, TaskFilter(), Moment(on=TODAY, today=dt.date(2021, 1, 19)))
        assert rows.states == told.states
        assert rows.cut == told.cut == cut((one.facts for one in rows.states), TODAY)

    def test_ours_too_stood_as_it_did_then(self, office_leader, province):
        task = assign(office_leader, province, record(office_leader))
        part = story.assignment(Directive.objects.get(id=task.directive_id), province.units["skhdt"])
        later = Moment(on=TODAY, today=dt.date(2021, 1, 25))
        story.call("withdraw", office_leader, part.id, story.at("2021-01-20"))
        (row,) = rows_of(1, listed(office_leader, TaskFilter(), later).states, later)
        assert (row.clocks.internal.due_on, row.clocks.internal.says) == (dt.date(2021, 1, 27), Timeliness.OPEN_IN_TIME)
        now = Moment(on=dt.date(2021, 1, 25), today=dt.date(2021, 1, 25))
        (row,) = rows_of(1, listed(office_leader, TaskFilter(), now).states, now)
        assert row.clocks.internal is None


class TestFilters:
    @pytest.fixture
    def world(self, office_leader, specialist, province):
        record(office_leader, code="A", due_on=dt.date(2021, 1, 10), unit_id=province.units["syt"].id)
        record(office_leader, code="B", due_on=dt.date(2021, 1, 20), specialist_id=specialist.pk, giver="office")
        record(office_leader, code="C", due_on=None, content="Xây dựng nhà ở xã hội.")
        assign(office_leader, province, record(office_leader, code="D"))
        return province

    @pytest.mark.parametrize(
        ("wanted", "expected"),
        [
            ({}, ["A", "B", "D", "C"]),
            ({"cell": "overdue"}, ["A"]),
            ({"cell": "within"}, ["B", "D"]),
            ({"cell": "undated"}, ["C"]),
            ({"due_soon": True}, ["B"]),
            ({"giver": "office"}, ["B"]),
            ({"is_assigned": True}, ["D"]),
            ({"is_assigned": False}, ["A", "B", "C"]),
            ({"unit_id": 0}, ["B", "C"]),
            ({"text": "nha o"}, ["C"]),
            ({"text": "1711 gia"}, ["A", "B", "D"]),
            ({"due_from": dt.date(2021, 1, 15), "due_to": dt.date(2021, 1, 20)}, ["B"]),
            ({"state": "done"}, []),
        ],
    )
    def test_each_leaves_what_it_says(self, world, office_leader, wanted, expected):
        assert codes(listed(office_leader, TaskFilter(**wanted), MOMENT)) == expected

    def test_figures_are_of_all_that_the_filter_leaves_whatever_cell_is_chosen(self, world, office_leader):
        found = listed(office_leader, TaskFilter(cell="overdue"), MOMENT)
        assert (found.cut.population, found.cut.overdue, found.due_soon, found.unassigned) == (4, 1, 1, 3)

    def test_the_list_costs_the_same_however_long_it_is(self, world, office_leader, django_assert_num_queries):
        with django_assert_num_queries(5):
            rows_of(1, listed(office_leader, TaskFilter(), MOMENT).states, MOMENT)

    def test_who_answers_for_it_hears_of_what_is_near(self, world, specialist, office_leader, chair):
        assert [row.task.code for row in waiting(specialist, MOMENT)] == ["B"]
        assert [row.task.code for row in waiting(chair, MOMENT)] == ["A", "B"]


class TestWhoSees:
    def test_the_office_and_above_all_of_it_a_unit_its_own(self, request, office_leader, province):
        task = record(office_leader, field_id=province.fields["kinh-te"].id)
        sees = ("chair", "office_leader", "specialist", "clerk", "observer")
        for name in (*sees, "lead_head", "coordinating_focal", "other_unit_focal", "administrator", "outsider"):
            user: Any = request.getfixturevalue(name)
            if name in sees:
                assert task_for(user, task.id) == task, name
            else:
                with pytest.raises(NotFound):
                    task_for(user, task.id)
        assign(office_leader, province, task)
        for name in ("lead_head", "coordinating_focal"):
            assert task_for(request.getfixturevalue(name), task.id).id == task.id
        with pytest.raises(NotFound):
            task_for(request.getfixturevalue("other_unit_focal"), task.id)

    def test_a_specialist_sees_what_they_answer_for_whatever_its_field(self, specialist, office_leader, province):
        field = province.fields["van-xa"].id
        record(office_leader, code="not mine", field_id=field)
        mine = record(office_leader, code="mine", field_id=field, specialist_id=specialist.pk)
        assert [one.id for one in listed(specialist, TaskFilter(), MOMENT).states] == [mine.id]


class TestNothingIsFollowedTwice:
    def test_a_directive_with_the_same_words_is_proposed(self, office_leader, specialist, province):
        task = assign(office_leader, province, record(office_leader))
        found = proposals(
            recent_directives(specialist, on=TODAY), "1711/CĐ-TTg", "Báo cáo kết quả giải ngân vốn đầu tư công 2020"
        )
        assert [one.directive.id for one in found] == [task.directive_id]
        assert found[0].percent > 50
        assert (
            proposals(recent_directives(specialist, on=TODAY), "1711/CĐ-TTg", "Xây dựng nhà ở xã hội cho công nhân")
            == []
        )

    def test_a_directives_page_says_whose_task_it_passes_on(self, office_leader, province):
        task = assign(office_leader, province, record(office_leader))
        directive = Directive.objects.get(id=task.directive_id)
        parts = list(Assignment.objects.filter(directive_id=directive.id))
        (told,) = tasks_of_directive(directive, parts, MOMENT)
        assert (told.task.id, told.clocks.central.due_on, told.clocks.internal.due_on) == (
            task.id, DUE, dt.date(2021, 1, 27),
        )  # fmt: skip

"""The overview: what adds up, what each person sees of it, and when the roll-ups may answer."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.conftest import NOW
from tests.reviews.conftest import TODAY

from dondoc.accounts.permissions import Scope, scope_of
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.withdraw import withdraw
from dondoc.directives.listing import AssignmentFilter, Moment, count_assignments, list_assignments
from dondoc.directives.models import FigureCell, FigureClock
from dondoc.reviews import figures
from dondoc.reviews.figures import Figures, Slice, overview, trend

ALL = Scope(1, "all")


def at(days: int = 0, *, today: dt.date = TODAY, **more: object) -> Moment:
    return Moment(on=TODAY + dt.timedelta(days=days), today=today, **more)


def test_the_parts_add_up_and_due_soon_is_a_part_of_in_time(give):
    give("skhdt", "stc", due=2, coordinates=("syt",))
    give("skhdt", due=-1)
    give("skhdt", due=20, origin="central")
    give("stc")
    found = overview(ALL, at())
    assert found.total == Figures(open_in_time=4, due_soon=3, overdue=1, undated=1)
    assert found.total.population == 6
    assert {origin: each.population for origin, each in found.by_origin.items()} == {"province": 5, "central": 1}
    for groups in (found.by_unit, found.by_field, found.by_origin):
        assert sum(each.population for each in groups.values()) == 6
        assert sum(each.overdue for each in groups.values()) == 1
    assert list(found.total.as_dict()) == [
        "population", "done_on_time", "done_late", "open_in_time", "due_soon", "overdue", "undated",
    ]  # fmt: skip


def test_each_person_counts_what_they_see(give, province, lead_focal, specialist, administrator, outsider, observer):
    give("skhdt", due=1, field="kinh-te", coordinates=("stc",))
    give("syt", due=1, field="van-xa")
    give("syt", due=1)
    sees = {
        observer: 4,
        lead_focal: 1,
        specialist: 3,  # their field, and what is in none
        administrator: 0,
        outsider: 0,
    }
    for user, population in sees.items():
        for moment in (at(), at(-1), at(known_at=NOW)):
            assert overview(scope_of(user), moment).total.population == population, (user.username, moment)
        assert sum(month.assigned for month in trend(scope_of(user), at())) == population
    assert set(overview(scope_of(lead_focal), at()).by_unit) == {province.units["skhdt"].id}


@pytest.mark.parametrize("moment", [at(), at(-1), at(known_at=NOW)], ids=["today", "yesterday", "as known"])
def test_a_slice_counts_a_part(give, province, moment):
    give("skhdt", due=5, field="kinh-te", origin="central", coordinates=("stc", "syt"))
    give("skhdt", due=5)
    units = {code: unit.id for code, unit in province.units.items()}
    for part, population in (
        (Slice(), 4),
        (Slice(role="lead"), 2),
        (Slice(role="coordinate"), 2),
        (Slice(origin="central"), 3),
        (Slice(unit_ids=(units["skhdt"],)), 2),
        (Slice(unit_ids=(units["skhdt"], units["stc"]), role="coordinate"), 1),
        (Slice(field_id=province.fields["kinh-te"].id), 3),
        (Slice(field_id=0), 1),
    ):
        assert overview(ALL, moment, part).total.population == population, part
        assert sum(month.assigned for month in trend(ALL, moment, part)) == population, part


def test_what_was_withdrawn_leaves_the_figures_and_the_months(give, office_leader, province):
    kept, gone = give("skhdt", due=1)[0], give("stc", due=1)[0]
    withdraw(actor=office_leader, assignment_id=gone.id, now=NOW, reason="giao nhầm")
    found = overview(ALL, at())
    assert found.total.population == 1
    assert set(found.by_unit) == {kept.unit_id}
    assert sum(month.assigned for month in trend(ALL, at())) == 1
    # It stood until then.
    assert overview(ALL, at(-1)).total.population == 2


def test_a_new_morning_moves_the_roll_ups_by_itself(give):
    give("skhdt", due=0)
    give("stc", due=4)
    tomorrow = TODAY + dt.timedelta(days=1)
    assert overview(ALL, at()).total == Figures(open_in_time=2, due_soon=1)
    assert overview(ALL, at(1, today=tomorrow)).total == Figures(open_in_time=1, due_soon=1, overdue=1)
    assert FigureClock.objects.get().as_of == tomorrow
    # Whoever still asks for yesterday is answered from the rows; the clock stays.
    assert overview(ALL, at()).total == Figures(open_in_time=2, due_soon=1)
    assert FigureClock.objects.get().as_of == tomorrow


def test_the_setting_of_soon_is_followed_at_once_by_figures_and_counts(give, province):
    give("skhdt", due=5)
    assert overview(ALL, at()).total.due_soon == 0
    province.jurisdiction.due_soon_days = 7
    province.jurisdiction.save()
    moment = at(due_soon_days=7)
    soon = AssignmentFilter(timeliness=("due_soon",), counted=True)
    assert count_assignments(ALL, soon, moment) == 1
    assert overview(ALL, moment).total.due_soon == 1
    assert FigureClock.objects.get().due_soon_days == 7
    # Asked with another number than the office's, the rows answer.
    assert overview(ALL, at(due_soon_days=1)).total.due_soon == 0


def test_today_needs_two_questions_however_many_units(give, django_assert_num_queries):
    give("skhdt", "stc", "syt", due=1)
    overview(ALL, at())
    with django_assert_num_queries(2):
        overview(ALL, at())


def test_today_is_answered_from_the_roll_ups(give):
    give("skhdt", due=1)
    overview(ALL, at())
    FigureCell.objects.update(overdue=5)
    assert overview(ALL, at()).total.overdue == 5
    assert overview(ALL, at(known_at=NOW)).total.overdue == 0


def test_a_late_recorded_directive_counts_on_its_day_but_not_as_known_then(give):
    give("skhdt", due=1, given=10, now=NOW)
    assert overview(ALL, at(-5)).total.population == 1
    assert overview(ALL, at(-5, known_at=NOW - dt.timedelta(days=5))).total.population == 0
    assert overview(ALL, at(-11)).total.population == 0


def test_a_month_lists_exactly_what_it_counts(give, province, lead_focal, office_leader):
    give("skhdt", due=5, given=0)
    give("skhdt", due=5, given=40)
    months = trend(ALL, at())
    assert len(months) == 12
    assert [month.month for month in months][:1] == [dt.date(2020, 2, 1)]
    assert (months[-1].assigned, months[-2].assigned) == (1, 1)
    for month in months:
        last = (month.month.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        wanted = AssignmentFilter(counted=True, assigned_from=month.month, assigned_to=last)
        assert len(list_assignments(ALL, wanted, at())) == month.assigned == count_assignments(ALL, wanted, at())


def test_a_future_day_says_what_it_would_be(give):
    give("skhdt", due=5)
    assert overview(ALL, at(6)).total == Figures(overdue=1)


@pytest.mark.django_db(transaction=True)
def test_commands_at_the_same_time_leave_the_roll_ups_right(give, make_user):
    from django.db import connection

    from dondoc.directives.rollup import move_clock, rebuild

    people = {code: make_user(f"đầu mối {code}", "focal_point", unit=code) for code in ("skhdt", "stc", "syt")}
    mine = {code: [give(code, due=n)[0].id for n in range(-2, 6)] for code in people}
    start = threading.Barrier(4)

    def work(code: str) -> None:
        try:
            start.wait(10)
            for id_ in mine[code]:
                acknowledge(actor=people[code], assignment_id=id_, now=NOW)
                give(code, due=3)
        finally:
            connection.close()

    def move() -> None:
        try:
            start.wait(10)
            for days in (1, 2, 3):
                move_clock(jurisdiction_id=1, day=TODAY + dt.timedelta(days=days))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        jobs = [*(pool.submit(work, code) for code in people), pool.submit(move)]
        for job in jobs:
            job.result(timeout=60)
    later = at(3, today=TODAY + dt.timedelta(days=3))
    kept = overview(ALL, later)
    assert figures.clock_fits(1, later)
    rebuild(jurisdiction_id=1, day=later.today)
    assert overview(ALL, later) == kept
    assert kept.total.population == 48

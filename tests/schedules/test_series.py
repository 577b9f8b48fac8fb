"""Series of recurring directives: started, opened once, skipped, changed, stopped; units that ended; the night's run."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.schedules.schedule_world import codes, last, part

from dondoc.directives.models import Assignment, Directive
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.verify import verify
from dondoc.organizations.models import Unit, UnitSuccession
from dondoc.schedules.choices import OccurrenceState, SeriesState
from dondoc.schedules.commands.change_series import change_series
from dondoc.schedules.commands.open_next_occurrence import open_next_occurrence
from dondoc.schedules.commands.skip_occurrence import skip_occurrence
from dondoc.schedules.commands.start_series import start_series
from dondoc.schedules.commands.stop_series import stop_series
from dondoc.schedules.models import Occurrence, Series, SeriesRule
from dondoc.schedules.nightly import open_due_occurrences
from dondoc.schedules.series import series_seen, views_of, waiting_for_office

MONTHLY = "FREQ=MONTHLY;BYMONTHDAY=25"


def at(day: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(1), LOCAL)


def monthly(actor: Any, province: Any, **more: Any) -> Directive:
    given = {"due_on": None, "deadline_kind": "recurring", "deadline_words": "trước ngày 25 hằng tháng", **more}
    return story.give(actor, province, **given)


def start(actor: Any, directive: Directive, now: dt.datetime, **more: Any) -> Series:
    return start_series(actor=actor, directive_id=directive.id, now=now, **{"rrule": MONTHLY, **more})


@pytest.fixture
def series(office_leader: Any, province: Any, now: dt.datetime) -> Series:
    return start(office_leader, monthly(office_leader, province), now)


def made(series: Series) -> list[tuple[int, str, str, str]]:
    rows = Occurrence.objects.filter(series_id=series.id).order_by("number")
    return [(one.number, one.label, one.due_on.isoformat(), str(one.state)) for one in rows]


def end_unit(province: Any, code: str, last_day: str, *successors: str) -> None:
    unit = province.units[code]
    Unit.objects.filter(id=unit.id).update(valid_to=last_day)
    for one in successors:
        UnitSuccession.objects.create(
            jurisdiction_id=1, predecessor_unit_id=unit.id, successor_unit_id=province.units[one].id, on=last_day
        )


def test_the_directive_itself_is_the_first_occurrence(series: Series, province: Any) -> None:
    assert made(series) == [(1, "Tháng 01/2021", "2021-01-25", "opened")]
    directive = Directive.objects.get(id=series.directive_id)
    mine = part(directive, province)
    assert (mine.due_on, mine.original_due_on) == (dt.date(2021, 1, 25), dt.date(2021, 1, 25))
    assert codes("series", series.id) == ["series.started"]
    assert codes("assignment", mine.id)[-1] == "assignment.deadline_set"
    assert not verify().faults


def test_the_next_one_opens_when_its_month_begins(series: Series, office_leader: Any, province: Any) -> None:
    with pytest.raises(Conflict) as found:
        open_next_occurrence(actor=office_leader, series_id=series.id, now=at("2021-01-31"))
    assert found.value.code == "too_early"
    opened = open_next_occurrence(actor=office_leader, series_id=series.id, now=at("2021-02-01"))
    assert (opened.label, opened.due_on) == ("Tháng 02/2021", dt.date(2021, 2, 25))
    again = Directive.objects.get(id=opened.directive_id)
    assert again.id != series.directive_id
    assert (again.issued_on, again.due_on, again.deadline_kind) == (
        dt.date(2021, 2, 1),
        dt.date(2021, 2, 25),
        "recurring",
    )
    assert again.text == series.directive.text
    assert part(again, province, "stc").role == "coordinate"


def test_the_next_one_opens_when_the_one_before_is_closed(
    series: Series, office_leader: Any, province: Any, lead_focal: Any, coordinating_focal: Any, now: dt.datetime
) -> None:
    directive = Directive.objects.get(id=series.directive_id)
    for unit, actor in (("skhdt", lead_focal), ("stc", coordinating_focal)):
        assert not open_due_occurrences(1, at("2021-01-19")).occurrences
        story.bring_to("accepted", part(directive, province, unit), unit=actor, office=office_leader, now=now)
    assert len(open_due_occurrences(1, at("2021-01-19")).occurrences) == 1
    # Only the next one is ever there.
    assert not open_due_occurrences(1, at("2021-01-20")).occurrences


def test_the_night_opens_each_once(series: Series, office_leader: Any) -> None:
    assert len(open_due_occurrences(1, at("2021-02-01")).occurrences) == 1
    assert not open_due_occurrences(1, at("2021-02-01")).occurrences
    assert not open_due_occurrences(1, at("2021-02-02")).occurrences
    assert len(open_due_occurrences(1, at("2021-03-01")).occurrences) == 1
    assert [one[2] for one in made(series)] == ["2021-01-25", "2021-02-25", "2021-03-25"]


def test_a_second_press_of_the_button_opens_no_other(series: Series, office_leader: Any) -> None:
    open_next_occurrence(actor=office_leader, series_id=series.id, now=at("2021-02-01"), after=1)
    with pytest.raises(Conflict) as found:
        open_next_occurrence(actor=office_leader, series_id=series.id, now=at("2021-03-01"), after=1)
    assert found.value.code == "stale"


def test_after_nights_that_were_missed_nobody_is_late_before_they_were_told(series: Series) -> None:
    open_due_occurrences(1, at("2021-05-10"))
    assert made(series)[1:] == [
        (2, "Tháng 02/2021", "2021-02-25", "missed"), (3, "Tháng 03/2021", "2021-03-25", "missed"),
        (4, "Tháng 04/2021", "2021-04-26", "missed"), (5, "Tháng 05/2021", "2021-05-25", "opened"),
    ]  # fmt: skip
    assert codes("series", series.id).count("series.occurrence_missed") == 3


def test_a_series_ends_by_its_count(office_leader: Any, province: Any, now: dt.datetime) -> None:
    one = start(office_leader, monthly(office_leader, province), now, rrule=f"{MONTHLY};COUNT=2")
    open_due_occurrences(1, at("2021-02-01"))
    open_due_occurrences(1, at("2021-03-01"))
    one.refresh_from_db()
    assert one.state == SeriesState.FINISHED
    assert len(made(one)) == 2
    with pytest.raises(Conflict):
        open_next_occurrence(actor=office_leader, series_id=one.id, now=at("2021-03-02"))


def test_a_daily_one_is_not_thousands(office_leader: Any, province: Any, now: dt.datetime) -> None:
    one = start(office_leader, monthly(office_leader, province), now, rrule="FREQ=DAILY")
    assert len(made(one)) == 1
    open_due_occurrences(1, at("2021-01-19"))
    assert len(made(one)) == 2


def test_one_is_skipped_with_a_reason(series: Series, office_leader: Any) -> None:
    skipped = skip_occurrence(
        actor=office_leader, series_id=series.id, reason="Đã gộp vào báo cáo quý", number=2, now=at("2021-01-20")
    )
    assert (skipped.state, skipped.label, skipped.reason) == (
        OccurrenceState.SKIPPED,
        "Tháng 02/2021",
        "Đã gộp vào báo cáo quý",
    )
    with pytest.raises(Conflict):
        skip_occurrence(actor=office_leader, series_id=series.id, reason="x", number=2, now=at("2021-01-20"))
    with pytest.raises(BadInput):
        skip_occurrence(actor=office_leader, series_id=series.id, reason=" ", now=at("2021-01-20"))
    assert not open_due_occurrences(1, at("2021-02-01")).occurrences
    open_due_occurrences(1, at("2021-03-01"))
    assert made(series)[-1] == (3, "Tháng 03/2021", "2021-03-25", "opened")


def test_a_change_is_of_the_next_one_on(series: Series, office_leader: Any, province: Any) -> None:
    change_series(
        actor=office_leader, series_id=series.id, rrule="FREQ=MONTHLY;BYMONTHDAY=20", off_day="before",
        leads=[province.units["syt"].id], now=at("2021-01-20"),
    )  # fmt: skip
    assert [row.version for row in SeriesRule.objects.filter(series_id=series.id).order_by("version")] == [1, 2]
    assert part(Directive.objects.get(id=series.directive_id), province).due_on == dt.date(2021, 1, 25)
    open_due_occurrences(1, at("2021-02-01"))
    # 20/02/2021 is a Saturday.
    assert made(series)[-1] == (2, "Tháng 02/2021", "2021-02-19", "opened")
    latest = Occurrence.objects.filter(series_id=series.id).latest("number")
    assert Assignment.objects.get(directive_id=latest.directive_id, role="lead").unit_id == province.units["syt"].id
    assert last("series", series.id).payload["number"] == 2


def test_nothing_comes_after_a_stop(series: Series, office_leader: Any, now: dt.datetime) -> None:
    with pytest.raises(BadInput):
        stop_series(actor=office_leader, series_id=series.id, reason="", now=now)
    stop_series(actor=office_leader, series_id=series.id, reason="Hết dịch", now=now)
    assert not open_due_occurrences(1, at("2021-02-01")).occurrences
    for call in (stop_series, skip_occurrence):
        with pytest.raises(Conflict):
            call(actor=office_leader, series_id=series.id, reason="x", now=now)  # type: ignore[operator]
    with pytest.raises(Conflict):
        change_series(actor=office_leader, series_id=series.id, off_day="keep", now=now)


def test_one_successor_takes_the_next_one(series: Series, province: Any) -> None:
    end_unit(province, "skhdt", "2021-01-31", "stc")
    open_due_occurrences(1, at("2021-02-01"))
    latest = Occurrence.objects.filter(series_id=series.id).latest("number")
    units = {one.unit_id: one.role for one in Assignment.objects.filter(directive_id=latest.directive_id)}
    assert units == {province.units["stc"].id: "lead"}


@pytest.mark.parametrize("successors", [(), ("stc", "syt")])
def test_without_exactly_one_the_office_is_asked(
    successors: tuple[str, ...], series: Series, province: Any, office_leader: Any
) -> None:
    end_unit(province, "skhdt", "2021-01-31", *successors)
    done = open_due_occurrences(1, at("2021-02-01"))
    assert done.waiting == {series.id: "unit_ended"}
    assert len(made(series)) == 1
    (view,) = waiting_for_office(office_leader, today=dt.date(2021, 2, 1))
    assert view.is_blocked
    assert [(one.unit.code, len(one.successors)) for one in view.replacements] == [("skhdt", len(successors))]
    change_series(actor=office_leader, series_id=series.id, leads=[province.units["syt"].id], now=at("2021-02-01"))
    assert not waiting_for_office(office_leader, today=dt.date(2021, 2, 1))
    assert len(open_due_occurrences(1, at("2021-02-01")).occurrences) == 1


def test_one_series_that_cannot_go_on_stops_no_other(office_leader: Any, province: Any, now: dt.datetime) -> None:
    first = start(office_leader, monthly(office_leader, province), now)
    second = start(office_leader, monthly(office_leader, province, leads=("syt",), coordinates=()), now)
    end_unit(province, "skhdt", "2021-01-31")
    done = open_due_occurrences(1, at("2021-02-01"))
    assert (set(done.waiting), len(done.occurrences)) == ({first.id}, 1)
    assert len(made(second)) == 2


def test_the_leader_gives_where_the_starter_left(
    office_leader: Any, specialist: Any, province: Any, now: dt.datetime
) -> None:
    one = start(specialist, monthly(office_leader, province), now)
    specialist.is_active = False
    specialist.save()
    assert len(open_due_occurrences(1, at("2021-02-01")).occurrences) == 1
    latest = Occurrence.objects.filter(series_id=one.id).latest("number")
    assert latest.made_by_id == office_leader.pk
    office_leader.is_active = False
    office_leader.save()
    assert open_due_occurrences(1, at("2021-03-01")).waiting == {one.id: "nobody"}


def test_what_cannot_be_started(office_leader: Any, province: Any, now: dt.datetime, series: Series) -> None:
    with pytest.raises(Conflict) as found:
        start(office_leader, Directive.objects.get(id=series.directive_id), now)
    assert found.value.code == "series_of_directive_once"
    with pytest.raises(BadInput) as bad:
        start(office_leader, story.give(office_leader, province), now)
    assert bad.value.code == "not_recurring"
    for rule, code in (("FREQ=HOURLY", "bad_rule"), ("FREQ=DAILY;UNTIL=20201231", "bad_rule")):
        with pytest.raises(BadInput) as bad:
            start(office_leader, monthly(office_leader, province), now, rrule=rule)
        assert bad.value.code == code
    with pytest.raises(BadInput):
        start(office_leader, monthly(office_leader, province), now, off_day="sometimes")
    with pytest.raises(BadInput):
        start(office_leader, monthly(office_leader, province), now, starts_on=dt.date(1, 1, 1))
    open_due_occurrences(1, at("2021-02-01"))
    latest = Occurrence.objects.filter(series_id=series.id).latest("number")
    with pytest.raises(Conflict) as found:
        start(office_leader, Directive.objects.get(id=latest.directive_id), at("2021-02-01"))
    assert found.value.code == "is_occurrence"


def test_who_gives_directives_schedules_them(
    series: Series, specialist: Any, make_user: Any, lead_head: Any, clerk: Any, other_unit_focal: Any, outsider: Any,
    now: dt.datetime,
) -> None:  # fmt: skip
    other = make_user("cvkhac", "specialist", unit="vp", fields=("van-xa",))
    change_series(actor=specialist, series_id=series.id, off_day="keep", now=now)
    for actor in (lead_head, clerk):
        with pytest.raises(Refused):
            change_series(actor=actor, series_id=series.id, off_day="after", now=now)
        assert series_seen(actor).exists()
    for actor in (other, other_unit_focal, outsider):
        with pytest.raises(NotFound):
            change_series(actor=actor, series_id=series.id, off_day="after", now=now)
        assert not series_seen(actor).exists()


def test_many_series_ask_the_same_questions(
    office_leader: Any, province: Any, now: dt.datetime, django_assert_max_num_queries: Any
) -> None:
    for _each in range(8):
        start(office_leader, monthly(office_leader, province), now)
    end_unit(province, "skhdt", "2021-01-17", "stc")
    listed = list(series_seen(office_leader))
    with django_assert_max_num_queries(6):
        assert len(views_of(1, listed, today=dt.date(2021, 1, 18))) == 8


def test_an_occurrence_is_counted_again_by_another_calendar(
    series: Series, office_leader: Any, province: Any, now: dt.datetime
) -> None:
    from tests.schedules.schedule_world import declare

    from dondoc.calendars.choices import DeclaredKind
    from dondoc.calendars.rules import DayChange
    from dondoc.schedules.recounting import recount_of

    declare(office_leader, now, DayChange(dt.date(2021, 1, 25), DeclaredKind.HOLIDAY, "Nghỉ tránh bão"))
    found = recount_of(1, today=dt.date(2021, 1, 18))
    assert [(one.becomes, one.rule) for one in found.moves] == [(dt.date(2021, 1, 26), "occurrence")] * 2

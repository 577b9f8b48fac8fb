"""The calendar of a jurisdiction: the shipped one with what was decided, never a replaced one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendars import events
from dondoc.calendars.choices import DeclaredKind
from dondoc.calendars.commands.declare_days import declare_days
from dondoc.calendars.models import CalendarVersion, DeclaredDay
from dondoc.calendars.rules import DayChange, DayHindrance, changed_calendar, day_hindrance, days_that_differ
from dondoc.calendars.selectors import calendar_of, calendars_of, one_calendar
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.organizations.models import Jurisdiction
from dondoc.worktime import default_calendar, overlaid

STORM = DayChange(dt.date(2021, 1, 21), DeclaredKind.HOLIDAY, "Nghỉ tránh bão")
KINDS = [str(kind) for kind in DeclaredKind]


def declare(actor: Any, now: dt.datetime, *days: DayChange, **more: Any) -> Any:
    return declare_days(actor=actor, days=days, source=more.pop("source", "12/QĐ-TTg"), now=now, **more)


def test_without_a_decision_the_shipped_calendar_counts(province: Any) -> None:
    assert calendar_of(province.id) is default_calendar()


def test_a_decision_counts_at_once_and_under_another_version(
    province: Any, office_leader: Any, now: dt.datetime
) -> None:
    assert calendar_of(province.id).is_working_day(STORM.day)
    made = declare(office_leader, now, STORM)
    found = calendar_of(province.id)
    assert not found.is_working_day(STORM.day)
    assert found.version == made.version != default_calendar().version
    entry = found.entry(STORM.day)
    assert entry is not None
    assert (entry.name, entry.source) == ("Nghỉ tránh bão", "12/QĐ-TTg")


def test_another_jurisdiction_counts_by_its_own(outsider: Any, office_leader: Any, now: dt.datetime) -> None:
    declare(office_leader, now, STORM)
    assert calendar_of(outsider.jurisdiction_id) is default_calendar()


def test_a_decision_may_take_a_day_off_back(province: Any, office_leader: Any, now: dt.datetime) -> None:
    declare(office_leader, now, DayChange(dt.date(2021, 2, 16), DeclaredKind.ORDINARY, "Không nghỉ bù"))
    assert calendar_of(province.id).is_working_day(dt.date(2021, 2, 16))
    assert calendar_of(province.id).entry(dt.date(2021, 2, 16)) is None


def test_what_a_second_decision_takes_back_is_the_shipped_calendar_again(
    province: Any, office_leader: Any, now: dt.datetime
) -> None:
    declare(office_leader, now, STORM)
    declare(office_leader, now, DayChange(STORM.day, DeclaredKind.ORDINARY, "Bão không vào"), source="13/QĐ-TTg")
    assert calendar_of(province.id).version == default_calendar().version
    assert DeclaredDay.objects.get(day=STORM.day).source == "13/QĐ-TTg"


def test_calendars_that_counted_stay_known(province: Any, office_leader: Any, now: dt.datetime) -> None:
    made = declare(office_leader, now, STORM)
    declare(office_leader, now, DayChange(dt.date(2021, 1, 22), DeclaredKind.HOLIDAY, "Bão chưa tan"))
    known = calendars_of(province.id)
    assert next(iter(known)) == calendar_of(province.id).version
    assert {made.version, default_calendar().version} <= set(known)
    assert not known[made.version].is_working_day(STORM.day)
    assert known[made.version].is_working_day(dt.date(2021, 1, 22))
    assert CalendarVersion.objects.count() == 3


def test_the_ledger_keeps_what_stood_there(province: Any, office_leader: Any, now: dt.datetime) -> None:
    made = declare(office_leader, now, STORM, decided_on=dt.date(2021, 1, 17))
    (event,) = timeline(province.id, [(events.CALENDAR, province.id)])
    assert event.code == events.CALENDAR_DAYS_DECLARED
    assert event.payload["version"] == made.version
    assert event.payload["days"] == [
        {"day": "2021-01-21", "kind": "holiday", "name": "Nghỉ tránh bão", "was": "ordinary"}
    ]


def test_a_request_asks_once(province: Any, django_assert_num_queries: Any) -> None:
    calendar_of(province.id)
    with one_calendar(), django_assert_num_queries(1):
        calendar_of(province.id)
        calendar_of(province.id)


def test_a_request_that_changes_the_calendar_counts_by_the_new_one(
    province: Any, office_leader: Any, now: dt.datetime
) -> None:
    with one_calendar():
        calendar_of(province.id)
        declare(office_leader, now, STORM)
        assert not calendar_of(province.id).is_working_day(STORM.day)


def test_what_another_process_decided_is_seen(province: Any, now: dt.datetime) -> None:
    calendar_of(province.id)
    # Another process: its rows and its number, nothing of what is kept here.
    DeclaredDay.objects.create(
        jurisdiction_id=province.id, day=STORM.day, kind=STORM.kind, name=STORM.name, source="x", entered_at=now,
        entered_by_id=1,
    )  # fmt: skip
    Jurisdiction.objects.filter(id=province.id).update(worktime_version=10**12)
    assert not calendar_of(province.id).is_working_day(STORM.day)


def test_no_jurisdiction_no_calendar(db: None) -> None:
    with pytest.raises(NotFound):
        calendar_of(404)


@pytest.mark.parametrize("who", ["chair", "specialist", "clerk", "lead_head", "lead_focal", "observer"])
def test_others_do_not_enter_decisions(who: str, request: Any, now: dt.datetime) -> None:
    with pytest.raises(Refused):
        declare(request.getfixturevalue(who), now, STORM)


def test_the_administrator_enters_decisions(administrator: Any, province: Any, now: dt.datetime) -> None:
    declare(administrator, now, STORM)
    assert not calendar_of(province.id).is_working_day(STORM.day)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (DayChange(dt.date(2021, 2, 12), DeclaredKind.HOLIDAY, "Tết"), "no_change"),
        (DayChange(dt.date(2021, 1, 20), DeclaredKind.ORDINARY, "Ngày thường"), "no_change"),
        (DayChange(dt.date(2021, 1, 23), DeclaredKind.COMPENSATORY_OFF, "Nghỉ bù"), "weekend_off"),
        (DayChange(dt.date(2021, 1, 20), DeclaredKind.SWAPPED_WORKDAY, "Làm bù"), "already_worked"),
        (DayChange(dt.date(1021, 1, 20), DeclaredKind.HOLIDAY, "Nghỉ"), "out_of_range"),
        (DayChange(dt.date(2021, 1, 20), "party", "Nghỉ"), "bad_kind"),
        (DayChange(dt.date(2021, 1, 20), DeclaredKind.HOLIDAY, " "), "name_required"),
        (DayChange(dt.date(2021, 1, 20), DeclaredKind.HOLIDAY, "a\0b"), "bad_text"),
    ],
)
def test_a_day_that_cannot_be_is_refused(change: DayChange, code: str, office_leader: Any, now: dt.datetime) -> None:
    with pytest.raises(BadInput) as found:
        declare(office_leader, now, change)
    assert found.value.code == code
    assert not DeclaredDay.objects.exists()


@pytest.mark.parametrize(
    ("days", "more", "code"),
    [
        ((), {}, "no_days"),
        ((STORM, STORM), {}, "twice"),
        ((STORM,), {"source": " "}, "source_required"),
        ((STORM,), {"source": "x" * 201}, "too_long"),
        ((STORM,), {"decided_on": dt.date(2021, 1, 19)}, "in_future"),
        (tuple(DayChange(dt.date(2022, 6, 1) + dt.timedelta(days=k), DeclaredKind.HOLIDAY, "n") for k in range(61)), {}, "too_many_days"),
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_is_refused(
    days: Any, more: Any, code: str, office_leader: Any, now: dt.datetime
) -> None:
    with pytest.raises(BadInput) as found:
        declare(office_leader, now, *days, **more)
    assert found.value.code == code


days_of_2021 = st.dates(dt.date(2021, 1, 1), dt.date(2021, 12, 31))
changes = st.builds(DayChange, days_of_2021, st.sampled_from(KINDS), st.just("tên"))


@given(changes)
def test_what_may_be_declared_changes_the_calendar_and_can_be_taken_back(change: DayChange) -> None:
    before = default_calendar()
    after = changed_calendar(before, [change])
    if day_hindrance(change, before, []) is not None:
        return
    assert after.version != before.version
    was = before.entry(change.day)
    assert overlaid(after, {change.day: was}).version == before.version


@given(st.lists(changes, max_size=6))
def test_days_that_differ_are_those_of_the_decision(some: list[DayChange]) -> None:
    before = default_calendar()
    after = changed_calendar(before, some)
    assert set(days_that_differ(before, after)) <= {one.day for one in some}
    assert days_that_differ(before, after) == days_that_differ(after, before)
    assert days_that_differ(after, after) == []


def test_a_holiday_may_fall_on_a_sunday() -> None:
    assert day_hindrance(DayChange(dt.date(2021, 1, 24), DeclaredKind.HOLIDAY, "x"), default_calendar(), []) is None
    assert (
        day_hindrance(DayChange(dt.date(2021, 1, 24), DeclaredKind.HOLIDAY, "x"), default_calendar(), [dt.date(2021, 1, 24)])
        == DayHindrance.TWICE
    )  # fmt: skip

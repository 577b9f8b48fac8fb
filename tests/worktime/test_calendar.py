from datetime import date

import pytest

from dondoc.worktime import (
    CalendarDay,
    CalendarError,
    DayKind,
    WorkCalendar,
    default_calendar,
    parse_calendar,
    plain_calendar,
)

HEADER = "# version: t-1\n# years: 2021-2021\ndate,kind,name,confirmed,enabled,source,remark\n"


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2020-12-31", True),
        ("2021-01-01", False),
        ("2021-01-02", False),  # a Saturday
        ("2021-02-09", True),
        *[(f"2021-02-{day}", False) for day in range(10, 17)],
        ("2021-02-17", True),
        ("2021-04-21", False),  # Giỗ Tổ
        ("2021-04-30", False),
        ("2021-05-01", False),  # a Saturday
        ("2021-05-03", False),  # made up for 01/05
        ("2021-05-04", True),
        ("2021-09-01", True),
        ("2021-09-02", False),
        ("2021-09-03", False),
        ("2022-09-01", False),
        ("2018-12-31", False),  # swapped …
        ("2019-01-05", True),  # … with this Saturday
        ("2026-01-02", False),
        ("2026-01-10", True),
        ("2026-07-06", True),
    ],
)
def test_known_days(day, working):
    assert default_calendar().is_working_day(date.fromisoformat(day)) is working


def test_the_unconfirmed_day_of_culture_is_a_working_day_until_somebody_enables_it():
    calendar = default_calendar()
    assert calendar.entry(date(2026, 11, 24)) is None
    assert calendar.is_working_day(date(2026, 11, 24))


def test_every_year_has_at_least_the_days_of_the_labour_code():
    calendar = default_calendar()
    for year in range(calendar.first_year, calendar.last_year + 1):
        days = calendar.between(date(year, 1, 1), date(year, 12, 31))
        holidays = [entry for entry in days if entry.kind is DayKind.HOLIDAY]
        assert len(holidays) == (11 if year >= 2021 else 10), year
        made_up = sum(entry.day.weekday() >= 5 for entry in holidays)
        off = [entry for entry in days if entry.kind is DayKind.COMPENSATORY_OFF and "hoán đổi" not in entry.name]
        assert len(off) == made_up, year


def test_a_day_off_is_a_weekday_and_a_swapped_workday_is_a_weekend():
    for entry in default_calendar().days.values():
        if entry.kind is not DayKind.HOLIDAY:
            assert (entry.day.weekday() >= 5) is entry.is_working, entry


def test_years_to_come_are_not_confirmed_and_every_row_names_its_source():
    for entry in default_calendar().days.values():
        assert entry.source, entry
        if entry.day.year >= 2027:
            assert not entry.confirmed, entry


def test_calendar_says_which_years_it_covers():
    calendar = default_calendar()
    assert calendar.covers(date(2015, 1, 1))
    assert not calendar.covers(date(2014, 12, 31))
    assert calendar.is_working_day(date(2014, 1, 1))  # only the weekend is known there
    assert plain_calendar().covers(date(1, 1, 1))


def test_an_edited_file_has_another_version():
    row = "2021-01-01,holiday,Tết,yes,{},x,\n"
    with_day, without = parse_calendar(HEADER + row.format("yes")), parse_calendar(HEADER + row.format("no"))
    assert with_day.version.startswith("t-1+")
    assert with_day.version != without.version
    assert without.days == {}
    assert with_day == parse_calendar(HEADER + row.format("yes"))
    assert hash(with_day) == hash(parse_calendar(HEADER + row.format("yes")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER.replace("# version: t-1\n", ""), "version"),
        (HEADER.replace("# years: 2021-2021\n", ""), "years"),
        (HEADER.replace("2021-2021", "2022-2021"), "years"),
        (HEADER + "2021-02-30,holiday,x,yes,yes,x,\n", "dòng 4"),
        (HEADER + "2021-02-03,feast,x,yes,yes,x,\n", "dòng 4"),
        (HEADER + "2021-02-03,holiday,x,maybe,yes,x,\n", "dòng 4"),
        (HEADER + "2021-02-03,holiday\n", "dòng 4"),
        (HEADER + 2 * "2021-02-03,holiday,x,yes,yes,x,\n", "dòng 5"),
    ],
)
def test_a_damaged_file_is_refused_with_its_line(text, words):
    with pytest.raises(CalendarError, match=words):
        parse_calendar(text)


def test_a_changed_calendar_needs_a_new_version_and_leaves_the_old_one_alone():
    calendar = default_calendar()
    storm = CalendarDay(date(2021, 1, 4), DayKind.COMPENSATORY_OFF, "Nghỉ tránh bão")
    changed = calendar.changed("tỉnh-1", {storm.day: storm, date(2021, 1, 1): None})
    assert not changed.is_working_day(date(2021, 1, 4))
    assert changed.is_working_day(date(2021, 1, 1))
    assert calendar.is_working_day(date(2021, 1, 4))
    with pytest.raises(CalendarError):
        calendar.changed(calendar.version, {})
    with pytest.raises(TypeError):
        calendar.days[storm.day] = storm
    with pytest.raises(CalendarError):
        WorkCalendar("x", {date(2021, 1, 5): storm}, 2021, 2021)

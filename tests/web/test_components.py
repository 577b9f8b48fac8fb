"""Dates, numbers, figures and badges, as words and HTML."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from dondoc.directives.choices import AssignmentRole, Lifecycle, Timeliness
from dondoc.followup.choices import SuccessionKind
from dondoc.web import components
from dondoc.web.forms import ClockField, DayField

TODAY = dt.date(2021, 1, 18)


@pytest.mark.parametrize("code", list(Timeliness))
def test_timeliness_always_has_an_icon_and_a_word(code: Timeliness) -> None:
    badge = components.timeliness_badge(code)
    assert str(code.label) in badge
    assert f"icons.svg#{components.TIMELINESS_ICONS[code]}" in badge


@pytest.mark.parametrize("code", list(Lifecycle))
def test_lifecycle_always_has_an_icon_and_a_word(code: Lifecycle) -> None:
    assert str(code.label) in components.lifecycle_badge(code)
    assert "<use" in components.lifecycle_badge(code)


@pytest.mark.parametrize("ended", list(SuccessionKind))
def test_what_ended_in_favour_of_another_is_called_so(ended: SuccessionKind) -> None:
    said = components.lifecycle_badge("withdrawn", ended)
    assert str(ended.label) in said
    assert "Đã thu hồi" not in said
    template = Template("{% load dondoc %}{% lifecycle code nobody.kind %}")
    assert template.render(Context({"code": "assigned", "nobody": None})) == components.lifecycle_badge("assigned")


@pytest.mark.parametrize(("reached", "said"), [(0, "0 %"), (1, "1 %"), (99, "99 %"), (100, "100 %")])
def test_a_bar_has_its_figure_beside_it(reached: int, said: str) -> None:
    bar = components.progress_bar(reached)
    assert f'class="fill-done" width="{reached}%"' in bar
    assert f"<span>{said}</span>" in bar


def test_role_is_a_word() -> None:
    assert "Chủ trì" in components.role_badge(AssignmentRole.LEAD)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (dt.date(2021, 1, 21), "còn 3 ngày"),
        (TODAY, "hạn hôm nay"),
        (dt.date(2021, 1, 6), "quá 12 ngày"),
        (dt.date(2017, 1, 18), "quá 1.461 ngày"),
        (None, ""),
    ],
)
def test_days_left_in_words(due_on: dt.date | None, words: str) -> None:
    assert components.relative_day(due_on, TODAY) == words


def test_moment_is_local() -> None:
    assert components.moment(dt.datetime(2021, 1, 17, 18, 5, tzinfo=dt.UTC)) == "18/01/2021 01:05"
    assert components.day(dt.datetime(2021, 1, 17, 18, 5, tzinfo=dt.UTC)) == "18/01/2021"
    assert components.day(None, "–") == "–"


def test_numbers_as_each_language_writes_them() -> None:
    assert components.number(1234567) == "1.234.567"
    assert components.number(Decimal("1234.50")) == "1.234,50"
    assert components.number(None) == "–"
    with override("en"):
        assert components.number(1234567) == "1,234,567"


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_percent_never_claims_all_or_nothing_falsely(part: int, whole: int) -> None:
    part = min(part, whole)
    shown = components.percent(part, whole)
    assert (shown == "0 %") == (part == 0)
    assert (shown == "100 %") == (part == whole)


def test_figure_is_a_link_to_its_rows_and_escapes() -> None:
    html = components.figure(14, 412, "/nhiem-vu/?don_vi=a&han=b", "Sở <b>")
    assert 'href="/nhiem-vu/?don_vi=a&amp;han=b"' in html
    assert "14" in html
    assert "/412" in html
    assert "Sở &lt;b&gt;" in html
    assert "<a" not in components.figure(14, 412)


def test_deadline_cell_shows_words_where_there_is_no_day() -> None:
    assert "ngay sau &lt;i&gt;" in components.due_cell(None, TODAY, Timeliness.UNDATED, "ngay sau <i>")
    assert "quá 12 ngày" in components.due_cell(dt.date(2021, 1, 6), TODAY, Timeliness.OVERDUE)
    assert "quá" not in components.due_cell(dt.date(2021, 1, 6), TODAY, Timeliness.DONE_LATE)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15/01/2021", dt.date(2021, 1, 15)),
        (" 5/1/2021 ", dt.date(2021, 1, 5)),
        ("15-01-2021", dt.date(2021, 1, 15)),
        ("2021-01-15", dt.date(2021, 1, 15)),
        ("", None),
    ],
)
def test_day_field_reads_days_as_people_write_them(written: str, day: dt.date | None) -> None:
    assert DayField(required=False).clean(written) == day


def test_day_that_does_not_exist_is_named() -> None:
    with pytest.raises(forms.ValidationError, match="Ngày 31/02/2021 không có trong lịch"):
        DayField().clean("31/02/2021")
    with pytest.raises(forms.ValidationError, match="ngày/tháng/năm"):
        DayField().clean("mai")


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("8", dt.time(8)), ("08:00", dt.time(8)), ("8h30", dt.time(8, 30)), ("14g", dt.time(14)), (" 830 ", dt.time(8, 30)),
        ("0830", dt.time(8, 30)), ("8 giờ 30 phút", dt.time(8, 30)), ("8.30", dt.time(8, 30)), ("00:00", dt.time(0)), ("", None),
    ],
)  # fmt: skip
def test_clock_field_reads_hours_as_people_type_them(written: str, clock: dt.time | None) -> None:
    assert ClockField(required=False).clean(written) == clock


@pytest.mark.parametrize(
    ("written", "said"),
    [("25:00", "Không có giờ 25:00"), ("8:75", "Không có giờ"), ("sáng", "giờ:phút"), ("8:5", "giờ:phút")],
)
def test_an_hour_that_is_none_is_named(written: str, said: str) -> None:
    with pytest.raises(forms.ValidationError, match=said):
        ClockField().clean(written)


def test_day_is_shown_as_written_here() -> None:
    class Form(forms.Form):
        on = DayField(initial=dt.date(2021, 1, 5))

    assert 'value="05/01/2021"' in str(Form()["on"])
    assert not Form({"on": "05/01/2021"}, initial={"on": dt.date(2021, 1, 5)}).has_changed()

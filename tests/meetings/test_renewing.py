"""The title of a series' next meeting."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.meetings.renewing import renewed

DECEMBER, JANUARY = dt.date(2020, 12, 29), dt.date(2021, 1, 29)


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("Hội nghị kiểm điểm công tác năm 2020", "Hội nghị kiểm điểm công tác năm 2021"),
        ("Phiên họp thường kỳ tháng 12 năm 2020", "Phiên họp thường kỳ tháng 01 năm 2021"),
        ("Phiên họp thường kỳ tháng 12/2020", "Phiên họp thường kỳ tháng 01/2021"),
        ("Tình hình tháng 11, nhiệm vụ tháng 12 năm 2020", "Tình hình tháng 12, nhiệm vụ tháng 01 năm 2021"),
        (
            "Họp đánh giá quý IV năm 2020, nhiệm vụ quý I năm 2021",
            "Họp đánh giá quý I năm 2021, nhiệm vụ quý II năm 2021",
        ),
        ("Họp quý 4/2020", "Họp quý 1/2021"),
        ("Phiên họp thứ 56", "Phiên họp thứ 57"),
        ("Hội nghị lần thứ 09", "Hội nghị lần thứ 10"),
        ("Giao ban tuần 53", "Giao ban tuần 04"),
        ("Họp ngày 29/12/2020 về phòng, chống dịch", "Họp ngày 29/01/2021 về phòng, chống dịch"),
        ("Họp ngày 29/12 về phòng, chống dịch", "Họp ngày 29/01 về phòng, chống dịch"),
        ("Kế hoạch năm 2021", "Kế hoạch năm 2022"),
    ],
)
def test_what_counts_time_goes_on(title, following):
    assert renewed(title, DECEMBER, JANUARY) == following


@pytest.mark.parametrize(
    "title",
    [
        "Triển khai Luật Đất đai năm 2013", "Sơ kết kế hoạch 5 năm 2016-2020", "Nhiệm kỳ 2016 - 2021", "Chỉ thị 16/2020",
        "Họp ngày 01/12/2020 chưa xong", "Giao ban tuần 51", "Tổng kết các tháng 1, 2, 3", "Họp Ban Chỉ đạo 389", "",
    ],
)  # fmt: skip
def test_what_does_not_count_this_meeting_stays(title):
    assert renewed(title, DECEMBER, JANUARY) == title


@pytest.mark.parametrize(
    ("title", "last", "following", "expected"),
    [
        ("Giao ban tuần 03 năm 2021", (2021, 1, 18), (2021, 1, 25), "Giao ban tuần 04 năm 2021"),
        ("Giao ban tuần 09/2021", (2021, 3, 1), (2021, 3, 8), "Giao ban tuần 10/2021"),
        ("Giao ban tuần 3", (2021, 1, 18), (2021, 1, 25), "Giao ban tuần 4"),
        ("Giao ban tuần thứ 52", (2021, 12, 27), (2022, 1, 3), "Giao ban tuần thứ 01"),
        ("Giao ban tuần 00", (2021, 1, 18), (2021, 1, 25), "Giao ban tuần 00"),
    ],
)
def test_a_week_goes_on_as_it_is_written(title, last, following, expected):
    assert renewed(title, dt.date(*last), dt.date(*following)) == expected


DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))


@settings(max_examples=80, deadline=None)
@given(DAYS, DAYS)
def test_a_title_of_its_month_quarter_and_year_is_one_of_the_next_day_s(last, following):
    def title(day):
        quarter = ("I", "II", "III", "IV")[(day.month - 1) // 3]
        return f"Phiên họp tháng {day:%m} năm {day.year}, quý {quarter}/{day.year}, năm {day.year}, ngày {day:%d/%m/%Y}"

    assert renewed(title(last), last, following) == title(following)
    assert renewed(renewed(title(last), last, following), following, last) == title(last)

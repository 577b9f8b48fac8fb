"""Expressions of time: what each means in a document written on 2021-01-07 (a Thursday)."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.builders import notice

from dondoc.reading import read, read_deadline
from dondoc.reading.dates import add_months, add_weekdays, without_year
from dondoc.reading.deadlines import bare_period, choose, find
from dondoc.reading.normalise import comparable
from dondoc.worktime import add_working_days, default_calendar

WRITTEN = dt.date(2021, 1, 7)

TABLE = [
    # days
    ("nộp hồ sơ trước ngày 15/01/2021", "date", "2021-01-15"),
    ("gửi báo cáo trước 15/01/2021", "date", "2021-01-15"),
    ("gửi về Sở chậm nhất ngày 20/02/2021", "date", "2021-02-20"),
    ("gửi về Sở chậm nhất là ngày 20/02/2021", "date", "2021-02-20"),
    ("chậm nhất vào ngày 20 tháng 02 năm 2021 phải xong", "date", "2021-02-20"),
    ("muộn nhất ngày 05-3-2021", "date", "2021-03-05"),
    ("xong trước ngày 05.3.2021", "date", "2021-03-05"),
    ("hoàn thành trước ngày 31 tháng 3 năm 2021", "date", "2021-03-31"),
    ("hoàn thành ngay trong ngày 08/01/2021", "date", "2021-01-08"),
    ("báo cáo trong ngày 08/01/2021", "date", "2021-01-08"),
    ("thực hiện đến hết ngày 30/6/2021", "date", "2021-06-30"),
    ("hết ngày 30/6/2021 phải khóa sổ", "date", "2021-06-30"),
    ("trình trước 17h00 ngày 12/01/2021", "date", "2021-01-12"),
    ("trình trước 17 giờ 30 phút, ngày 12/01/2021", "date", "2021-01-12"),
    ("không muộn hơn ngày 01/02/2021", "date", "2021-02-01"),
    ("không quá ngày 01/02/2021", "date", "2021-02-01"),
    ("thời gian hoàn thành: 30/4/2021", "date", "2021-04-30"),
    ("thời hạn báo cáo: ngày 30/4/2021", "date", "2021-04-30"),
    ("hoàn thành vào ngày 01/6/2021", "date", "2021-06-01"),
    ("xong trước ngày Quốc khánh 02/9/2021", "date", "2021-09-02"),
    # a day without its year is the next one, never before the document
    ("báo cáo trước ngày 15/01", "date", "2021-01-15"),
    ("báo cáo trước ngày 05/01", "date", "2022-01-05"),
    ("báo cáo trước ngày 30 tháng 6", "date", "2021-06-30"),
    # periods
    ("hoàn thành trong tháng 8 năm 2021", "period", "2021-08-31"),
    ("hoàn thành trong tháng 8/2021", "period", "2021-08-31"),
    ("xong trong tháng 02/2024", "period", "2024-02-29"),
    ("báo cáo trong tháng 3", "period", "2021-03-31"),
    ("hoàn thành trong quý I và quý II", "period", "2021-06-30"),
    ("hoàn thành trong quý III/2021", "period", "2021-09-30"),
    ("hoàn thành trong quý IV năm 2021", "period", "2021-12-31"),
    ("trình trong quý 2 năm 2022", "period", "2022-06-30"),
    ("hoàn thành trong năm 2021", "period", "2021-12-31"),
    ("thực hiện đến hết năm 2025", "period", "2025-12-31"),
    ("giải ngân trong 6 tháng đầu năm 2021", "period", "2021-06-30"),
    ("giải ngân trong 06 tháng cuối năm 2021", "period", "2021-12-31"),
    ("thu hồi nợ trong 9 tháng đầu năm", "period", "2021-09-30"),
    ("khởi công vào cuối tháng 5/2021", "period", "2021-05-31"),
    ("khởi công vào đầu tháng 5/2021", "period", "2021-05-10"),
    ("khởi công giữa tháng 5/2021", "period", "2021-05-20"),
    ("hoàn thành trước tháng 4/2021", "period", "2021-03-31"),
    ("hoàn thành trước quý III năm 2021", "period", "2021-06-30"),
    ("xong trong tháng này", "period", "2021-01-31"),
    ("báo cáo trong tuần này", "period", "2021-01-10"),
    ("báo cáo trong tuần tới", "period", "2021-01-17"),
    ("từ nay đến hết năm 2021", "period", "2021-12-31"),
    # counts
    ("báo cáo trong 15 ngày kể từ ngày ký Thông báo này", "relative", "2021-01-22"),
    ("trong vòng 45 ngày kể từ ngày ra Thông báo này", "relative", "2021-02-21"),
    ("trong thời hạn 05 ngày làm việc kể từ ngày ban hành văn bản này", "relative", "2021-01-14"),
    ("trong 10 ngày làm việc kể từ ngày ký", "relative", "2021-01-21"),
    ("trong 02 tuần kể từ ngày ban hành", "relative", "2021-01-21"),
    ("trong vòng 01 tháng kể từ ngày ký ban hành", "relative", "2021-02-07"),
    ("trong ba ngày kể từ ngày 01/02/2021", "relative", "2021-02-04"),
    ("trong 07 ngày kể từ ngày nhận được hồ sơ", "relative", None),
    ("chậm nhất sau 10 ngày kể từ khi kết thúc đợt kiểm tra", "relative", None),
    ("trả kết quả trong 24 giờ", "relative", None),
    # occurrences
    ("triển khai ngay sau khi nghị quyết được ban hành", "event", None),
    ("ngay sau nghị quyết ban hành, các đơn vị lập kế hoạch", "event", None),
    ("chuẩn bị xong trước kỳ họp thứ 5", "event", None),
    ("ký số trước khi gửi", "event", None),
    ("trước Tết Nguyên đán phải chi trả xong", "event", None),
    ("tạm dừng cho đến khi có chỉ đạo mới", "event", None),
    ("tăng cường kiểm tra trong dịp Tết", "event", None),
    # again and again
    ("báo cáo hằng tháng", "recurring", None),
    ("báo cáo hàng quý, hàng năm", "recurring", None),
    ("gửi trước ngày 20 hằng tháng", "recurring", None),
    ("gửi trước ngày 30 tháng 6 hằng năm", "recurring", None),
    ("định kỳ hai năm một lần rà soát danh mục", "recurring", None),
    ("sáu tháng một lần báo cáo kết quả", "recurring", None),
    ("báo cáo trước 17h00 hằng ngày", "recurring", None),
    ("báo cáo vào thứ Sáu hằng tuần", "recurring", None),
    ("giao ban mỗi tuần", "recurring", None),
    ("họp 02 lần/tháng", "recurring", None),
]

NO_TIME = [
    "thực hiện kế hoạch năm 2021",
    "phát triển kinh tế giai đoạn 2021-2025",
    "đến năm 2030 đạt 60 phần trăm",
    "áp dụng từ ngày 01/6/2021",
    "theo Quyết định số 12/QĐ-UBND ngày 05/01/2021",
    "quản lý ngân sách hằng năm",
    "đất sử dụng trước ngày 15/10/1993",
    "khẩn trương, kịp thời, đúng tiến độ",
    "các chỉ tiêu trong các tháng cuối năm",
    "tính đến ngày 30/6/2021 đã có 12 hồ sơ",
    "tổng mức 24/34 chỉ tiêu",
    "tăng 5,5% so với cùng kỳ",
    "kỳ họp cuối năm của Hội đồng nhân dân",
]


def expressions():
    """The table beside this file: (words, kind, last day, recurrence rule)."""
    text = Path(__file__).with_name("deadline_expressions.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            words, kind, *rest = (part.strip() for part in line.split("|"))
            yield pytest.param(words, kind, *[*rest, "", ""][:2], id=words)


@pytest.mark.parametrize(("words", "kind", "due", "rule"), list(expressions()))
def test_expression_of_the_table(words, kind, due, rule):
    found = choose(find(comparable(words), WRITTEN))
    if kind == "none":
        assert found is None
        return
    assert found is not None
    assert (found.kind, found.due_on.isoformat() if found.due_on else "", found.rrule or "") == (kind, due, rule)


@pytest.mark.parametrize("rule", sorted({row.values[3] for row in expressions()} - {""}))
def test_a_recurrence_rule_is_one_of_rfc_5545(rule):
    parts = dict(part.split("=") for part in rule.split(";"))
    assert parts.pop("FREQ") in {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
    assert int(parts.pop("INTERVAL", "2")) >= 2
    assert all(1 <= int(month) <= 12 for month in parts.pop("BYMONTH", "1").split(","))
    assert all(day == "-1" or 1 <= int(day) <= 31 for day in parts.pop("BYMONTHDAY", "1").split(","))
    assert all(day[-2:] in {"MO", "TU", "WE", "TH", "FR", "SA", "SU"} for day in parts.pop("BYDAY", "MO").split(","))
    assert parts.pop("BYSETPOS", "1") in {"1", "-1"}
    assert parts == {}


def test_working_days_follow_the_calendar_that_is_given():
    tet = dt.date(2021, 2, 8)
    words = "trong 05 ngày làm việc kể từ ngày ký"
    by_week = choose(find(words, tet))
    by_calendar = choose(find(words, tet, lambda day, count: add_working_days(day, count, default_calendar())))
    assert by_week is not None
    assert by_week.due_on == dt.date(2021, 2, 15)
    assert by_calendar is not None
    assert by_calendar.due_on == dt.date(2021, 2, 22)


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("Quý III/2021", "period", "Quý III/2021"),
        ("Thường xuyên", "standing", ""),
        ("tiếp tục thực hiện", "standing", ""),
        ("khẩn trương", "none", ""),
        ("Giao Sở Tài chính báo cáo trước ngày 15/3.", "date", "trước ngày 15/3"),
        ("", "none", ""),
    ],
)
def test_an_expression_on_its_own(words, kind, said):
    answer = read_deadline(words, WRITTEN)
    assert (answer.kind, answer.words) == (kind, said)
    assert answer.rules


def test_an_expression_with_a_day_that_does_not_exist_warns():
    answer = read_deadline("trước ngày 31/02/2021", WRITTEN)
    assert answer.due_on is None
    assert [notice.code for notice in answer.warnings] == ["impossible_date"]


@pytest.mark.parametrize(("words", "kind", "due"), TABLE, ids=[row[0] for row in TABLE])
def test_expression(words, kind, due):
    found = choose(find(words, WRITTEN))
    assert found is not None
    assert (found.kind, found.due_on and found.due_on.isoformat()) == (kind, due)
    assert words[found.start : found.end].strip() == words[found.start : found.end]


@pytest.mark.parametrize("words", NO_TIME)
def test_what_names_a_thing_is_no_deadline(words):
    assert find(words, WRITTEN) == []


@pytest.mark.parametrize("words", ["trước ngày 31/02/2021", "chậm nhất ngày 31/4/2021", "trước ngày 30/02"])
def test_a_day_that_does_not_exist_gives_no_date_and_says_so(words):
    (found,) = find(words, WRITTEN)
    assert (found.kind, found.due_on, found.impossible) == ("date", None, True)


def test_without_a_document_date_no_year_is_made_up():
    (found,) = find("trước ngày 15/3", None)
    assert found.due_on is None
    assert found.impossible is False


def test_the_last_of_several_dates_governs():
    found = choose(find("hoàn thành dự thảo trước 15/6/2021, trình trước 30/6/2021", WRITTEN))
    assert found is not None
    assert found.due_on == dt.date(2021, 6, 30)


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Tháng 8/2024", "2024-08-31"),
        ("2024 - 2025", "2025-12-31"),
        ("Quý III/2024", "2024-09-30"),
        ("30/9/2024", "2024-09-30"),
        ("Trước 15/10/2024", "2024-10-15"),
        ("Năm 2024", "2024-12-31"),
    ],
)
def test_a_time_alone_in_a_cell(cell, due):
    found = bare_period(cell, dt.date(2024, 1, 1))
    assert found is not None
    assert found.due_on == dt.date.fromisoformat(due)


@pytest.mark.parametrize("year", [1, 1900, 2200, 9998, 9999])
@pytest.mark.parametrize(
    "words",
    [
        "trong năm tới", "trong tháng tới", "trong tháng 01", "trong quý I", "trong quý tới", "trong tuần tới", "trong ngày mai",
        "ngày 10 tháng tới", "thứ Hai tuần sau", "trong 10 ngày kể từ ngày ký", "trong 15 ngày làm việc kể từ ngày ký",
        "trong 6 tháng kể từ ngày ký", "trong 2 năm kể từ ngày ký", "trước ngày 01/01",
    ],
)  # fmt: skip
def test_nothing_is_reckoned_from_a_year_that_no_document_is_of(words, year):
    assert read_deadline(words, dt.date(year, 12, 31)).due_on is None
    reading = read(
        notice(f"1. Giao Sở Y tế báo cáo kết quả {words}.").replace("14 tháng 3 năm 2023", f"31 tháng 12 năm {year:04}")
    )
    assert reading.document.date is None
    assert "impossible_date" in [w.code for w in reading.warnings]
    assert all(d.deadline is None or d.deadline.due_on is None for d in reading.directives)


def test_29_february_waits_for_a_leap_year():
    assert without_year(29, 2, WRITTEN) == dt.date(2024, 2, 29)


def test_a_month_later_is_the_corresponding_day_or_the_last():
    assert add_months(dt.date(2021, 1, 31), 1) == dt.date(2021, 2, 28)


def test_weekdays_skip_the_weekend():
    assert add_weekdays(dt.date(2021, 1, 8), 1) == dt.date(2021, 1, 11)


@given(
    st.text(alphabet="trước ngàyhếtquýthángnăm0123456789/-., IV", max_size=80),
    st.dates(dt.date(1990, 1, 1), dt.date(2150, 1, 1)),
)
def test_no_expression_lies_before_its_document(words, written):
    for found in find(words, written):
        assert 0 <= found.start < found.end <= len(words)
        assert found.due_on is None or found.due_on >= written or found.kind == "relative"

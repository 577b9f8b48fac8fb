"""Days, deadlines, states and names as they are typed into cells."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.tasksheets.reading import (
    day_order,
    looks_swapped,
    propose_names,
    read_day,
    read_due,
    read_state,
    split_names,
)

ISSUED = dt.date(2021, 1, 7)
DAYS = st.dates(dt.date(1955, 1, 1), dt.date(2118, 12, 31))
UNITS = (
    "Sở Tài chính", "Sở Y tế", "Sở Kế hoạch và Đầu tư", "Sở Tài nguyên và Môi trường", "Sở Văn hóa, Thể thao và Du lịch", "Công an tỉnh",
    "UBND các huyện, thành phố", "Văn phòng UBND tỉnh",
)  # fmt: skip


@given(DAYS)
def test_a_day_reads_back_the_same_in_whatever_way_it_was_typed(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    ways: list[Any] = [
        day, dt.datetime.combine(day, dt.time(17, 30)), serial, float(serial), str(serial), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{day.year}", f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}",
        f"ngày {day.day} tháng {day.month:02} năm {day.year}", f"{day.day} tháng {day.month}/{day.year}", f"Ngày {day:%d/%m/%Y}",
        f"{day:%d/%m/%Y} 17:00", f"17h00 ngày {day:%d/%m/%Y}", f" {day:%d / %m / %Y} ", f"Thứ hai, ngày {day:%d/%m/%Y}", f"Theo công văn ngày {day:%d/%m/%Y}",
    ]  # fmt: skip
    for way in ways:
        reading = read_day(way)
        assert (reading.on, reading.question) == (day, ""), way


@given(DAYS, st.sampled_from(["dmy", "ask", "mdy"]))
def test_a_day_is_never_taken_that_is_not_one_of_those_it_may_be(day: dt.date, order: Any) -> None:
    reading = read_day(f"{day:%d/%m/%Y}", order=order)
    may_be = {day, *([day.replace(day=day.month, month=day.day)] if day.day <= 12 else [])}
    assert reading.on in may_be | {None}
    assert set(reading.options) <= may_be
    if order == "ask" and len(may_be) > 1:
        assert (reading.on, reading.question) == (None, "order")


def test_a_year_that_is_not_written_is_asked_for() -> None:
    reading = read_day("15/1", near=ISSUED)
    assert (reading.on, reading.question) == (None, "year")
    assert reading.options == (dt.date(2021, 1, 15), dt.date(2022, 1, 15))
    assert read_day("15/1").options == ()
    assert read_day(15.1, near=ISSUED).question == "year"


@pytest.mark.parametrize(
    ("cell", "question"),
    [
        ("31/02/2021", "impossible"), ("30 tháng 2 năm 2021", "impossible"), ("01/15/2021", "order"), ("15/01/2021 và 20/01/2021", "several"),
        ("sớm", "unread"), (7, "unread"), ("32/1", "impossible"), ("99/99/2021", "impossible"),
    ],
)  # fmt: skip
def test_what_is_no_certain_day_is_a_question(cell: Any, question: str) -> None:
    reading = read_day(cell)
    assert (reading.on, reading.question) == (None, question)


def test_a_column_that_writes_month_before_day_is_noticed() -> None:
    assert day_order(["07/01/2021", "15/01/2021"]) == "dmy"
    assert day_order(["01/15/2021", "03/04/2021"]) == "ask"
    assert read_day("03/04/2021", order="ask").options == (dt.date(2021, 4, 3), dt.date(2021, 3, 4))


def test_days_that_excel_changed_over_while_they_were_typed_are_noticed() -> None:
    real = [dt.date(2021, 5, 1), dt.date(2021, 6, 2), dt.date(2021, 7, 3)]
    assert looks_swapped([*real, "15/01/2021", "20/02/2021", "31/03/2021"])
    assert not looks_swapped([*real, dt.date(2021, 1, 15), "20/02/2021", "15/01/2021", "31/03/2021"])
    assert not looks_swapped([*real, "05/01/2021", "20/02/2021", "31/03/2021"])


@pytest.mark.parametrize(
    ("cell", "kind", "due_on"),
    [
        ("31/12/2021", "date", dt.date(2021, 12, 31)), (dt.date(2021, 3, 1), "date", dt.date(2021, 3, 1)), (44211, "date", dt.date(2021, 1, 15)),
        ("trước ngày 15/01/2021", "date", dt.date(2021, 1, 15)), ("trong quý I/2021", "period", dt.date(2021, 3, 31)),
        ("Q1/2021", "period", dt.date(2021, 3, 31)), ("Quý IV năm 2021", "period", dt.date(2021, 12, 31)), ("tháng 3/2021", "period", dt.date(2021, 3, 31)),
        ("03/2021", "period", dt.date(2021, 3, 31)), ("T2/2024", "period", dt.date(2024, 2, 29)), ("Năm 2021", "period", dt.date(2021, 12, 31)),
        (2021, "period", dt.date(2021, 12, 31)), ("6 tháng đầu năm 2021", "period", dt.date(2021, 6, 30)), ("thường xuyên", "standing", None),
        ("Thường xuyên, liên tục", "standing", None), ("Không thời hạn", "none", None), ("", "none", None), ("-", "none", None),
        ("hàng tháng", "recurring", None), ("trong 30 ngày kể từ ngày ban hành", "relative", dt.date(2021, 2, 6)),
        ("từ 01/01/2021 đến 31/03/2021", "date", dt.date(2021, 3, 31)), ("sau khi có ý kiến của HĐND", "event", None), ("31/12/2020", "date", dt.date(2020, 12, 31)),
    ],
)  # fmt: skip
def test_a_deadline_is_understood_as_offices_write_it(cell: Any, kind: str, due_on: dt.date | None) -> None:
    reading = read_due(cell, issued_on=ISSUED)
    assert (reading.kind, reading.due_on, reading.question) == (kind, due_on, "")


@pytest.mark.parametrize(
    ("cell", "question"),
    [
        ("15/1", "year"), ("tháng 3", "year"), ("quý I", "year"), ("30 ngày", "count"), ("theo tiến độ dự án", "unread"), ("gấp", "unread"),
        ("15/01/2021\n30/01/2021", "several"), ("31/02/2021", "impossible"), ("13/2021", "impossible"), ("trước ngày 15/3", "year"),
    ],
)  # fmt: skip
def test_a_deadline_that_is_not_certain_is_a_question_and_no_date(cell: Any, question: str) -> None:
    reading = read_due(cell, issued_on=ISSUED)
    assert (reading.due_on, reading.question) == (None, question)


@given(DAYS.filter(lambda day: day > ISSUED))
def test_every_way_to_type_a_deadline_gives_the_same_day(day: dt.date) -> None:
    for way in (
        day,
        f"{day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
        f"trước ngày {day:%d/%m/%Y}",
        f"Hoàn thành ngày {day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
    ):
        assert read_due(way, issued_on=ISSUED).due_on == day, way


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_cell(text: str) -> None:
    for reading in (read_day(text, near=ISSUED), read_due(text, issued_on=ISSUED)):
        assert isinstance(reading.question, str)
    assert read_state(status=text, progress=text, result=text).kind
    assert isinstance(split_names(text, lambda _name: False), list)
    assert propose_names(text, {1: ("Sở Y tế",)}) is not None


@pytest.mark.parametrize(
    ("status", "progress", "result", "kind", "percent", "question"),
    [
        ("Hoàn thành", "", "Báo cáo 12/BC-SYT ngày 20/01/2021", "done", None, ""), ("Đã hoàn thành", 1.0, "", "done", 100, "completed_on"),
        ("Đang thực hiện", 0.5, "", "open", 50, ""), ("Quá hạn", "30%", "", "open", 30, ""), ("Chưa hoàn thành", "", "", "open", None, ""),
        ("Chưa thực hiện", "", "", "not_started", None, ""), ("", "100%", "", "done", 100, "completed_on"), ("", "", "", "unknown", None, ""),
        ("Hoàn thành", "60%", "", "done", 60, "contradiction"), ("lạ lắm", "", "", "unknown", None, "unread"), ("Thu hồi", "", "", "withdrawn", None, ""),
        ("Đã gộp", "", "", "withdrawn", None, ""), ("Đã được thay thế", "", "", "withdrawn", None, ""), ("Đã chuyển đơn vị khác", "", "", "withdrawn", None, ""),
        ("Đang thực hiện – trong hạn", "Đã trình cấp có thẩm quyền", "", "open", None, ""),
        ("Hoàn thành đúng hạn", "", "12/01/2021; 15/01/2021", "done", None, "several"), ("Sắp đến hạn", "", "", "open", None, ""),
        ("Hoàn thành trễ hạn", "", "ngày 20/01/2021", "done", None, ""),
        ("Đang thực hiện quá hạn", "", "", "open", None, ""), ("Đã báo cáo kết quả", "", "", "open", None, ""), ("Trong hạn", "", "", "open", None, ""),
    ],
)  # fmt: skip
def test_a_state_is_read_from_its_words_its_percentage_and_its_result(
    status: Any, progress: Any, result: str, kind: str, percent: int | None, question: str
) -> None:
    reading = read_state(status=status, progress=progress, result=result)
    assert (reading.kind, reading.percent, reading.question) == (kind, percent, question)


def test_the_day_of_completion_comes_from_the_text_of_the_result() -> None:
    reading = read_state(status="Hoàn thành", result="Đã ban hành QĐ số 05/QĐ-UBND ngày 20/01/2021")
    assert reading.completed_on == dt.date(2021, 1, 20)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Sở Tài chính", ["Sở Tài chính"]), ("Sở Kế hoạch và Đầu tư", ["Sở Kế hoạch và Đầu tư"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Tài chính; Sở Y tế", ["Sở Tài chính", "Sở Y tế"]), ("- Sở Tài chính\n- Sở Y tế", ["Sở Tài chính", "Sở Y tế"]),
        ("Sở Tài chính, Sở Kế hoạch và Đầu tư và Công an tỉnh", ["Sở Tài chính", "Sở Kế hoạch và Đầu tư", "Công an tỉnh"]),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        ("1. Sở Tài chính 2. Sở Y tế", ["Sở Tài chính", "Sở Y tế"]), ("Sở Tài chính, Sở Lạ và Mới", ["Sở Tài chính", "Sở Lạ và Mới"]),
        ("Sở Lạ, Sở Mới", ["Sở Lạ", "Sở Mới"]), ("UBND các huyện, thành phố", ["UBND các huyện, thành phố"]), ("", []), (" ; \n", []),
        ("Sở Tài chính; Sở Tài chính", ["Sở Tài chính"]),
    ],
)  # fmt: skip
def test_several_units_in_a_cell_are_told_apart_and_names_with_a_comma_stay_whole(cell: str, names: list[str]) -> None:
    assert split_names(cell, UNITS.__contains__) == names


@given(
    st.lists(st.sampled_from(UNITS), min_size=1, max_size=6, unique=True), st.sampled_from(["; ", "\n", ", ", " và "])
)
def test_known_units_joined_in_any_way_are_told_apart_again(units: list[str], joint: str) -> None:
    assert split_names(joint.join(units), UNITS.__contains__) == units


def test_a_name_that_is_not_known_gets_the_most_alike_proposed() -> None:
    names = {number: (name,) for number, name in enumerate(UNITS)}
    assert propose_names("Sở Tài Chinh tỉnh", names)[0].name == "Sở Tài chính"
    assert propose_names("Sở KH và Đầu tư", names)[0].name == "Sở Kế hoạch và Đầu tư"
    assert propose_names("Trường Đại học Kiên Giang", names) == []

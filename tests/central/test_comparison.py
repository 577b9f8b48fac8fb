"""Two files of the centre's system: what is new, changed, gone; what a cell says."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.central.files import HEADER, line, workbook

from dondoc.central.choices import Giver
from dondoc.central.comparison import COMPARED, compare, told_by
from dondoc.central.sheet import COLUMNS, CentralRow, central_rows, giver_of
from dondoc.tasksheets.reading import read_table

VALUES = st.dictionaries(st.sampled_from(COMPARED), st.sampled_from(["2021-01-31", "2021-02-15", "một", "hai", "MỘT"]))
ROWS = st.lists(
    st.builds(
        lambda number, values: CentralRow(number, f"c:{number}", values), st.integers(1, 8), VALUES
    ),
    max_size=10,
)  # fmt: skip


@given(ROWS)
def test_a_file_beside_itself_is_all_as_it_was(rows):
    found = compare(rows, rows)
    assert (found.new, found.changed, found.gone) == ([], [], [])
    assert len(found.same) == len({row.key for row in rows})


@given(ROWS, ROWS)
def test_new_changed_gone_and_same_are_all_of_it_and_none_is_two_of_them(before, after):
    found = compare(before, after)
    later = [row.key for row in found.new] + [pair.after.key for pair in (*found.changed, *found.same)]
    earlier = [row.key for row in found.gone] + [pair.before.key for pair in (*found.changed, *found.same)]
    assert sorted(later) == sorted({row.key for row in after})
    assert sorted(earlier) == sorted({row.key for row in before})


@given(ROWS, ROWS)
def test_the_other_way_round_new_is_gone_and_each_change_is_undone(before, after):
    there, back = compare(before, after), compare(after, before)
    assert {row.key for row in there.new} == {row.key for row in back.gone}
    undone = {(p.after.key, d.field, d.was, d.now) for p in there.changed for d in p.differences}
    assert undone == {(p.after.key, d.field, d.now, d.was) for p in back.changed for d in p.differences}


@given(ROWS, ROWS, st.sets(st.sampled_from(COMPARED)))
def test_what_one_of_them_does_not_tell_is_no_difference(before, after, fields):
    found = compare(before, after, fields=fields)
    assert {d.field for pair in found.changed for d in pair.differences} <= fields


def test_writing_is_no_difference_and_a_day_that_was_not_understood_is_none_either():
    before = CentralRow(1, "c:1", {"content": "Báo cáo kết quả", "due_on": "2021-01-31"})
    after = CentralRow(1, "c:1", {"content": "BÁO CÁO  kết quả."}, ("due_unread",))
    assert compare([before], [after]).changed == []
    gone = CentralRow(1, "c:1", {"content": "Báo cáo kết quả"})
    ((pair),) = compare([before], [gone]).changed
    assert [(d.field, d.was, d.now) for d in pair.differences] == [("due_on", "2021-01-31", "")]


def test_files_with_other_columns_are_compared_by_what_both_tell():
    assert told_by({"content": 1, "due_on": 2}, {"content": 0, "status": 3}) == {"content"}
    assert "document_issued_on" in told_by({"document_code": 1}, {"document_code": 1, "document_issued_on": 2})


def rows_of(*lines, header=HEADER):
    """What the rows of such a file say."""
    return central_rows(read_table(workbook(lines, header), words=COLUMNS))


def test_a_row_says_number_document_days_unit_and_state():
    (row,) = rows_of(line())
    assert (row.key, row.problems, row.day("due_on"), row.day("document_issued_on")) == (
        "c:tw001", (), dt.date(2021, 1, 31), dt.date(2020, 12, 10),
    )  # fmt: skip
    assert (row.text("unit"), row.text("status"), row.text("giver")) == (
        "Sở Kế hoạch và Đầu tư", "Chưa hoàn thành", "Thủ tướng Chính phủ",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "due", "problems"),
    [
        ("31/01/2021", "2021-01-31", ()),
        ("tháng 01/2021", "2021-01-31", ()),
        ("Quý I/2021", "2021-03-31", ()),
        ("Thường xuyên", "", ()),
        ("", "", ()),
        ("31/02/2021", "", ("due_unread",)),
        ("15/1", "", ("due_unread",)),
        ("sớm", "", ("due_unread",)),
    ],
)
def test_a_deadline_is_understood_or_said_not_to_be(cell, due, problems):
    (row,) = rows_of(line(due=cell))
    assert (row.text("due_on"), row.problems) == (due, problems)


def test_number_and_day_of_the_document_may_stand_in_one_cell():
    header = [name for name in HEADER if name != "Ngày ban hành"]
    cells = line(document="1711/CĐ-TTg ngày 10/12/2020")
    (row,) = rows_of([*cells[:3], *cells[4:]], header=header)
    assert (row.text("document_code"), row.text("document_issued_on")) == ("1711/CĐ-TTg", "2020-12-10")


def test_a_row_without_words_is_no_task_and_of_two_with_one_number_the_first_counts():
    rows = rows_of(line(content=""), line("TW-2"), line("tw 2", content="Khác"), line("=1+1", content="=SUM(A1)"))
    assert [(row.key, row.problems) for row in rows[:3]] == [
        ("", ("no_content",)), ("c:tw2", ()), ("c:tw2", ("same_key",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "giver"),
    [
        ("Phó Thủ tướng Trương Hòa Bình", Giver.DEPUTY),
        ("TTgCP", Giver.PRIME_MINISTER),
        ("Văn phòng Chính phủ", Giver.OFFICE),
        ("Chính phủ", Giver.GOVERNMENT),
        ("Bộ Tài chính", Giver.OTHER),
        ("", Giver.PRIME_MINISTER),
    ],
)
def test_who_gave_it_is_known_by_its_words(words, giver):
    assert giver_of(words) is giver

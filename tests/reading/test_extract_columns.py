"""Tables set by white space alone in a PDF: found by their titles, over lines and pages; other columns are none."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.reading.builders import pdf
from tests.reading.test_extract_pdf import HEAD

from dondoc.reading import read_bytes

LEFTS = (60, 90, 230, 360, 470)
WIDTHS = (25, 130, 120, 100, 80)
TITLES = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn")
ROWS = (
    ("1", "Rà soát quy hoạch sử dụng đất cấp huyện", "Sở Tài nguyên và Môi trường", "Sở Xây dựng", "30/6/2023"),
    ("2", "Xây dựng kế hoạch vốn", "Sở Tài chính", "", "Quý III/2023"),
    ("3", "Hoàn thành giải phóng mặt bằng đoạn qua huyện", "UBND huyện Tân Hiệp", "Công an huyện", "15/8/2023"),
)
LEADS = [("Sở Tài nguyên và Môi trường",), ("Sở Tài chính",), ("UBND huyện Tân Hiệp",)]
DAYS = [dt.date(2023, 6, 30), dt.date(2023, 9, 30), dt.date(2023, 8, 15)]
OPENING = [
    (113, 200, "Ngày 13/3/2023, Chủ tịch Ủy ban nhân dân huyện giao nhiệm vụ như"), (85, 216, "sau:"),
]  # fmt: skip


def wrapped(text, width, size=12):
    """The text as lines of a column, letters half an em wide."""
    lines = []
    for word in text.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * size / 2 <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def table(rows, top, *, middle=False, apart=6):
    """Pieces of a page: each row's cells side by side, the number on its first line or in its middle."""
    placed = []
    for row in rows:
        cells = [wrapped(cell, width) for cell, width in zip(row, WIDTHS, strict=True)]
        high = max(map(len, cells))
        for column, (left, lines) in enumerate(zip(LEFTS, cells, strict=True)):
            down = (high - len(lines)) // 2 if middle and column == 0 else 0
            placed += [(left, top + 16 * (k + down), line) for k, line in enumerate(lines)]
        top += 16 * high + apart
    return placed, top


def given(*pages):
    found = read_bytes(pdf(list(pages)), "a.pdf")
    return [d.lead for d in found.directives], [d.deadline.due_on for d in found.directives], found


@pytest.mark.parametrize("middle", [False, True], ids=["number above", "number in the middle"])
def test_columns_under_titles_are_a_table(middle):
    placed, _ = table((TITLES, *ROWS), 240, middle=middle, apart=12)
    leads, days, found = given([*HEAD, *OPENING, *placed])
    assert (leads, days) == (LEADS, DAYS)
    assert [d.coordinate for d in found.directives] == [("Sở Xây dựng",), (), ("Công an huyện",)]
    assert "| 2 | Xây dựng kế hoạch vốn | Sở Tài chính |  | Quý III/2023 |" in found.text


def test_titles_may_be_broken_over_lines():
    titles = (
        "STT",
        "Nội dung nhiệm vụ, công việc",
        "Cơ quan, đơn vị chủ trì thực hiện",
        "Cơ quan phối hợp",
        "Thời hạn hoàn thành",
    )
    placed, _ = table((titles, *ROWS), 240, apart=12)
    assert given([*HEAD, *OPENING, *placed])[:2] == (LEADS, DAYS)


@pytest.mark.parametrize("again", [False, True], ids=["goes on", "titles again"])
def test_a_table_goes_on_over_pages(again):
    first, _ = table((TITLES, *ROWS[:2]), 700)
    second, _ = table((TITLES, *ROWS[2:]) if again else ROWS[2:], 80)
    leads, days, _ = given([*HEAD, *OPENING, *first], [(290, 40, "2"), *second])
    assert (leads, days) == (LEADS, DAYS)


def test_a_row_cut_by_the_page_is_one():
    first, _ = table((TITLES, *ROWS[:1]), 700)
    rest = [(90, 80, "và hồ sơ kèm theo"), (230, 80, "chủ động"), (360, 80, "tỉnh")]
    _, _, found = given([*HEAD, *OPENING, *first], [(290, 40, "2"), *rest])
    assert (
        "cấp huyện và hồ sơ kèm theo | Sở Tài nguyên và Môi trường chủ động | Sở Xây dựng tỉnh | 30/6/2023 |"
        in found.text
    )


def test_what_follows_the_table_is_text_again():
    placed, bottom = table((TITLES, *ROWS), 240)
    after = [
        (113, bottom + 20, "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện, báo cáo trước ngày 30/12/2023."),
        (85, bottom + 60, "Nơi nhận:"), (360, bottom + 60, "CHỦ TỊCH"), (85, bottom + 76, "- Như trên;"), (370, bottom + 120, "Lê Thị Thu"),
    ]  # fmt: skip
    leads, days, found = given([*HEAD, *OPENING, *placed, *after])
    assert (leads[:3], days[:3]) == (LEADS, DAYS)
    assert "\nYêu cầu các cơ quan, đơn vị nghiêm túc thực hiện" in found.text
    assert found.document.signer.name == "Lê Thị Thu"


def test_columns_without_such_titles_are_none():
    rows = [(60, 240 + 16 * k, f"{k}") for k in range(1, 5)] + [(200, 240 + 16 * k, "Tổng số hộ") for k in range(1, 5)]
    assert "|" not in given([*HEAD, *OPENING, *rows])[2].text


def test_a_title_word_in_running_text_begins_no_table():
    lines = [
        (60, 240, "STT theo nhiệm vụ và cơ quan chủ trì, thời hạn hoàn thành được nêu tại phụ lục kèm theo thông"),
        (60, 256, "báo này; các cơ quan, đơn vị căn cứ thực hiện và báo cáo kết quả về Văn phòng để tổng hợp."),
    ]
    assert "|" not in given([*HEAD, *OPENING, *lines])[2].text

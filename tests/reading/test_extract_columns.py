"""Tables set by white space alone in a PDF: found by their titles, over lines and pages; other columns are none."""

from __future__ import annotations

import datetime as dt
import time

import pytest
import typst
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


def rows_in(found):
    return [line for line in found.text.split("\n") if line.startswith("|")]


def test_the_title_of_a_group_printed_over_the_gutters_is_a_row_of_its_own():
    first, bottom = table((TITLES,), 240)
    one, under = table(ROWS[:2], bottom + 22)
    two, _ = table(ROWS[2:], under + 22)
    groups = [(66, bottom, "I"), (90, bottom, "Về đất đai, do Sở Tài chính và các huyện theo dõi"), (90, under, "UBND CÁC HUYỆN, THÀNH PHỐ TRONG TỈNH")]  # fmt: skip
    leads, days, found = given([*HEAD, *OPENING, *first, *one, *two, *groups])
    assert (leads, days) == (LEADS, DAYS)
    assert "| I | Về đất đai, do Sở Tài chính và các huyện theo dõi |  |  |  |" in rows_in(found)
    assert "|  | UBND CÁC HUYỆN, THÀNH PHỐ TRONG TỈNH |  |  |  |" in rows_in(found)


@pytest.mark.parametrize("left", [60, 85, 300], ids=["under the numbers", "set in", "no list"])
def test_the_signature_is_no_part_of_the_last_row(left):
    placed, y = table((TITLES, *ROWS), 240)
    signed = [(360, y + 20, "KT. CHỦ TỊCH"), (360, y + 36, "PHÓ CHỦ TỊCH"), (370, y + 100, "Lê Thị Thu")]
    listed = [(left, y + 20, "Nơi nhận:"), (left, y + 36, "- Như trên;"), (left, y + 52, "- Lưu: VT.")]
    leads, _, found = given([*HEAD, *OPENING, *placed, *signed, *(listed if left < 300 else [])])
    assert leads == LEADS
    assert (found.document.signer.authority, found.document.signer.name) == ("KT. CHỦ TỊCH", "Lê Thị Thu")
    assert rows_in(found)[-1].endswith("| Công an huyện | 15/8/2023 |")


def test_numbered_text_behind_the_table_is_no_row():
    placed, y = table((TITLES, *ROWS), 240)
    after = [
        (60, y + 8, "1. Giao Sở Nội vụ theo dõi, đôn đốc việc thực hiện."),
        (60, y + 24, "2. Giao Sở Y tế báo cáo."),
    ]
    leads, _, found = given([*HEAD, *OPENING, *placed, *after])
    assert sorted(leads) == sorted([*LEADS, ("Sở Nội vụ",), ("Sở Y tế",)])
    assert len(rows_in(found)) == 4


def test_three_columns_and_titles_in_the_middle_of_wide_columns():
    placed = [
        (60, 240, "TT"), (170, 240, "Nội dung"), (390, 240, "Đơn vị chủ trì"), (60, 262, "1"), (90, 262, "Lập đề án"), (340, 262, "Sở Y tế"),
        (60, 284, "2"), (90, 284, "Rà soát quy hoạch ngành, lĩnh vực"), (340, 284, "Sở Xây dựng"),
    ]  # fmt: skip
    leads, _, found = given([*HEAD, *OPENING, *placed])
    assert leads == [("Sở Y tế",), ("Sở Xây dựng",)]
    assert rows_in(found)[1] == "| 1 | Lập đề án | Sở Y tế |"


@pytest.mark.parametrize("again", [False, True], ids=["goes on", "titles again"])
def test_the_rest_of_a_row_and_more_rows_on_the_next_page(again):
    first, _ = table((TITLES, ROWS[0]), 690)
    titles, y = table((TITLES,) if again else (), 80)
    rest = [(90, y, "và hồ sơ kèm theo"), (230, y, "chủ động")]
    more, _ = table(ROWS[1:], y + 22)
    leads, days, found = given([*HEAD, *OPENING, *first], [(280, 40, "- 2 -"), *titles, *rest, *more])
    assert (leads[1:], days) == (LEADS[1:], DAYS)
    assert rows_in(found)[1].startswith(
        "| 1 | Rà soát quy hoạch sử dụng đất cấp huyện và hồ sơ kèm theo | Sở Tài nguyên"
    )
    assert len(rows_in(found)) == 4


def test_text_on_the_page_behind_a_table_is_no_row():
    first, _ = table((TITLES, *ROWS), 620)
    second = [(113, 80, "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện."), (85, 110, "Nơi nhận:"), (360, 110, "CHỦ TỊCH"), (85, 126, "- Như trên;"), (370, 180, "Lê Thị Thu")]  # fmt: skip
    leads, _, found = given([*HEAD, *OPENING, *first], second)
    assert (leads[:3], len(rows_in(found)), found.document.signer.name) == (LEADS, 4, "Lê Thị Thu")


SET = """#set page(paper: "a4", margin: (left: 2cm, right: 1.5cm, y: 2cm), numbering: "1", number-align: top + center)
#set text(font: "Libertinus Serif", size: 12pt)
#align(center)[*PHỤ LỤC*\\ PHÂN CÔNG NHIỆM VỤ]
#table(columns: (1cm, 1fr, 3cm, 3cm, 2.4cm, 2cm), stroke: %s, align: (center + %s, ) + (left + %s, ) * 3 + (center + %s, ) * 2,
table.header([*TT*], [*Nội dung nhiệm vụ*], [*Cơ quan chủ trì*], [*Cơ quan phối hợp*], [*Thời hạn hoàn thành*], [*Sản phẩm*]),
%s)"""


@pytest.mark.parametrize("stroke", ["none", "(bottom: 0.5pt)"], ids=["no lines", "lines across"])
@pytest.mark.parametrize("align", ["top", "horizon"])
def test_a_table_as_a_typesetter_sets_it(stroke, align):
    rows = ",\n".join(
        f"[{n}], [Rà soát quy hoạch sử dụng đất cấp huyện và hồ sơ kèm theo của dự án số {n}], [Sở Nông nghiệp và Môi trường], [{'Sở Xây dựng' * (n % 2)}], [{n % 28 + 1}/6/2023], [Báo cáo]"
        for n in range(1, 31)
    )
    made = typst.compile((SET % (stroke, align, align, align, rows)).encode())
    reading = read_bytes(made, "a.pdf")
    found, text = reading.directives, reading.text
    assert [d.clause for d in found] == [f"Phụ lục.{n}" for n in range(1, 31)]
    assert {d.lead for d in found} == {("Sở Nông nghiệp và Môi trường",)}
    assert [d.coordinate for d in found] == [("Sở Xây dựng",) * (n % 2) for n in range(1, 31)]
    assert "| TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn hoàn thành | Sản phẩm |" in text
    assert [d.deadline.due_on for d in found] == [dt.date(2023, 6, n % 28 + 1) for n in range(1, 31)]
    assert all(d.text.endswith(f"của dự án số {n}") for n, d in enumerate(found, 1))


def test_many_titles_without_a_table_take_little_time():
    line = [(60, "STT"), (100, "nhiệm vụ"), (200, "chủ trì"), (300, "thời hạn")]
    page = [(x, 20 + k / 2, text) for k in range(1_500) for x, text in line]
    begun = time.monotonic()
    assert "|" not in read_bytes(pdf([page], size=0.4), "a.pdf").text
    assert time.monotonic() - begun < 5

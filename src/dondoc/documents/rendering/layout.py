"""Every measure of an official document, named, with the box of NĐ 30/2020/NĐ-CP, annex I, part I that gives it.

Where the decree gives a range, the value taken is one within it and the range stands beside it. Lengths are in
millimetres, sizes of letters and spaces between lines in points. Both outputs use these and have none of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

POINT = 25.4 / 72  # a point in millimetres

# I.1, I.3: A4 upright; margins 20-25 above and below, 30-35 left, 15-20 right.
PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20.0, 20.0, 30.0, 20.0
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
# I.3: a table that is too wide may lie along the page; the left margin stays the one that is bound.
LYING_TEXT_WIDTH = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT
# I.7: in the middle of the upper margin, not on the first page.
PAGE_NUMBER_FROM_TOP = 10.0
# I.4: Times New Roman, black (TCVN 6909:2001).
FONT = "Times New Roman"
INK, URGENT_INK = "000000", "D00000"

# Boxes 2 and 3 stand left, 1 and 4 right: as wide as "CỘNG HÒA …" at size 13 needs, the rest for the body's name.
HEAD_LEFT, HEAD_RIGHT = 62.0, 98.0
NAME_WIDTH = HEAD_LEFT - 2.0
# Boxes 9b and 7: the list of recipients left, the signature right.
CLOSING_LEFT, CLOSING_RIGHT = 75.0, 85.0
SIGNING_WIDTH = CLOSING_RIGHT - 2.0
CLOSING_GAP = 14.0
LINES_WITH_SIGNATURE = 2  # a signature on a page without text could be put under anything
SIGNATURE_SPACE = 25.0  # box 7c: where the signature or its picture goes

# Boxes 2 and 5a: a rule of 1/3 to 1/2 of the line; box 1: as long as the line.
RULE_PART = 0.42
RULE_THICKNESS, RULE_GAP = 0.75, 3.0

# Box 10b: HỎA TỐC 30 x 8, THƯỢNG KHẨN 40 x 8, KHẨN 20 x 8 mm.
STAMPS = {"HỎA TỐC": 30.0, "THƯỢNG KHẨN": 40.0, "KHẨN": 20.0}
STAMP_HEIGHT, STAMP_FRAME, STAMP_GAP = 8.0, 1.0, 8.0

# Box 6: the first line set in by 1 or 1,27 cm; 6 pt or more between paragraphs; lines single to 1,5.
FIRST_LINE = 12.7
PARAGRAPH_GAP = 6.0
LINES = 1.15
SUBJECT_WIDTH = TEXT_WIDTH - 20.0
ADDRESSED_FROM = 30.0  # box 9a: how far "Kính gửi" is set in where a list follows it
CELL_PADDING, CELL_GAP = 1.6, 2.5  # beside a cell's text in millimetres, above and below it in points
# Times New Roman's own measures, in parts of its size: above and below the line, and lines set single.
ASCENT, DESCENT, SINGLE = 0.891, 0.216, 1.149

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

LETTER = "Công văn"
# Box 6, forms 1.1 to 1.3: the line between the grounds and the articles.
ENACTING = {"Quyết định": "QUYẾT ĐỊNH:", "Nghị quyết": "QUYẾT NGHỊ:"}

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind of paragraph looks; `name` is what Word calls it."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: Align = "center"
    before: float = 0.0
    lines: float = 1.0
    first_line: float = 0.0
    keep_next: bool = False
    outline: int | None = None


STYLES: dict[str, Style] = {
    # Box 1: 12-13 bold, 13-14 bold.
    "nation": Style("Quốc hiệu", 13, bold=True),
    "motto": Style("Tiêu ngữ", 14, bold=True),
    # Box 2: 12-13, the issuing body bold.
    "parent": Style("Cơ quan chủ quản", 13),
    "issuer": Style("Cơ quan ban hành", 13, bold=True),
    # Box 3: 13. Box 4: 13-14 italic.
    "number": Style("Số ký hiệu", 13, before=9),
    "place": Style("Địa danh ngày tháng", 14, italic=True, before=8),
    # Box 5b: 12-13, 6 pt below the number. Box 10b: 13-14 bold.
    "about": Style("Trích yếu công văn", 13, before=6),
    "stamp": Style("Dấu chỉ mức độ khẩn", 13, bold=True),
    # Box 5a: 13-14 bold.
    "type": Style("Tên loại", 14, bold=True, before=18, keep_next=True),
    "subject": Style("Trích yếu", 14, bold=True, before=2, keep_next=True),
    "enacting_body": Style("Thẩm quyền ban hành", 14, bold=True, before=14, keep_next=True),
    # Box 9a: 13-14.
    "addressed": Style("Kính gửi", 14, align="left", before=12),
    "addressee": Style("Danh sách kính gửi", 14, align="left", before=3),
    # Box 6: 13-14; grounds italic; parts and chapters bold in the middle; articles bold.
    "ground": Style("Căn cứ", 14, italic=True, align="justify", before=PARAGRAPH_GAP, lines=LINES, first_line=FIRST_LINE),
    "enacting": Style("Quyết định", 14, bold=True, before=12, keep_next=True),
    "part": Style("Phần, chương", 14, bold=True, before=10, keep_next=True, outline=0),
    "part_title": Style("Tên phần, chương", 14, bold=True, before=2, keep_next=True),
    "heading": Style(
        "Đề mục", 14, bold=True, align="justify", before=PARAGRAPH_GAP, lines=LINES, first_line=FIRST_LINE, keep_next=True,
        outline=1,
    ),
    "article": Style("Điều", 14, align="justify", before=PARAGRAPH_GAP, lines=LINES, first_line=FIRST_LINE, outline=1),
    "body": Style("Nội dung", 14, align="justify", before=PARAGRAPH_GAP, lines=LINES, first_line=FIRST_LINE),
    # Boxes 7a, 7b: 13-14 bold.
    "authority": Style("Quyền hạn, chức vụ", 14, bold=True),
    "signer": Style("Họ và tên", 14, bold=True),
    # Box 9b: 12 bold italic, 11.
    "recipients": Style("Nơi nhận", 12, bold=True, italic=True, align="left"),
    "recipient": Style("Danh sách nơi nhận", 11, align="left"),
    # II.2: the word 14 bold, the title 13-14 bold, what it belongs to 13-14 italic.
    "annex": Style("Phụ lục", 14, bold=True, keep_next=True, outline=0),
    "annex_title": Style("Tiêu đề phụ lục", 14, bold=True, before=2, keep_next=True),
    "annex_of": Style("Chỉ dẫn phụ lục", 14, italic=True, before=2),
    "column": Style("Tiêu đề cột", 12, bold=True, keep_next=True),
    "cell": Style("Ô bảng", 12, align="left"),
    "page_number": Style("Số trang", 14),
}  # fmt: skip


def leading_zero(number: str) -> str:
    """A number of one digit with the zero before it that boxes 3 and 4 want ("5" -> "05"); others as they are."""
    return f"0{number}" if len(number) == 1 and number.isdigit() else number


def day_words(day: int, month: int, year: int) -> str:
    """A day as box 4 has it: days below 10 and the months 1 and 2 with a zero ("ngày 07 tháng 01 năm 2021")."""
    shown = f"{month:02d}" if month in (1, 2) else str(month)
    return f"ngày {day:02d} tháng {shown} năm {year}"


def has_title(kind: str) -> bool:
    """Whether a type stands as a title over its subject (box 5a); an official letter has "V/v" under its number (5b)."""
    return kind != LETTER


def enacts(kind: str) -> bool:
    """Whether a type has a line that enacts between its grounds and its articles."""
    return kind in ENACTING


def roman(number: int) -> str:
    """A number below 400 in Roman numerals, for annexes (II.2)."""
    said = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= value:
            said, number = said + letters, number - value
    return said

"""The country's name and motto broken into lines by a narrow right box: no part of the issuing body's name."""

import datetime as dt
from itertools import zip_longest

import pytest
from tests.reading.builders import package, para, pdf, table

from dondoc.reading import read, read_bytes
from dondoc.reading.motto import mended

BELOW = [
    "Ngày 13/3/2023, Chủ tịch Ủy ban nhân dân chủ trì cuộc họp giao ban và kết luận như sau:",
    "1. Công an tỉnh báo cáo trước ngày 25/3/2023.",
]
SUBJECT = "Kết luận của Chủ tịch UBND tại cuộc họp giao ban"
DATE = "Phú Mỹ, ngày 14 tháng 3 năm 2023"
LEFT = {
    "one line": (["UBND TỈNH PHÚ MỸ", "", "Số: 34/TB-UBND"], "UBND tỉnh Phú Mỹ"),
    "two lines": (["ỦY BAN NHÂN DÂN", "TỈNH PHÚ MỸ", "Số: 34/TB-UBND"], "UBND tỉnh Phú Mỹ"),
    "an office": (["UBND TỈNH PHÚ MỸ", "VĂN PHÒNG", "Số: 34/TB-VP"], "Văn phòng UBND tỉnh Phú Mỹ"),
    "a name that ends like the rest": (["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NAM", "Số: 34/TB-UBND"], "UBND tỉnh Quảng Nam"),
}
RIGHT = {
    "last word": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM", "Độc lập - Tự do - Hạnh phúc", DATE],
    "last two words": ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", DATE],
    "three lines": ["CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA", "VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", DATE],
    "both": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", "NAM", "Độc lập - Tự do -", "Hạnh phúc", DATE],
    "both in capitals": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM", "ĐỘC LẬP - TỰ DO", "- HẠNH PHÚC", DATE],
}


def centred(lines, left, right, leading):
    return [((left + right) / 2 - 3 * len(t), 60.0 + leading * k, t) for k, t in enumerate(lines) if t]


def printed(left, right, *, edge, leading):
    body = [(113.0, 220.0 + 18 * k, text) for k, text in enumerate(BELOW)]
    title = [(265.0, 170.0, "THÔNG BÁO"), (130.0, 190.0, SUBJECT)]
    head = centred(left, 70, edge - 25, 16) + centred(right, edge, edge + 215, leading)
    return read_bytes(pdf([[*head, *title, *body]]), "a.pdf")


def typed(head):
    return package(head + "".join(para(line) for line in ("", "THÔNG BÁO", SUBJECT, "", *BELOW)))


def pasted(lines):
    return read("\n".join([*lines, "", "THÔNG BÁO", SUBJECT, "", *BELOW]))


FORMS = {
    "PDF": lambda a, b: printed(a, b, edge=300, leading=16),
    "PDF, a narrow left box": lambda a, b: printed(a, b, edge=225, leading=16),
    "PDF, lines at other heights": lambda a, b: printed(a, b, edge=300, leading=19),
    "docx, one row": lambda a, b: read_bytes(typed(table([["\n".join(a), "\n".join(b)]])), "a.docx"),
    "docx, a row for each line": lambda a, b: read_bytes(typed(table(zip_longest(a, b, fillvalue=""))), "a.docx"),
    "text, box after box": lambda a, b: pasted([*a, *b]),
    "text, side by side": lambda a, b: pasted(f"{x:36}{y}" for x, y in zip_longest(a, b, fillvalue="")),
    "text, line after line": lambda a, b: pasted(t for pair in zip_longest(a, b, fillvalue="") for t in pair if t),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("broken", RIGHT)
@pytest.mark.parametrize("box", LEFT)
def test_a_broken_line_is_no_part_of_the_issuing_body(box, broken, form):
    lines, issuer = LEFT[box]
    found = FORMS[form](lines, RIGHT[broken])
    d = found.document
    assert (d.issuer, d.number, d.place, d.date) == (issuer, "34", "Phú Mỹ", dt.date(2023, 3, 14))
    assert (d.type, d.subject) == ("Thông báo", SUBJECT)
    assert [x.lead for x in found.directives] == [("Công an tỉnh",)]


def test_the_subject_beside_a_broken_motto():
    left = ["ỦY BAN NHÂN DÂN", "TỈNH PHÚ MỸ", "Số: 34/UBND-TH", "V/v chuẩn bị hội nghị", "tổng kết năm 2023"]
    head = [t for pair in zip_longest(left, RIGHT["both"], fillvalue="") for t in pair if t]
    d = read("\n".join([*head, "", "Kính gửi: Sở Tài chính.", "", *BELOW])).document
    assert (d.issuer, d.subject) == ("UBND tỉnh Phú Mỹ", "chuẩn bị hội nghị tổng kết năm 2023")


def test_the_rest_of_the_name_on_one_line_with_the_motto():
    head = [
        "UBND TỈNH PHÚ MỸ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT",
        "NAM Độc lập - Tự do -",
        "Hạnh phúc",
        "Số: 34/TB-UBND",
        DATE,
    ]
    d = pasted(head).document
    assert (d.issuer, d.number, d.date) == ("UBND tỉnh Phú Mỹ", "34", dt.date(2023, 3, 14))


@pytest.mark.parametrize(
    "found",
    [
        [("UBND TỈNH PHÚ MỸ", False), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True), ("NAM", True)],
        [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", True), ("TỈNH QUẢNG NAM", False), ("NAM ĐỊNH", False)],
        [("Độc lập - Tự do", True), ("vì Hạnh phúc của nhân dân", True)],
        [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT", True), *(("SỞ Y TẾ", False) for _ in range(5)), ("NAM", True)],
        [],
    ],
    ids=["whole", "names of places", "a sentence", "far away", "no head"],
)
def test_what_is_not_broken_or_has_no_rest_stays(found):
    assert mended(found) == found


def test_the_party_s_name():
    assert mended([("ĐẢNG CỘNG SẢN", True), ("TỈNH ỦY PHÚ MỸ", False), ("VIỆT NAM", True)]) == [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", True),
        ("TỈNH ỦY PHÚ MỸ", False),
    ]

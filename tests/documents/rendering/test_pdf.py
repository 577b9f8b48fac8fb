"""The PDF measured against annex I of NĐ 30/2020/NĐ-CP: page, margins, places, sizes, rules, numbers, frames."""

from __future__ import annotations

import re

import pytest
from tests.documents.rendering.measuring import Page, box, pdf_pages, pdf_text
from tests.documents.rendering.samples import DECISION, LETTER, NOTICE

from dondoc.documents.rendering import StructuredDocument, render

LONG = {
    "text": "Các sở, ban, ngành và địa phương tiếp tục thực hiện nghiêm túc nhiệm vụ được giao. " * 9,
    "kind": "paragraph",
}


def printed(data: dict) -> bytes:
    return render(StructuredDocument.from_dict(data), "pdf")


def pages(data: dict) -> list[Page]:
    return pdf_pages(printed(data))


@pytest.fixture(scope="module")
def notice() -> Page:
    (page,) = pages(NOTICE)
    return page


@pytest.fixture(scope="module")
def letter() -> Page:
    (page,) = pages(LETTER)
    return page


def near(value: float, wanted: float, by: float = 0.5) -> bool:
    return abs(value - wanted) <= by


def test_the_page_is_a4_upright(notice):
    assert near(notice.width, 210, 0.1)
    assert near(notice.height, 297, 0.1)


def test_the_margins_are_those_of_the_decree():
    first, second, *_ = pages(NOTICE | {"body": [LONG] * 12})
    body = [line for line in second.lines() if box(line)[2] > 19]
    assert near(min(box(line)[0] for line in body), 30)
    assert near(max(box(line)[1] for line in body), 190)
    assert near(box(body[0])[2], 20)
    assert all(box(line)[3] <= 277.5 for page in (first, second) for line in page.lines())
    assert box(body[-1])[3] > 277 - 15
    assert near(box(first.find("CỘNG HÒA XÃ HỘI"))[2], 20)


def test_nothing_stands_outside_the_margins(notice, letter):
    for page in (notice, letter):
        left, right, top, bottom = box([x for x in page.letters if x.text.strip()])
        assert left > 29.5
        assert right < 190.5
        assert top > 19.5
        assert bottom < 277.5


@pytest.mark.parametrize(
    ("words", "size", "face"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "Bold"),
        ("Độc lập - Tự do - Hạnh phúc", 14, "Bold"),
        ("ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG", 13, ""),
        ("VĂN PHÒNG", 13, "Bold"),
        ("Số: 05/TB-VP", 13, ""),
        ("Kiên Giang, ngày 07 tháng 01 năm 2021", 14, "Italic"),
        ("THÔNG BÁO", 14, "Bold"),
        ("Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp", 14, "Bold"),
        ("Ngày 05 tháng 01 năm 2021, Chủ tịch", 14, ""),
        ("1. Nhiệm vụ trong quý I năm 2021", 14, "Bold"),
        ("KT. CHÁNH VĂN PHÒNG", 14, "Bold"),
        ("PHÓ CHÁNH VĂN PHÒNG", 14, "Bold"),
        ("Đỗ Thị Minh Hảo", 14, "Bold"),
        ("Nơi nhận:", 12, "BoldItalic"),
        ("- Các sở, ban, ngành cấp tỉnh;", 11, ""),
        ("- Lưu: VT, ntmai.", 11, ""),
    ],
)
def test_every_box_has_its_size_and_face(notice, words, size, face):
    found = notice.find(words)
    assert {round(x.size, 2) for x in found} == {size}
    for x in found:
        assert "Tinos" in x.font
        assert ("Bold" in x.font) == ("Bold" in face)
        assert ("Italic" in x.font) == ("Italic" in face)


def test_the_boxes_stand_where_the_decree_has_them(notice):
    parent, issuer = box(notice.find("ỦY BAN NHÂN DÂN TỈNH")), box(notice.find("VĂN PHÒNG"))
    nation, motto = (
        box(notice.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        box(notice.find("Độc lập - Tự do - Hạnh phúc")),
    )
    number, place = notice.find("Số: 05/TB-VP"), notice.find("Kiên Giang, ngày 07")
    assert parent[2] < issuer[2] < box(number)[2]
    assert nation[2] < motto[2] < box(place)[2]
    assert near(number[0].base, place[0].base, 0.2)  # on one line
    assert near((nation[0] + nation[1]) / 2, (motto[0] + motto[1]) / 2)
    assert near((issuer[0] + issuer[1]) / 2, sum(box(number)[:2]) / 2)
    assert issuer[1] < nation[0]
    for words in ("THÔNG BÁO", "tại cuộc họp về tiến độ"):
        row = next(line for line in notice.lines() if notice.find(words)[0] in line)
        assert near(sum(box(row)[:2]) / 2, 110)
    to, post = box(notice.find("Nơi nhận:")), box(notice.find("KT. CHÁNH VĂN PHÒNG"))
    assert near(to[0], 30)
    assert near(to[2], post[2], 1)
    assert post[0] > 110
    assert near((post[0] + post[1]) / 2, sum(box(notice.find("Đỗ Thị Minh Hảo"))[:2]) / 2)


def test_the_first_line_of_a_paragraph_is_set_in(notice):
    assert near(notice.find("Ngày 05 tháng 01")[0].left, 30 + 12.7)
    assert near(notice.find("a) Giao Sở")[0].left, 30 + 12.7)


def test_paragraphs_are_justified_with_single_to_one_and_a_half_lines_and_six_points_between():
    page = pages(NOTICE | {"body": [LONG, LONG]})[0]
    lines = [line for line in page.lines() if box(line)[2] > box(page.find("năm 2020"))[3]]
    pitch = (lines[2][0].base - lines[1][0].base) / (14 * 25.4 / 72)
    assert 1.14 < pitch < 1.5 * 1.15
    assert near(box(lines[1])[1], 190)
    second = next(k for k, line in enumerate(lines) if k and line[0].left > 40)
    assert (
        lines[second][0].base - lines[second - 1][0].base > (lines[2][0].base - lines[1][0].base) + 6 * 25.4 / 72 - 0.1
    )


def rule_under(page: Page, words: str):
    left, right, _, bottom = box(page.find(words))
    return next(r for r in page.rules if 0 <= r.top - bottom < 3 and r.left < (left + right) / 2 < r.right)


def test_the_rules_have_their_lengths(notice):
    motto = box(notice.find("Độc lập - Tự do - Hạnh phúc"))
    rule = rule_under(notice, "Độc lập - Tự do - Hạnh phúc")
    assert near(rule.left, motto[0])
    assert near(rule.right, motto[1])
    for words, line in (
        ("VĂN PHÒNG", "VĂN PHÒNG"),
        (
            "về tiến độ giải ngân vốn đầu tư công quý IV năm 2020",
            "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp",
        ),
    ):
        rule, over = rule_under(notice, words), box(notice.find(line))
        assert 1 / 3 < (rule.right - rule.left) / (over[1] - over[0]) < 1 / 2
        assert near((rule.left + rule.right) / 2, (over[0] + over[1]) / 2)


def test_an_official_letter_has_its_subject_under_its_number_and_no_title(letter):
    about = letter.find("V/v đẩy nhanh tiến độ")
    assert {x.size for x in about} == {13}
    number = box(letter.find("Số: 1012/UBND-KT"))
    assert box(about)[2] > number[3]
    assert near(box(about)[2] - number[3], 6 * 25.4 / 72)
    assert box(about)[1] < 95
    assert "CÔNG VĂN" not in letter.text


def test_several_addressees_stand_under_the_colon(letter):
    to = letter.find("Kính gửi:")
    dashes = [
        letter.find(f"- {name}")[0].left for name in ("Sở Tài nguyên", "Sở Giao thông", "Ủy ban nhân dân các huyện")
    ]
    assert max(dashes) - min(dashes) < 0.1
    assert near(dashes[0], to[-1].right, 2)


def test_one_addressee_stands_beside_the_words():
    (page,) = pages(LETTER | {"addressees": ["Sở Tài chính"]})
    assert near(page.find("Kính gửi:")[0].base, page.find("Sở Tài chính")[0].base, 0.1)


@pytest.mark.parametrize(("urgency", "width"), [("KHẨN", 20), ("THƯỢNG KHẨN", 40), ("HỎA TỐC", 30)])
def test_the_stamp_of_urgency_has_its_size(urgency, width):
    (page,) = pages(LETTER | {"urgency": urgency})
    (frame,) = page.frames
    stroke = 2 * 25.4 / 72  # PDFium counts a whole stroke on either side
    assert near(frame.right - frame.left - stroke, width, 0.1)
    assert near(frame.bottom - frame.top - stroke, 8, 0.1)
    said = box(page.find(urgency))
    assert near((said[0] + said[1]) / 2, (frame.left + frame.right) / 2)
    assert frame.top > box(page.find("Số:"))[3]


def test_the_number_of_the_page_is_in_the_upper_margin_from_page_2():
    many = pages(NOTICE | {"body": [LONG] * 24})
    assert len(many) > 3
    assert all(x.top > 19.5 for x in many[0].letters if x.text.strip())
    for k, page in enumerate(many[1:], 2):
        number = page.lines()[0]
        assert "".join(x.text for x in number) == str(k)
        assert {x.size for x in number} == {14}
        assert near(sum(box(number)[:2]) / 2, 110)
        assert 8 < box(number)[2] < box(number)[3] < 20


def test_an_annex_has_its_own_numbers_and_its_table_its_heading_on_every_page():
    document = pages(DECISION)
    annex = [page for page in document if "STT" in page.text]
    assert len(annex) == 3
    assert annex[0].lines()[0][0].text == "P"  # "Phụ lục": no number on its first page
    for k, page in enumerate(annex[1:], 2):
        assert "".join(x.text for x in page.lines()[0]) == str(k)
        assert page.find("Cơ quan theo dõi")
    assert {x.size for x in annex[0].find("Phụ lục")} == {14}
    assert "Bold" in annex[0].find("Phụ lục")[0].font
    assert "Italic" in annex[0].find("(Kèm theo Quyết định số 45/QĐ-UBND")[0].font
    for k in range(1, 61):
        assert sum(f"Chỉtiêuthứ{k}về" in "".join(page.text.split()) for page in annex) == 1


def test_several_annexes_have_roman_numerals_and_a_wide_table_lies():
    columns = [f"Chỉ tiêu thứ {k} Nghiêng-ngả" for k in range(9)]
    wide = {"title": "Bảng rộng", "table": {"columns": columns, "rows": [["1"] * 9]}}
    document = pages(
        NOTICE
        | {
            "annexes": [
                {"title": "Danh sách", "body": [{"text": "Một."}]},
                wide,
                {"title": "Cuối", "body": [{"text": "Hai."}]},
            ]
        }
    )
    upright, lying, last = document[1:]
    assert upright.find("Phụ lục I")
    assert near(upright.width, 210, 0.1)
    assert lying.find("Phụ lục II")
    assert near(lying.width, 297, 0.1)
    assert near(last.width, 210, 0.1)
    assert last.find("Phụ lục III")


SENTENCE = "Họp bàn công tác chuẩn bị đón Tết Nguyên đán và phòng, chống dịch"


@pytest.mark.parametrize(
    ("columns", "cell", "lies"), [(7, SENTENCE, True), (5, SENTENCE, False), (7, "12", False)],
    ids=["many of sentences", "few", "many of numbers"],
)  # fmt: skip
def test_a_table_of_many_columns_of_sentences_lies(columns, cell, lies):
    table = {"columns": [f"Cột {k}" for k in range(columns)], "rows": [[cell] * columns]}
    annex = pages(NOTICE | {"annexes": [{"title": "Lịch công tác", "table": table}]})[-1]
    assert near(annex.width, 297 if lies else 210, 0.1)


@pytest.mark.parametrize("end", [[], [LONG], [LONG, {"text": "Một dòng."}]], ids=["short", "long", "long and short"])
def test_a_signature_never_stands_without_two_lines_of_text(end):
    turned = 0
    for count in range(2, 32):
        body = [{"text": f"Đoạn thứ {k} của văn bản này.", "kind": "paragraph"} for k in range(count)]
        document = pages(NOTICE | {"body": body + end})
        closing = document[-1]
        above = [line for line in closing.lines() if 19 < box(line)[2] < closing.find("Nơi nhận:")[0].top]
        assert len(above) >= 2, count
        assert closing.find("Đỗ Thị Minh Hảo")
        if len(document) > 1:
            turned += 1
            last = max(box(line)[3] for line in document[0].lines())
            assert last > 277 - 75, count  # nor does a page end long before its end
    assert turned > 5


def test_it_is_pdf_a_2b_with_all_fonts_inside():
    data = printed(DECISION)
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>", data)
    assert re.search(rb"<pdfaid:conformance>B</pdfaid:conformance>", data)
    assert b"/OutputIntents" in data
    assert len(re.findall(rb"/Type\s*/FontDescriptor", data)) == len(re.findall(rb"/FontFile[23]?\b", data)) >= 3
    assert data.startswith(b"%PDF-1.7")


def test_the_same_document_gives_the_same_bytes():
    assert printed(NOTICE) == printed(NOTICE)


def test_nothing_of_the_text_is_read_as_markup():
    hostile = r'#let x = 1 #panic("a") $ x^2 $ *đậm* _nghiêng_ \ \n " [ngoặc] ] @nguồn <nhãn> = đề mục ~ -- --- ... // chú /* thích */ `mã` {{ x }} %d &amp; <w:p/>'
    data = printed(
        NOTICE
        | {
            "subject": hostile,
            "body": [{"label": "#1.", "text": hostile}],
            "recipients": [hostile],
            "issuer": "#Cơ quan [1]",
        }
    )
    text = pdf_text(data)
    assert text.count("".join(hostile.split())) == 3
    assert "#CƠQUAN[1]" in text


def test_very_long_names_and_subjects_stay_in_their_columns():
    issuer = (
        "Ban Chỉ đạo phòng, chống dịch bệnh, thiên tai và tìm kiếm cứu nạn các huyện biên giới, hải đảo tỉnh Kiên Giang"
    )
    subject = "Kết luận về việc triển khai thực hiện các nhiệm vụ trọng tâm " * 12
    (page, *_) = pages(NOTICE | {"issuer": issuer, "subject": subject})
    names = box(page.find(issuer.upper()))
    assert names[1] < 30 + 62
    assert box(page.find("Kết luận về việc"))[0] > 30
    lines = [line for line in page.lines() if 115 > box(line)[2] > box(page.find("THÔNG BÁO"))[3]][:-1]
    widths = [box(line)[1] - box(line)[0] for line in lines[:-1]]
    assert max(widths) - min(widths) < 40


def test_an_address_longer_than_a_line_is_broken_and_stays_whole():
    address = "https://vanban.example.vn/" + "a1b2c3d4/tb-vp-" * 14
    table = {"columns": ["STT", "Địa chỉ", "Ghi chú"], "rows": [["1", address, "x"]]}
    data = printed(
        NOTICE | {"body": [{"text": f"Xem {address} để biết."}], "annexes": [{"title": "Địa chỉ", "table": table}]}
    )
    for page in pdf_pages(data):
        assert max(x.right for x in page.letters) < 190.6
        assert near(page.width, 210, 0.1)
    assert pdf_text(data).count(address) == 2


def test_fifty_pages():
    document = pages(NOTICE | {"body": [{"label": f"{k}.", "text": LONG["text"] * 2} for k in range(1, 101)]})
    assert 45 < len(document) < 70
    assert document[-1].find("Đỗ Thị Minh Hảo")


def test_empty_optional_parts_leave_no_trace():
    bare = {key: NOTICE[key] for key in ("type", "symbol", "place", "issuer", "subject", "signature")}
    (page,) = pages(
        bare | {"body": [{"text": "Nội dung."}], "signature": {"position": "Chánh Văn phòng", "name": "Lê A"}}
    )
    text = "".join(page.text.split())
    assert "Nơinhận" not in text
    assert "Kínhgửi" not in text
    assert "Số:/TB-VP" in text
    assert "ngàythángnăm" in text
    assert "None" not in text

"""Smaller parts: labels, lines, sentences, directory, tables, the model."""

import pytest
from tests.reading.builders import notice

from dondoc.reading import Reading, UnitDirectory, read
from dondoc.reading.labels import label_at
from dondoc.reading.lines import paragraphs, split_lines
from dondoc.reading.sentences import clauses, sentences


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("I. NHIỆM VỤ", "roman", "I"), ("IV. GIẢI PHÁP", "roman", "IV"), ("1. Sở", "number", "1"), ("12) Sở", "number", "12"), ("1.1. Về", "dotted2", "1.1"), ("2.3.1 Về", "dotted3", "2.3.1"),
        ("a) Rà", "letter", "a"), ("đ) Đối", "letter", "đ"), ("(i) Lập", "rparen", "i"), ("(iv) Lập", "rparen", "iv"), ("- Rà", "dash", ""), ("– Rà", "dash", ""), ("+ Rà", "plus", ""), ("• Rà", "star", ""),
        ("Điều 2. Bộ", "article", "Điều 2"), ("Thứ nhất, rà", "ordinal", "1"), ("Hai là, rà", "ordinal", "2"), ("Phụ lục II", "annex", "Phụ lục II"), ("PHẦN THỨ NHẤT", None, None), ("(2) Lập", "paren", "2"),
    ],
)  # fmt: skip
def test_labels(text, kind, value):
    label = label_at(text)
    assert (label and label.kind, label and label.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "2021 là năm",
        "15/12 hoàn thành",
        "Sở Y tế",
        "100.000 đồng",
        "6,01%",
        "",
        "v.v",
        "(Phụ lục kèm theo)",
        "3 - Điều 61",
    ],
)
def test_no_labels(text):
    assert label_at(text) is None


def test_lines_that_the_layout_broke_are_joined_and_lead_back():
    text = (
        "          1. Chỉ đạo các cơ quan chuyên môn trực thuộc rà soát số liệu của\n     năm trước năm báo cáo; đề xuất cập nhật danh mục theo quy định trước\n     ngày 30 tháng 6.\n\n                    2\n"
        "          2. Phối hợp với các cơ quan liên quan trong việc thu thập số liệu và\n     tính toán kết quả hằng năm của từng địa phương trên phạm vi của cả\n     nước.\n"
    )
    blocks = paragraphs(split_lines(text))
    assert [b.text[:2] for b in blocks] == ["1.", "2."]
    start, end = blocks[0].span(blocks[0].text.index("trước ngày"), len(blocks[0].text))
    assert " ".join(text[start:end].split()) == "trước ngày 30 tháng 6."


def test_lines_of_a_page_that_break_before_capitals_are_joined_too():
    text = (
        "1. Phòng Văn hóa và Thông tin huyện lập phương án tổ chức Hội hoa Xuân tại Quảng trường, trình\n"
        "UBND huyện trước ngày 25/01. Kinh phí do các hộ đóng góp là chính, ngân sách hỗ trợ một phần,\n"
        "Phòng Tài chính thẩm định. Các tuyến đường Hùng Vương, Trần Hưng Đạo được trang trí, lắp thêm\n"
        "Đèn led theo phương án đã duyệt; vật tư do Công ty cổ phần Công trình đô thị cung ứng đầy đủ,\n"
        "Hoàn thành trước Tết.\n2. Công an huyện bảo đảm trật tự.\n"
    )
    blocks = paragraphs(split_lines(text))
    assert [block.text[:2] for block in blocks] == ["1.", "2."]
    assert "trình UBND huyện trước ngày 25/01" in blocks[0].text


def test_sentences():
    text = "UBND TP. Rạch Giá báo cáo. Hoàn thành trước 30/6. đẩy mạnh thu hút đầu tư (theo mục 3. Phụ lục). Kết thúc."
    assert [text[a:b] for a, b in sentences(text)] == [
        "UBND TP. Rạch Giá báo cáo.",
        "Hoàn thành trước 30/6.",
        "đẩy mạnh thu hút đầu tư (theo mục 3. Phụ lục).",
        "Kết thúc.",
    ]


def test_clauses_keep_brackets_whole():
    text = "a (b; c); d"
    assert [text[a:b] for a, b in clauses(text, 0, len(text))] == ["a (b; c)", "d"]


DIRECTORY = UnitDirectory(
    (
        ("Phòng Nội vụ", ("PNV",), "H33.1"),
        ("Ủy ban nhân dân huyện Tân Hiệp", ("UBND huyện",), "H33.2"),
        ("Sở Tài chính", (), "H33.3"),
    )
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Phòng Nội vụ", "H33.1"),
        ("PNV", "H33.1"),
        ("UBND huyện Tân Hiệp", "H33.2"),
        ("uỷ ban nhân dân huyện Tân Hiệp", "H33.2"),
        ("Sở Tài chính tỉnh Kiên Giang", "H33.3"),
        ("Sở Y tế", None),
        ("Giám đốc Sở Tài chính", None),
        ("", None),
    ],
)
def test_directory(name, code):
    assert DIRECTORY.code_of(name) == code


def test_units_found_carry_their_code_and_their_place():
    reading = read(notice("1. Phòng Nội vụ phối hợp với Phòng Y tế rà soát hồ sơ."), directory=DIRECTORY)
    lead, partner = reading.directives[0].units
    assert (lead.name, lead.role, lead.code, partner.code) == ("Phòng Nội vụ", "lead", "H33.1", None)
    assert reading.text[lead.start : lead.end] == "Phòng Nội vụ"


def test_the_directory_finds_all_its_units_in_a_text():
    assert [code for _, _, code in DIRECTORY.find("Giao Phòng Nội vụ và Sở Tài chính")] == ["H33.1", "H33.3"]
    assert UnitDirectory().find("Sở Tài chính") == ()


def test_there_and_back():
    reading = read(notice("1. Phòng Nội vụ lập đề án trước ngày 30/6/2023."))
    assert Reading.from_dict(reading.to_dict()) == reading


def test_readings_are_frozen():
    with pytest.raises(AttributeError):
        read(notice("1. Phòng Nội vụ lập.")).text = "x"  # type: ignore[misc]

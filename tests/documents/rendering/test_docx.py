"""The .docx measured: page, styles, sizes, frames, fields; and that it says what the PDF says."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from lxml import etree
from tests.documents.rendering.measuring import W, docx_paragraphs, docx_part, docx_text, pdf_text
from tests.documents.rendering.samples import DECISION, LETTER, NOTICE

from dondoc.documents.rendering import StructuredDocument, render
from dondoc.documents.rendering.layout import STYLES

ALL = (NOTICE, LETTER, DECISION)


def printed(data: dict, output: str = "docx") -> bytes:
    return render(StructuredDocument.from_dict(data), output)


def opened(data: dict) -> Document:
    return docx.Document(io.BytesIO(printed(data)))


@pytest.mark.parametrize("data", ALL, ids=["notice", "letter", "decision"])
def test_both_outputs_say_the_same(data):
    if data["annexes"]:  # a PDF repeats the heading of a table on every page
        table = data["annexes"][0]["table"]
        data = data | {"annexes": [data["annexes"][0] | {"table": table | {"rows": table["rows"][:9]}}]}
    assert docx_text(printed(data)) == pdf_text(printed(data, "pdf"))


def test_the_page_is_a4_with_the_margins_of_the_decree():
    for section in opened(DECISION).sections:
        assert round(section.page_width.mm, 1) == 210
        assert round(section.page_height.mm, 1) == 297
        measured = (section.top_margin.mm, section.bottom_margin.mm, section.left_margin.mm, section.right_margin.mm)
        assert [round(margin, 1) for margin in measured] == [20, 20, 30, 20]


def test_every_paragraph_that_says_something_has_a_named_style():
    known = {style.name for style in STYLES.values()}
    for data in ALL:
        assert {name for name, _, _ in docx_paragraphs(printed(data))} <= known


@pytest.mark.parametrize(
    ("name", "size", "bold", "italic"),
    [
        ("Quốc hiệu", 13, True, False), ("Tiêu ngữ", 14, True, False), ("Cơ quan chủ quản", 13, False, False),
        ("Cơ quan ban hành", 13, True, False), ("Số ký hiệu", 13, False, False), ("Địa danh ngày tháng", 14, False, True),
        ("Tên loại", 14, True, False), ("Trích yếu", 14, True, False), ("Trích yếu công văn", 13, False, False),
        ("Kính gửi", 14, False, False), ("Căn cứ", 14, False, True), ("Nội dung", 14, False, False), ("Đề mục", 14, True, False),
        ("Quyền hạn, chức vụ", 14, True, False), ("Họ và tên", 14, True, False), ("Nơi nhận", 12, True, True),
        ("Danh sách nơi nhận", 11, False, False), ("Phụ lục", 14, True, False), ("Chỉ dẫn phụ lục", 14, False, True),
        ("Dấu chỉ mức độ khẩn", 13, True, False), ("Số trang", 14, False, False),
    ],
)  # fmt: skip
def test_every_style_looks_as_the_decree_says(name, size, bold, italic):
    style = opened(NOTICE).styles[name]
    assert style.font.size.pt == size
    assert bool(style.font.bold) is bold
    assert bool(style.font.italic) is italic


def test_the_body_is_justified_set_in_and_spaced():
    form = opened(NOTICE).styles["Nội dung"].paragraph_format
    assert form.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY
    assert round(form.first_line_indent.mm, 1) == 12.7
    assert form.space_before.pt >= 6
    assert 1 <= form.line_spacing <= 1.5


def test_the_font_is_times_new_roman_in_black():
    defaults = docx_part(printed(NOTICE), "word/styles.xml").find(f"{W}docDefaults//{W}rFonts")
    assert {defaults.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    for name in zipfile.ZipFile(io.BytesIO(printed(NOTICE))).namelist():
        if name.startswith("word/") and name.endswith(".xml") and "theme" not in name and "fontTable" not in name:
            fonts = docx_part(printed(NOTICE), name).iter(f"{W}rFonts")
            assert not [font for font in fonts if any("Theme" in key for key in font.attrib)], name


def test_no_paragraph_is_written_over_by_hand():
    """Looks come from styles: runs have properties of their own only for an article's mark and the stamp's colour."""
    for data in ALL:
        runs = docx_part(printed(data)).iter(f"{W}rPr")
        assert {etree.QName(child).localname for run in runs for child in run} <= {"b", "color"}


def test_page_numbers_are_a_field_from_page_2():
    document = opened(NOTICE)
    (section,) = document.sections
    assert section.different_first_page_header_footer
    said = etree.tostring(section.header._element).decode()
    assert "PAGE" in said
    assert section.header.paragraphs[0].style.name == "Số trang"
    assert not section.first_page_header._has_definition

    assert round(section.header_distance.mm) == 10


def test_each_annex_is_a_section_numbered_anew():
    first, annex = opened(DECISION).sections
    assert first._sectPr.find(f"{W}pgNumType") is None
    assert annex._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"
    assert annex.different_first_page_header_footer
    assert "PAGE" in etree.tostring(annex.header._element).decode()


def test_a_table_of_many_columns_of_sentences_lies_in_a_section_of_its_own():
    cell = "Họp bàn công tác chuẩn bị đón Tết Nguyên đán và phòng, chống dịch"
    table = {"columns": [f"Cột {k}" for k in range(7)], "rows": [[cell] * 7]}
    sections = opened(NOTICE | {"annexes": [{"title": "Lịch công tác", "table": table}]}).sections
    assert [(round(one.page_width.mm), round(one.page_height.mm)) for one in sections] == [(210, 297), (297, 210)]
    assert [one.orientation for one in sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert round(sections[1].left_margin.mm) == 30


def test_the_heading_of_a_table_is_repeated_and_rows_stay_whole():
    table = opened(DECISION).tables[-1]
    rows = table._tbl.tr_lst
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 60
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    widths = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
    assert abs(sum(widths) / 56.7 - 160) < 0.5


def test_the_columns_of_the_head_and_the_rules():
    data = printed(NOTICE)
    head = next(docx_part(data).iter(f"{W}tbl"))
    assert [round(int(c.get(f"{W}w")) / 56.693) for c in head.iter(f"{W}gridCol")] == [62, 98]
    rules = [p for p in docx_part(data).iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Rule"]
    lengths = []
    for rule, width in zip(rules, (62, 98, 160), strict=True):
        beside = rule.find(f"{W}pPr/{W}ind")
        assert beside.get(f"{W}left") == beside.get(f"{W}right")
        lengths.append(width - 2 * int(beside.get(f"{W}left")) / 56.693)
    assert abs(lengths[1] - 60.5) < 0.5  # as long as the motto at size 14
    assert 1 / 3 < lengths[0] / 28.3 < 1 / 2


def test_the_stamp_has_its_size_and_is_red():
    stamp = next(table for table in docx_part(printed(LETTER)).iter(f"{W}tbl") if table.getparent().tag == f"{W}tc")
    assert round(int(stamp.find(f"{W}tblGrid/{W}gridCol").get(f"{W}w")) / 56.693, 1) == 40
    height = stamp.find(f"{W}tr/{W}trPr/{W}trHeight")
    assert (round(int(height.get(f"{W}val")) / 56.693, 1), height.get(f"{W}hRule")) == (8, "exact")
    assert next(stamp.iter(f"{W}color")).get(f"{W}val") == "D00000"
    assert "".join(t.text for t in stamp.iter(f"{W}t")) == "THƯỢNG KHẨN"


def test_the_signature_stays_with_the_end_of_the_text():
    document = opened(NOTICE)
    assert document.paragraphs[-2].paragraph_format.keep_with_next  # the last one follows the signature's table
    closing = document.tables[-1]
    assert closing._tbl.tr_lst[0].find(f"{W}trPr/{W}cantSplit") is not None
    assert document.styles["Nội dung"].paragraph_format.widow_control


def test_articles_and_headings_can_be_found_in_the_navigation():
    styles = docx_part(printed(DECISION), "word/styles.xml")
    levels = {s.find(f"{W}name").get(f"{W}val"): s.find(f"{W}pPr/{W}outlineLvl") for s in styles.iter(f"{W}style")}
    assert levels["Điều"] is not None
    assert levels["Nội dung"] is None
    found = [(text, p) for name, text, p in docx_paragraphs(printed(DECISION)) if name == "Điều"]
    assert found[0][0].startswith("Điều 1. ")
    first, second = found[0][1].findall(f"{W}r")[:2]
    assert first.find(f"{W}rPr/{W}b") is not None
    assert second.find(f"{W}rPr") is None


def test_word_says_what_a_decision_enacts_with():
    said = [(name, text) for name, text, _ in docx_paragraphs(printed(DECISION))]
    assert ("Thẩm quyền ban hành", "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG") in said
    assert ("Quyết định", "QUYẾT ĐỊNH:") in said
    grounds = [text for name, text in said if name == "Căn cứ"]
    assert [text[-1] for text in grounds] == [";", ";", "."]


def test_the_file_knows_its_title_and_not_the_time():
    data = printed(NOTICE)
    facts = docx.Document(io.BytesIO(data)).core_properties
    assert facts.title == NOTICE["subject"]
    assert facts.created.date().isoformat() == "2021-01-07"
    assert data == printed(NOTICE)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
        assert "docProps/thumbnail.jpeg" not in package.namelist()


def test_markup_in_the_text_stays_text():
    hostile = '<w:p/> & "nháy" </w:t> {{ x }} ]]> #let $x$'
    assert "".join(hostile.split()) in docx_text(printed(NOTICE | {"subject": hostile}))

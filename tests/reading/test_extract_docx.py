"""What Word stores elsewhere than in plain paragraphs."""

import io

import docx
import pytest
from tests.reading import builders
from tests.reading.builders import listed, package, para, table, word, wrap

from dondoc.reading import read_bytes
from dondoc.reading.extract.numbering import number

NUMBERING = wrap(
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>',
    "numbering",
)


def text_of(document, **parts):
    return read_bytes(
        package(document, {f"word/{name}.xml": content for name, content in parts.items()}), "a.docx"
    ).text


def test_a_whole_notice_reads_like_its_text():
    body = "1. Phòng Nội vụ chủ trì, phối hợp với Công an huyện rà soát hồ sơ trước ngày 30/6/2023."
    from_word, from_text = (
        read_bytes(word(builders.notice(body)), "a.docx"),
        read_bytes(builders.notice(body).encode(), "a.txt"),
    )
    assert from_word.document == from_text.document
    assert [d.to_dict() for d in from_word.directives] == [d.to_dict() for d in from_text.directives]


def test_automatic_labels_are_counted():
    document = (
        listed("Phòng Nội vụ")
        + listed("Rà soát biên chế.", 1)
        + listed("Báo cáo.", 1)
        + listed("Hằng quý.", 2)
        + listed("Phòng Y tế")
        + listed("Tiêm chủng.", 1)
    )
    assert text_of(document, numbering=NUMBERING).split("\n") == [
        "1. Phòng Nội vụ",
        "a) Rà soát biên chế.",
        "b) Báo cáo.",
        "- Hằng quý.",
        "2. Phòng Y tế",
        "a) Tiêm chủng.",
    ]


def test_other_starts_styles_and_restarts():
    document = listed("Phần", 0, 2) + listed("Mục", 1, 2) + listed("Bảy", 0, 3) + listed("Tám", 0, 3)
    assert text_of(document, numbering=NUMBERING).split("\n") == ["III. Phần", "III.1. Mục", "7. Bảy", "8. Tám"]


def test_a_list_that_a_style_belongs_to():
    styles = wrap(
        '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>',
        "styles",
    )
    document = para("Một", '<w:pStyle w:val="Muc"/>') + para("Hai", '<w:pStyle w:val="Con"/>')
    assert text_of(document, numbering=NUMBERING, styles=styles) == "1. Một\n2. Hai"


@pytest.mark.parametrize(
    ("n", "style", "label"),
    [
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (3, "lowerLetter", "c"),
        (28, "lowerLetter", "bb"),
        (2, "upperLetter", "B"),
        (7, "decimalZero", "07"),
        (5, "ordinal", "5"),
    ],
)
def test_number_styles(n, style, label):
    assert number(n, style) == label


def test_deleted_text_is_out_and_inserted_text_is_in():
    document = (
        "<w:p><w:r><w:t xml:space='preserve'>Giao Sở </w:t></w:r><w:del><w:r><w:delText>Nội vụ</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Tài chính</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:r><w:t xml:space='preserve'> lập.</w:t></w:r></w:p>"
    )
    assert text_of(document) == "Giao Sở Tài chính lập."


def test_paragraphs_that_a_tracked_change_joined():
    gone = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Giao Sở Tài chính </w:t></w:r></w:p>"
    )
    assert text_of(gone + para("lập dự toán.")) == "Giao Sở Tài chính lập dự toán."


def test_levels_that_heading_styles_own_links_to_list_styles_and_legal_numbers():
    numbering = wrap(
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Phan"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Muc"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Kieu"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
        "numbering",
    )
    list_of = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = wrap(
        f'<w:style w:styleId="Phan">{list_of}</w:style><w:style w:styleId="Muc">{list_of}</w:style>'
        f'<w:style w:type="numbering" w:styleId="Kieu">{list_of}</w:style>',
        "styles",
    )
    document = (
        para("Phần", '<w:pStyle w:val="Phan"/>') + para("Mục", '<w:pStyle w:val="Muc"/>') + listed("Nối", number=2)
    )
    assert text_of(document, numbering=numbering, styles=styles).split("\n") == ["I. Phần", "1.1. Mục", "I. Nối"]


def test_hidden_text_and_field_codes_are_out():
    document = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Hiện</w:t></w:r></w:p>"
    assert text_of(document) == "Hiện"


def test_tabs_breaks_and_hyphens():
    document = (
        "<w:p><w:r><w:t>Số</w:t><w:tab/><w:t>một</w:t><w:br/><w:t>các</w:t><w:noBreakHyphen/><w:t>bon</w:t></w:r></w:p>"
    )
    assert text_of(document) == "Số\tmột\ncác-bon"


def box(text):
    inner = f"<w:txbxContent>{para(text)}</w:txbxContent>"
    return (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Sau khung</w:t></w:r></w:p>"
    )


def test_a_text_box_is_read_once():
    assert text_of(box("Trong khung")) == "Trong khung\nSau khung"


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_stamp_in_a_text_box_or_header_marks_the_document(mark):
    body = "".join(para(line) for line in builders.notice("1. Phòng Nội vụ lập đề án.").split("\n"))
    boxed = read_bytes(package(box(mark) + body), "a.docx")
    assert boxed.document.secrecy.upper() == mark
    header = read_bytes(package(body, {"word/header1.xml": wrap(para(mark), "hdr")}), "a.docx")
    assert header.document.secrecy.upper() == mark
    late = read_bytes(package(body + box(mark)), "a.docx")
    assert late.document.secrecy.upper() == mark


@pytest.mark.parametrize("part", ["header1", "footer2"])
def test_a_stamp_on_the_edge_of_the_page_counts_though_its_word_is_in_the_text(part):
    body = "".join(para(line) for line in builders.notice("1. Phòng Nội vụ BẢO VỆ BÍ MẬT NHÀ NƯỚC.").split("\n"))
    edge = {f"word/{part}.xml": wrap(para("MẬT"), "hdr" if part.startswith("h") else "ftr")}
    assert read_bytes(package(body, edge), "a.docx").document.secrecy == "Mật"
    assert read_bytes(package(body), "a.docx").document.secrecy is None


def test_page_headers_add_nothing_but_news():
    body = para("Thông báo kết luận")
    assert (
        text_of(body, header1=wrap(para("2"), "hdr"), header2=wrap(para("Thông báo kết luận"), "hdr"))
        == "Thông báo kết luận"
    )


def test_footnotes_stand_after_the_text():
    notes = wrap(
        f'<w:footnote w:id="-1" w:type="separator">{para("x")}</w:footnote><w:footnote w:id="1">{para("Theo báo cáo của Sở Y tế.")}</w:footnote>',
        "footnotes",
    )
    assert text_of(para("Số liệu."), footnotes=notes) == "Số liệu.\nChú thích:\n[1] Theo báo cáo của Sở Y tế."


def test_an_assignment_table_with_merged_cells():
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc><w:tc><w:tcPr><w:vMerge{}/></w:tcPr>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    rows = [
        row.format(para("STT"), para("Nhiệm vụ"), ' w:val="restart"', para("Đơn vị chủ trì"), para("Thời hạn")),
        row.format(
            para("1"),
            para("Xây dựng quy chế quản lý dữ liệu"),
            ' w:val="restart"',
            para("Sở Nội vụ"),
            para("Quý III/2023"),
        ),
        row.format(para("2"), para("Tập huấn sử dụng phần mềm dùng chung"), "", "<w:p/>", para("Quý IV/2023")),
    ]
    body = "".join(para(line) for line in builders.notice("1. Phòng Nội vụ lập đề án.").split("\n"))
    found = read_bytes(package(body + para("PHỤ LỤC") + f"<w:tbl>{''.join(rows)}</w:tbl>"), "a.docx").directives
    assert [(d.clause, d.lead, str(d.deadline.due_on)) for d in found[-2:]] == [
        ("Phụ lục.1", ("Sở Nội vụ",), "2023-09-30"),
        ("Phụ lục.2", ("Sở Nội vụ",), "2023-12-31"),
    ]


def test_header_and_signature_tables():
    document = (
        table([["ỦY BAN NHÂN DÂN\nTỈNH LONG AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"], ["Số: 12/TB-UBND", "Long An, ngày 05 tháng 4 năm 2022"]])
        + para("THÔNG BÁO") + para("Kết luận của Chủ tịch UBND tỉnh") + para("Chủ tịch UBND tỉnh kết luận như sau:") + para("1. Giao Sở Nội vụ rà soát.")
        + table([["Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nPhạm Tấn Hòa"]])
    )  # fmt: skip
    d = read_bytes(package(document), "a.docx").document
    assert (d.issuer, d.number, d.place, d.type) == ("UBND tỉnh Long An", "12", "Long An", "Thông báo")
    assert (d.signer.authority, d.signer.position, d.signer.name) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Phạm Tấn Hòa")
    assert d.recipients == ("Như trên", "Lưu: VT")


def test_a_run_in_an_old_font_is_converted():
    document = '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>Th«ng b¸o</w:t></w:r><w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t xml:space="preserve"> kÕt luËn</w:t></w:r></w:p>'
    assert text_of(document) == "Thông báo KẾT LUẬN"


def test_a_file_of_python_docx():
    made = docx.Document()
    made.add_paragraph("THÔNG BÁO")
    made.add_paragraph("Giao Sở Nội vụ rà soát hồ sơ trước ngày 30/6/2030.")
    made.add_paragraph("mục một", style="List Number")
    made.add_paragraph("mục hai", style="List Number")
    grid = made.add_table(rows=1, cols=4)
    for cell, text in zip(grid.rows[0].cells, "abcd", strict=True):
        cell.text = text
    out = io.BytesIO()
    made.save(out)
    found = read_bytes(out.getvalue(), "a.docx")
    assert found.source == "docx"
    assert "1. mục một\n2. mục hai" in found.text
    assert "| a | b | c | d |" in found.text

"""Marks of secrecy, wherever a person may have put them; and the words beside them that mark nothing."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.builders import FONT, package, para, picture, png, scanned_pdf, table, word
from tests.reading.test_extract_doc import OLD

from dondoc.documents.content_types import detect, is_recording
from dondoc.documents.models import StoredFile
from dondoc.documents.secrecy import is_secret, name_is_marked
from dondoc.documents.storage import store_file
from dondoc.foundation.errors import BadInput
from dondoc.reading.extract import ocr

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MARKS = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "Tối mật",
    "Tuyệt mật",
    "(Tối mật)",
    "Độ mật: Tuyệt mật",
    "Độ mật: MẬT",
    "MỨC ĐỘ MẬT: TỐI MẬT",
]
INNOCENT = [
    "Công tác bảo mật thông tin", "Ban Cơ yếu Chính phủ", "Không gửi tài liệu mật qua hệ thống này.", "BẢO MẬT",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Mật độ xây dựng", "MẬT ĐỘ DÂN SỐ", "Hợp tác xã mật ong", "Độ mật: ........",
    "Độ mật: Mật / Tối mật / Tuyệt mật", "MAT", "Mật", "tuyệt mật.", "Độ mật:", "văn bản mật", "Số văn bản mật đã nhận: 0",
]  # fmt: skip


def workbook(*cells, header="", sheet="Bảng 1"):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet(sheet)
        if header:
            page.set_header(header)
        for row, text in enumerate(cells):
            page.write(row, row % 4, text)
    return out.getvalue()


def slides(*texts, part="ppt/slides/slide{}.xml", more=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("ppt/presentation.xml", "<x/>")
        for number, text in enumerate(texts, start=1):
            inside = f'<x xmlns:a="{A}"><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></x>'
            archive.writestr(part.format(number), inside)
        for name, content in more:
            archive.writestr(name, content)
    return out.getvalue()


def old_word(text):
    return OLD + b"\0" * (len(OLD) % 2) + f"\rBáo cáo\r{text}\rNội dung\r".encode("utf-16-le")


def secret(data, name="tep"):
    return is_secret(data, detect(data), name)


KINDS = {
    "a cell": lambda text: workbook("Chỉ tiêu", text, "12,5"),
    "a slide": lambda text: slides("Tình hình", text),
    "a paragraph": lambda text: package(para("Báo cáo") + para("Nội dung") + para(text)),
    "a cell of a table": lambda text: package(table([["UBND TỈNH", "Độc lập"], [text, ""]]) + para("Nội dung")),
    "an old Word file": old_word,
    "plain text": lambda text: f"Báo cáo\n{text}\nNội dung".encode(),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_found_in_every_kind_of_file(kind, mark):
    assert secret(KINDS[kind](mark))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", INNOCENT)
def test_words_beside_it_mark_nothing(kind, text):
    assert not secret(KINDS[kind](text))


def rows(*cells):
    """A workbook with rows; what its strings are called by was there before, so that they do not stand side by side."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet()
        for number, row in enumerate([["Mật", "Số liệu", "x"], *cells]):
            page.write_row(number, 0, row)
    return out.getvalue()


IN_ROWS = {
    "a workbook": rows,
    "a table": lambda *cells: package(table([["UBND TỈNH", "Số liệu"], *cells]) + para("Nội dung")),
    "slides": lambda *cells: slides("Tình hình", *(text for row in cells for text in row if text)),
    "lines": lambda *cells: "\n".join(["Báo cáo", *(text for row in cells for text in row), "Nội dung"]).encode(),
}


@pytest.mark.parametrize("kind", IN_ROWS)
@pytest.mark.parametrize(
    ("row", "is_marked"),
    [
        (["Độ mật:", "Mật"], True), (["Độ mật:", "", "Mật"], True), (["Mức độ mật:", "Tối mật"], True), (["ĐỘ MẬT:", "TUYỆT MẬT"], True),
        (["Độ mật:", "Mật", "Độ khẩn:", "Thường"], True), (["Nơi nhận:", "Sở Y tế", "Độ mật:", "Mật"], True),
        (["Độ mật:", ""], False), (["Độ mật:", "Không"], False), (["Độ mật:", "Thường"], False), (["Độ mật:", "Mật", "Tối mật", "Tuyệt mật"], False),
        (["Mật độ:", "Cao"], False), (["Bảo mật:", "Tốt"], False), (["Sản phẩm:", "Mật ong"], False), (["Độ mật:", "Mật độ thấp"], False),
        (["Mật", "Tối mật", "Tuyệt mật"], False), (["Tối mật", "Tuyệt mật"], False),
    ],
)  # fmt: skip
def test_a_label_takes_its_value_from_the_next_cell_and_a_form_marks_nothing(kind, row, is_marked):
    assert secret(IN_ROWS[kind](row)) is is_marked


def test_the_sheets_name_its_header_and_what_every_slide_shows_are_read_too():
    assert secret(workbook("a", header='&L&"Times,Bold"&14MẬT&CBáo cáo'))
    assert secret(workbook("a", sheet="TỐI MẬT"))
    assert secret(slides("MẬT", part="ppt/slideMasters/slideMaster{}.xml"))
    assert secret(slides("MẬT", part="ppt/notesSlides/notesSlide{}.xml"))
    assert not secret(workbook("a", header="&CBảo mật", sheet="Mật độ"))


def test_words_of_a_binary_workbook_are_read():
    def record(kind, body):
        return bytes([kind, len(body)]) + body

    def book(text):
        letters = text.encode("utf-16-le")
        item = record(19, b"\0" + len(text).to_bytes(4, "little") + letters)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("xl/workbook.bin", b"\x83\x01\0")
            archive.writestr("xl/sharedStrings.bin", b"\x9f\x01\x08" + b"\0" * 8 + item)
        return out.getvalue()

    assert secret(book("TUYỆT MẬT"))
    assert not secret(book("Bảo mật"))


def test_a_workbook_that_inflates_beyond_reason_costs_nothing_and_says_nothing():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/sharedStrings.xml", "<sst>" + " " * 40_000_000 + "<si><t>MẬT</t></si></sst>")
    assert not secret(out.getvalue())


@pytest.mark.parametrize("header", ["UBND TỈNH\nMẬT\n", "UBND TỈNH; MẬT", "VĂN PHÒNG\nTỐI MẬT", "SỞ Y TẾ | MẬT"])
def test_a_header_needs_no_full_name_of_the_body(header):
    runs = "</w:t><w:br/><w:t>".join(header.split("\n"))
    cell = package(
        f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{runs}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" + para("Báo cáo")
    )
    assert secret(cell)
    assert secret(word(header + "\nBáo cáo"))


@pytest.mark.parametrize(
    "name",
    [
        "Báo cáo (MẬT).docx", "Báo cáo (MAT).docx", "bao cao (Mật).pdf", "Đề án [TUYỆT MẬT].docx", "KH (TOI MAT).xlsx",
        "MẬT - Báo cáo.docx", "Báo cáo_MẬT.docx", "BÁO CÁO - TỐI MẬT.pdf", "TUYỆT MẬT.docx", "Báo cáo MẬT tháng 1.docx",
        "BÁO_CÁO_MẬT.docx", "Báo cáo (độ mật: tối mật).docx", "Ba\u0301o ca\u0301o (MA\u0302\u0323T).docx",
        "Tuyệt mật - kế hoạch.docx", "Báo cáo tối mật.pdf", "TỐI MẬT BÁO CÁO.pdf", "Mật-BC.docx", "Mật - báo cáo.docx", "mật_bc.docx",
        "01. Mật - BC.docx", "bao cao_tuyệt_mật.docx", "Tối Mật.docx", "Mật.docx", "Kế hoạch Tuyệt-mật 2026.xlsx",
    ],
)  # fmt: skip
def test_a_name_says_that_a_file_is_secret(name):
    assert name_is_marked(name)
    assert secret(b"Plain words.", name)


@pytest.mark.parametrize(
    "name",
    [
        "Quy chế bảo mật.docx", "QUY CHẾ BẢO MẬT.docx", "BẢO_MẬT.docx", "Báo cáo (bảo mật).docx", "MẬT KHẨU.docx",
        "MẬT_MÃ.docx", "Danh sách MẬT ONG.xlsx", "FORMAT.docx", "MAT BANG.docx", "(MATLAB).docx", "bao-cao-mat.docx",
        "NGUYỄN VĂN MẬT.docx", "Bảo vệ bí MẬT.docx", "Giai phong mat bang (mat).docx", "Cơ MẬT.docx", "",
        "Mật khẩu.docx", "Mật ong.docx", "mật-ong.docx", "Mật_độ dân số.xlsx", "Mật-khẩu.txt", "mật mía.docx", "bảo mật - quy chế.docx",
        "Mật Thị Hoa.docx", "Bảo mật.docx", "bí_mật.docx", "Mật hoa dừa.docx", "Mật-mã.docx", "Nguyễn Văn Mật-CV.docx", "tối mất điện.docx",
    ],
)  # fmt: skip
def test_a_name_with_such_letters_in_other_words_is_none(name):
    assert not name_is_marked(name)


@given(st.text(alphabet="ABMTẬĂÂ abmtậăâ", max_size=12), st.text(alphabet="ABMTẬĂÂ abmtậăâ", max_size=12))
def test_letters_inside_of_a_word_are_never_a_mark_of_a_name(before, after):
    assert not name_is_marked(f"x{before.replace(' ', '')}MẬT{after.replace(' ', '')}x.docx")


@given(st.text(max_size=40), st.sampled_from(["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Mật", "tuyệt mật"]), st.text(max_size=40))
def test_a_mark_in_brackets_is_one_whatever_stands_around(before, mark, after):
    name = f"{before.replace('/', '').replace(chr(92), '')}({mark}) {after.replace('/', '').replace(chr(92), '')}.docx"
    assert name_is_marked(name)


MARKED = [(85, 60, "UBND TỈNH"), (95, 90, "MẬT"), (85, 160, "Báo cáo tình hình an ninh trật tự")]


@pytest.mark.skipif(FONT is None or ocr.available() is None, reason="no Tesseract with Vietnamese, or no font")
@pytest.mark.parametrize(
    ("lines", "is_marked"),
    [(MARKED, True), ([MARKED[0], MARKED[2], (85, 200, "Công tác bảo mật thông tin")], False)],
)
def test_the_first_page_of_a_scan_is_looked_at(lines, is_marked):
    page, other = picture(lines), picture([(85, 160, "Trang hai"), (95, 90, "MẬT")])
    assert secret(png(*page)) is is_marked
    assert secret(scanned_pdf(page, other)) is is_marked


@pytest.mark.usefixtures("files_folder")
@pytest.mark.parametrize(
    ("content", "name"),
    [
        (workbook("Số liệu", "TỐI MẬT"), "so-lieu.xlsx"),
        (slides("MẬT"), "a.pptx"),
        (b"Plain words.", "Báo cáo (MAT).txt"),
    ],
)
def test_nothing_of_what_is_marked_is_kept(specialist, now, files, content, name):
    with pytest.raises(BadInput) as refusal:
        store_file(content, name, actor=specialist, now=now)
    assert refusal.value.code == "secret_document"
    assert files() == []
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("files_folder")
def test_a_presentation_is_kept_and_one_with_macros_is_not(specialist, now, files):
    kept = store_file(slides("Tình hình"), "trinh-bay.ppt", actor=specialist, now=now)
    assert kept.name == "trinh-bay.pptx"
    assert kept.content_type.endswith("presentationml.presentation")
    with pytest.raises(BadInput) as refusal:
        store_file(slides("a", more=[("ppt/vbaProject.bin", "x")]), "a.pptx", actor=specialist, now=now)
    assert refusal.value.code == "unsupported_type"
    assert len(files()) == 1


RECORDINGS = [
    b"ID3\x04" + b"\0" * 20, b"\xff\xfb\x90\0" + b"\0" * 20, b"\0\0\0\x20ftypisom" + b"\0" * 20, b"\0\0\0\x20ftypM4A " + b"\0" * 9,
    b"RIFF\0\0\0\0WAVEfmt ", b"RIFF\0\0\0\0AVI LIST", b"OggS\0" + b"\0" * 20, b"\x1aE\xdf\xa3" + b"\0" * 20, b"#!AMR\n\x3c\xff",
]  # fmt: skip


@pytest.mark.usefixtures("files_folder")
@pytest.mark.parametrize("content", RECORDINGS)
def test_a_recording_is_told_to_be_one(specialist, now, files, content):
    with pytest.raises(BadInput, match="ghi âm, ghi hình") as refusal:
        store_file(content, "hop.docx", actor=specialist, now=now)
    assert refusal.value.code == "recording"
    assert files() == []


@pytest.mark.parametrize("content", [b"RIFF\0\0\0\0WEBPVP8 ", b"\0\0\0\x18ftypheic", b"MZ\0\1", b"\xff\xd8\xff\xe0"])
def test_pictures_and_programs_are_no_recordings(content):
    assert not is_recording(content)

"""OpenDocument texts."""

import io
import zipfile

import pytest
from tests.reading.builders import notice

from dondoc.reading import ReadingError, read_bytes

NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
)
LISTS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style>'
    '<style:style style:name="Vn" style:family="text"><style:text-properties style:font-name=".VnTime"/></style:style>'
)


def odt(body, *, styles="", more=None, doctype=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"{doctype}<office:document-content {NAMES}><office:automatic-styles>{LISTS}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {NAMES}>{styles}</office:document-styles>")
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def p(text):
    return f"<text:p>{text}</text:p>"


def text_of(body, **more):
    return read_bytes(odt(body, **more), "a.odt").text


def test_a_whole_notice_reads_like_its_text():
    plain = notice("1. Giao Sở Tài chính lập dự toán trước ngày 30/6/2023.")
    found, expected = (
        read_bytes(odt("".join(map(p, plain.split("\n")))), "a.odt"),
        read_bytes(plain.encode(), "a.txt"),
    )
    assert found.source == "odt"
    assert found.warnings == ()
    assert found.document == expected.document
    assert [d.to_dict() for d in found.directives] == [d.to_dict() for d in expected.directives]


def listed(*items, style=' text:style-name="L1"', more=""):
    return (
        f"<text:list{style}{more}>{''.join(f'<text:list-item>{item}</text:list-item>' for item in items)}</text:list>"
    )


def test_labels_of_lists_are_counted():
    inner = listed(p("xa"), p("xb") + listed(p("gạch"), style=""), style="")
    body = listed(p("một") + inner, p("hai") + p("đoạn thứ hai của mục")) + p("giữa")
    body += listed(p("ba"), more=' text:continue-numbering="true"') + listed(p("lại từ đầu"))
    assert text_of(body).split("\n") == [
        "1. một", "a) xa", "b) xb", "- gạch", "2. hai", "đoạn thứ hai của mục", "giữa", "3. ba", "1. lại từ đầu",
    ]  # fmt: skip


def test_numbers_of_the_levels_above():
    style = '<office:automatic-styles><text:list-style style:name="D"><text:list-level-style-number text:level="1" style:num-format="I"/><text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/></text:list-style></office:automatic-styles>'
    body = listed(p("một") + listed(p("dưới"), style=""), style=' text:style-name="D"')
    assert text_of(body, styles=style).split("\n") == ["I một", "I.1. dưới"]


def test_a_list_that_starts_elsewhere_and_a_heading_of_the_outline():
    outline = '<office:styles><text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/></text:outline-style></office:styles>'
    heading = '<text:h text:outline-level="1">{}</text:h>'
    started = '<text:list text:style-name="L1"><text:list-item text:start-value="7"><text:p>bảy</text:p></text:list-item></text:list>'
    assert text_of(heading.format("Phần") + heading.format("Phần nữa") + started, styles=outline).split("\n") == [
        "I. Phần",
        "II. Phần nữa",
        "7. bảy",
    ]


def test_tracked_changes_are_accepted():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Sở Y tế</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>Giao <text:change text:change-id="a"/><text:change-start text:change-id="b"/>Sở Tài chính<text:change-end text:change-id="b"/> lập.</text:p>'
    )
    assert text_of(body) == "Giao Sở Tài chính lập."


def test_spaces_tabs_breaks_notes_boxes_and_fonts():
    body = (
        '<text:p>Số<text:s text:c="3"/>một<text:tab/>hai<text:line-break/>ba<text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Theo báo cáo.</text:p></text:note-body></text:note><office:annotation><text:p>ghi chú lề</text:p></office:annotation></text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>Trong khung</text:p></draw:text-box></draw:frame>Sau khung</text:p>"
        '<text:p><text:span text:style-name="Vn">Th«ng b¸o</text:span> kết luận</text:p>'
    )
    assert text_of(body).split("\n") == [
        "Số   một\thai", "ba", "Trong khung", "Sau khung", "Thông báo kết luận", "Chú thích:", "[1] Theo báo cáo.",
    ]  # fmt: skip


def test_a_stamp_at_the_head_of_the_page_marks_the_document():
    master = "<office:master-styles><style:master-page><style:header><text:p>MẬT</text:p></style:header></style:master-page></office:master-styles>"
    body = "".join(map(p, notice("1. Lập đề án.").split("\n")))
    assert read_bytes(odt(body, styles=master), "a.odt").document.secrecy == "Mật"


def test_a_table_with_merged_cells():
    cell, covered = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>", "<table:covered-table-cell/>"
    rows = (
        [cell.format("", t) for t in ("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn")],
        [cell.format(' table:number-columns-spanned="4"', "Về dữ liệu"), covered, covered, covered],
        [cell.format("", "1"), cell.format("", "Xây dựng quy chế quản lý"), cell.format(' table:number-rows-spanned="2"', "Sở Nội vụ"), cell.format("", "Quý III/2023")],
        [cell.format("", "2"), cell.format("", "Tập huấn sử dụng phần mềm"), covered, cell.format("", "Quý IV/2023")],
    )  # fmt: skip
    body = "".join(map(p, notice("1. Phòng Nội vụ lập đề án.").split("\n"))) + p("PHỤ LỤC")
    lines = "".join("<table:table-row>" + "".join(row) + "</table:table-row>" for row in rows)
    body += f"<table:table>{lines}</table:table>"
    found = read_bytes(odt(body), "a.odt").directives
    assert [(d.clause, d.lead, str(d.deadline.due_on)) for d in found[1:]] == [
        ("Phụ lục.1", ("Sở Nội vụ",), "2023-09-30"),
        ("Phụ lục.2", ("Sở Nội vụ",), "2023-12-31"),
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt(p("a"), doctype='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), "damaged"),
        (odt("<text:p>"), "damaged"),
        (odt("<!--" + "0" * (64 << 20) + "-->"), "archive_bomb"),
        (odt(p("Chữ"), more={"META-INF/manifest.xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'}), "encrypted"),
    ],
    ids=["entity", "xml", "bomb", "password"],
)  # fmt: skip
def test_bad_packages(data, code):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "a.odt")
    assert caught.value.code == code


def test_a_spreadsheet_of_the_same_family_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(ReadingError) as caught:
        read_bytes(out.getvalue(), "a.ods")
    assert caught.value.code == "unsupported_type"

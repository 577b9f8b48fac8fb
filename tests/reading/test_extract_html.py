"""HTML pages."""

import pytest
from tests.reading.builders import notice
from tests.reading.test_extract_plain import tcvn3

from dondoc.reading import read_bytes

HEAD = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Tên trang</title></head><body>"


def text_of(body):
    return read_bytes((HEAD + body).encode(), "a.html").text.strip()


def test_a_whole_notice_reads_like_its_text():
    plain = notice("1. Giao Sở Tài chính lập dự toán trước ngày 30/6/2023.")
    page = HEAD + "".join(f"<p>{line}\n" for line in plain.split("\n"))
    found, expected = read_bytes(page.encode(), "a.html"), read_bytes(plain.encode(), "a.txt")
    assert found.source == "html"
    assert found.warnings == ()
    assert found.document == expected.document
    assert [(d.text, d.lead, d.deadline.due_on) for d in found.directives] == [
        (d.text, d.lead, d.deadline.due_on) for d in expected.directives
    ]


def test_the_header_table_the_signature_and_the_annex():
    found = read_bytes(
        (
            HEAD
            + "<table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH LONG AN<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc"
            "<tr><td>Số: 12/TB-UBND<td><i>Long An, ngày 05\ntháng 4 năm 2022</i></table>"
            "<p>THÔNG BÁO<p>Kết luận của Chủ tịch UBND tỉnh<p>Chủ tịch UBND tỉnh kết luận như sau:<p>1. Giao Sở Nội vụ rà soát."
            "<table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.<td>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br><br>Phạm Tấn Hòa</table>"
            "<p>PHỤ LỤC<table><tr><th>STT<th>Nhiệm vụ<th>Chủ trì<th>Thời hạn"
            "<tr><td colspan=4>Về cải cách hành chính"
            "<tr><td>1<td>Xây dựng quy chế<p>quản lý dữ liệu<td rowspan=2>Sở Nội vụ<td>Quý III/2022"
            "<tr><td>2<td>Tập huấn phần mềm dùng chung<td>Quý IV/2022</table>"
        ).encode(),
        "a.html",
    )
    assert (found.document.issuer, found.document.number, found.document.place) == (
        "UBND tỉnh Long An",
        "12",
        "Long An",
    )
    assert found.document.signer.name == "Phạm Tấn Hòa"
    assert [(d.clause, d.lead, str(d.deadline.due_on)) for d in found.directives[1:]] == [
        ("Phụ lục.1", ("Sở Nội vụ",), "2022-09-30"),
        ("Phụ lục.2", ("Sở Nội vụ",), "2022-12-31"),
    ]


def test_labels_of_lists_are_written_out():
    body = "<ol type=I start=2><li>Hai<ul><li>gạch<li>nữa</ul><li value=5>Năm</ol><ol type=a><li>a<li>b</ol>"
    assert text_of(body).split("\n") == ["II. Hai", "- gạch", "- nữa", "V. Năm", "a) a", "b) b"]


def test_what_is_not_shown_is_not_read():
    body = (
        "<script>var a = 'Giao Sở Y tế';</script><style>p{}</style><p hidden>ẩn<p style='display: none'>ẩn</p>"
        "<!-- Giao --><p>Giao <del>Sở Y tế</del><ins>Sở Tài chính</ins> lập.<noscript>x</noscript>"
    )
    assert text_of(body) == "Giao Sở Tài chính lập."


def test_line_ends_of_the_source_are_spaces_but_not_in_pre():
    assert text_of("<p>một\n hai<br>ba&nbsp;bốn<pre>a\n b</pre>").split("\n") == ["một hai", "ba bốn", "a", " b"]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1258", "cp1258"), ("utf-8", "utf-8"), ("", "utf-8"), ("", "utf-16"), ("utf-16", "utf-16-le")],
)
def test_the_charset_is_found(declared, encoding):
    page = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={declared}'></head><body><p>Ban hành quy chế"
    words = page if encoding != "cp1258" else page.replace("ế", "ê\u0301")
    assert read_bytes(words.encode(encoding), "a.htm").text.strip() == "Ban hành quy chế"


def test_a_declared_charset_that_is_wrong_is_not_believed():
    page = "<html><meta charset='us-ascii'><p>Thông báo kết luận</p>".encode()
    assert read_bytes(page, "a.html").text.strip() == "Thông báo kết luận"


def test_old_fonts_and_old_encodings():
    assert text_of("<font face='.VnTime'>Th«ng b¸o</font> kết luận") == "Thông báo kết luận"
    assert text_of("<span style=\"font-family: '.VnTimeH'\">Th«ng b¸o</span>") == "THÔNG BÁO"
    found = read_bytes(
        b"<html><meta charset=windows-1252><p>" + tcvn3(notice("1. Lập đề án.").replace("\n", "<br>")), "a.html"
    )
    assert [w.code for w in found.warnings] == ["legacy_encoding"]
    assert found.document.number == "34"


def test_depth_and_merged_cells_are_bounded():
    deep = text_of("<table><tr><td>x" * 20_000)
    assert deep.count("x") == 20_000
    wide = text_of(f"<table><tr><td rowspan=2000>{'abc ' * 50_000}<tr>" + "<tr><td>x" * 1_900)
    assert len(wide) < 2_000_000
    assert text_of("<b>" * 50_000 + "chữ") == "chữ"

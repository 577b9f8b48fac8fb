"""RTF documents."""

import pytest
from tests.reading.builders import notice
from tests.reading.test_extract_plain import tcvn3, vni

from dondoc.reading import ReadingError, read_bytes

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\froman\fcharset163\fprq2{\*\panose 02020603050405020304}Times New Roman;}"
    r"{\f1\fnil\fcharset0 .VnTime;}{\f2\fcharset2 Symbol;}{\f3\fnil VNI-Times{\*\falt x};}{\f4\fnil .VnTimeH;}}{\colortbl;\red0;}"
    r"{\stylesheet{\s1 Kieu;}}{\info{\title Giao viec}{\author X}}{\*\generator Y;}\pard "
)


def u(text):
    return "".join(ch if ch.isascii() else f"\\u{ord(ch)}?" for ch in text)


def text_of(body, head=HEAD):
    return read_bytes((head + body + "}").encode("latin-1"), "a.rtf").text


def test_a_whole_notice_reads_like_its_text():
    plain = notice("1. Giao Sở Tài chính lập dự toán trước ngày 30/6/2023.")
    data = HEAD + "\\par\r\n".join(map(u, plain.split("\n"))) + "}"
    found, expected = read_bytes(data.encode(), "a.rtf"), read_bytes(plain.encode(), "a.txt")
    assert found.source == "rtf"
    assert found.warnings == ()
    assert found.document == expected.document
    assert [d.to_dict() for d in found.directives] == [d.to_dict() for d in expected.directives]


def hexed(raw):
    return "".join(f"\\'{b:02x}" if b > 127 else chr(b) for b in raw)


def test_letters_by_code_page_by_font_and_by_number():
    assert text_of(r"Ti\'ea\'ecng Vi\'ea\'f2t") == "Tiếng Việt"
    assert text_of(r"\f1 " + hexed(tcvn3("kết luận"))) == "kết luận"
    assert text_of(r"\f4 " + hexed(tcvn3("kết luận"))) == "KẾT LUẬN"
    assert text_of(r"{\f3 " + hexed(vni("kết luận")) + "} xong") == "kết luận xong"
    assert text_of(r"\uc2\u7871??t\uc0\u-4000 \uc1\u-10179?\u-8704?") == "ết😀"  # F060 is a sign of a symbol font
    assert text_of(r"\ansicpg1258 Ti\'ea\'ecng", head=r"{\rtf1\ansi ") == "Tiếng"
    assert text_of(r"a\~b\_c\-d\{\}\\ \endash\ldblquote x\rdblquote\tab y\line z") == "a b-cd{}\\ –“x”\ty\nz"


def test_labels_of_lists_are_those_that_stand_in_the_file():
    body = r"{\listtext\pard\plain\f2\'b7\tab}" + u("gạch") + r"\par{\pntext 2.\tab}" + u("hai") + r"\par"
    assert text_of(body).strip().split("\n") == ["-\tgạch", "2.\thai"]


def test_deleted_and_hidden_text_and_what_is_no_text():
    body = (
        u("Giao ") + r"{\deleted\revauthdel1 Y}{\v an}{\*\bkmkstart x}{\*\xmlopen q}{\pict 0102}\bin4 }}}}"
        r"{\field{\*\fldinst HYPERLINK y}{\fldrslt " + u("Sở Tài chính") + "}}" + u(" lập.")
    )  # fmt: skip
    assert text_of(body) == "Giao Sở Tài chính lập."


def test_notes_boxes_and_heads_of_pages():
    body = (
        r"{\header MAT KHAU\par}sau{\footnote " + u("Theo báo cáo.") + r"}\par{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard "
        + u("TỐI MẬT") + r"\par}}}"
    )  # fmt: skip
    found = read_bytes((HEAD + body + "}").encode(), "a.rtf")
    assert found.text.split("\n") == ["MAT KHAU", "TỐI MẬT", "sau", "Chú thích:", "[1] Theo báo cáo."]
    assert found.document.secrecy == "Tối mật"


def row(*cells, merges=("", "", "", "")):
    places = "".join(f"{merge}\\cellx{n}00" for n, merge in enumerate(merges))
    return f"\\trowd{places}\\pard\\intbl " + "".join(f"{u(cell)}\\cell " for cell in cells) + "\\row\n"


def test_a_table_with_merged_cells():
    body = "\\par ".join(map(u, notice("1. Phòng Nội vụ lập đề án.").split("\n"))) + "\\par " + u("PHỤ LỤC") + "\\par "
    body += row("STT", "Nhiệm vụ", "Chủ trì", "Thời hạn") + row("I", "Về dữ liệu", "", "")
    body += row("1", "Xây dựng quy chế", "Sở Nội vụ", "Quý III/2023", merges=("", "", "\\clvmgf", ""))
    body += row("2", "Tập huấn phần mềm", "", "Quý IV/2023", merges=("", "", "\\clvmrg", "")) + "\\pard\\par"
    found = read_bytes((HEAD + body + "}").encode(), "a.rtf").directives
    assert [(d.clause, d.lead, str(d.deadline.due_on)) for d in found[1:]] == [
        ("Phụ lục.1", ("Sở Nội vụ",), "2023-09-30"),
        ("Phụ lục.2", ("Sở Nội vụ",), "2023-12-31"),
    ]


def test_cells_of_several_paragraphs_and_tables_side_by_side_text():
    body = row("ỦY BAN NHÂN DÂN\\par TỈNH LONG AN".replace("\\par ", "\0"), "Số: 12/TB-UBND", merges=("", "")).replace(
        "\0", "\\par "
    )
    assert text_of(body).strip().split("\n") == ["ỦY BAN NHÂN DÂN", "TỈNH LONG AN", "", "Số: 12/TB-UBND"]


@pytest.mark.parametrize(
    "body",
    ["{" * 200_000, "{\\b " * 9_000 + "x", "\\u7879?" * 50_000, "\\'e1" * 50_000, "\\" * 50_000, "\0" * 50_000 + "x", "}" * 99 + "x", "\\bin99999999 x", "\\u55357?"],
)  # fmt: skip
def test_nonsense_ends_in_a_text_or_in_a_sentence(body):
    try:
        text_of(body)
    except ReadingError as error:
        code = error.code
    else:
        code = ""
    assert code in ("", "damaged", "empty")


def test_merged_cells_do_not_make_a_large_text_of_a_small_file():
    first = row("abc " * 50_000, merges=("\\clvmgf",))
    assert len(text_of(first + row("", merges=("\\clvmrg",)) * 500)) < 3_000_000

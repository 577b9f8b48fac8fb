"""What a structured document may be; every refusal names the field."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from tests.documents.rendering.samples import DECISION, LETTER, NOTICE

import dondoc.documents.rendering as room
from dondoc.documents.rendering import RenderingError, StructuredDocument, fonts, render
from dondoc.documents.rendering.checks import TYPES
from dondoc.documents.rendering.composition import enacting_body
from dondoc.documents.rendering.layout import NAME_WIDTH, STYLES, day_words, leading_zero, roman
from dondoc.documents.rendering.lines import name_lines, width_of

SCHEMA = json.loads((Path(room.__file__).parent / "schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("data", [NOTICE, LETTER, DECISION], ids=["notice", "letter", "decision"])
def test_the_schema_accepts_what_a_document_gives(data):
    document = StructuredDocument.from_dict(data)
    jsonschema.validate(document.to_dict(), SCHEMA)
    jsonschema.validate(data, SCHEMA)
    assert StructuredDocument.from_dict(json.loads(json.dumps(document.to_dict()))) == document
    assert set(SCHEMA["properties"]) == set(document.to_dict())


def test_the_schema_knows_the_types():
    assert tuple(SCHEMA["properties"]["type"]["enum"]) == TYPES
    assert len(TYPES) == 29


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_is_printed(kind):
    document = StructuredDocument.from_dict(
        NOTICE | {"type": kind, "grounds": ["Căn cứ Luật"], "addressees": ["Sở A", "Sở B"]}
    )
    assert render(document, "docx").startswith(b"PK")
    assert render(document, "pdf").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"type": "Thông bao"}, "type", "phải là một trong"),
        ({"subject": " "}, "subject", "còn trống"),
        ({"subject": 5}, "subject", "chuỗi chữ"),
        ({"body": []}, "body", "ít nhất một đoạn"),
        ({"body": "x"}, "body", "danh sách"),
        ({"body": [{"text": "x", "kind": "bogus"}]}, "body[0].kind", "phải là một trong"),
        ({"body": [{"text": "x", "under": [{"label": "a)"}]}]}, "body[0].under[0].text", "còn trống"),
        ({"body": [{"text": "x", "bold": True}]}, "body[0]", "khóa lạ “bold”"),
        ({"body": [None]}, "body[0]", "đối tượng JSON"),
        ({"date": "2021-02-31"}, "date", "có trên lịch"),
        ({"date": "07/01/2021"}, "date", "2021-01-07"),
        ({"number": "năm"}, "number", "phải là số"),
        ({"symbol": "TB - VP"}, "symbol", "khoảng trắng"),
        ({"urgency": "GẤP"}, "urgency", "phải là một trong"),
        ({"unknown": 1}, "", "khóa lạ “unknown”"),
        ({"signature": None}, "signature", "đối tượng JSON"),
        ({"signature": {"position": "CHỦ TỊCH", "name": "TS. Lê A"}}, "signature.name", "học vị"),
        ({"recipients": ["Như trên", ""]}, "recipients[1]", "còn trống"),
        ({"subject": "a\x00b"}, "subject", "U+0000"),
        (
            {"annexes": [{"title": "A", "table": {"columns": ["1", "2"], "rows": [["x"]]}}]},
            "annexes[0].table.rows[0]",
            "có 1 ô",
        ),
        ({"annexes": [{"title": "A", "table": {"columns": []}}]}, "annexes[0].table.columns", "ít nhất một cột"),
    ],
)
def test_a_wrong_field_is_named(change, field, said):
    with pytest.raises(RenderingError) as refused:
        StructuredDocument.from_dict(NOTICE | change)
    assert refused.value.code == "wrong_form"
    assert refused.value.field == field
    assert said in refused.value.message
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_what_is_no_object_is_refused(data):
    with pytest.raises(RenderingError, match="đối tượng JSON"):
        StructuredDocument.from_dict(data)


def test_what_is_nested_too_deep_is_refused():
    item: dict = {"text": "x"}
    for _ in range(3000):
        item = {"text": "x", "under": [item]}
    with pytest.raises(RenderingError, match="lồng sâu quá 12 cấp"):
        StructuredDocument.from_dict(NOTICE | {"body": [item]})


@pytest.mark.parametrize(
    "change",
    [
        {"secrecy": "Mật"}, {"urgency": "MẬT"}, {"body": [{"text": "TỐI MẬT"}]}, {"subject": "Tuyệt mật"},
        {"recipients": ["[MẬT]"]}, {"annexes": [{"title": "MẬT - KHẨN"}]},
    ],
)  # fmt: skip
def test_a_document_with_a_mark_of_secrecy_is_never_printed(change):
    with pytest.raises(RenderingError) as refused:
        StructuredDocument.from_dict(NOTICE | change)
    assert refused.value.code == "secret"


def test_a_sentence_about_secrets_is_no_mark():
    StructuredDocument.from_dict(NOTICE | {"subject": "Tăng cường công tác bảo vệ bí mật nhà nước"})


def test_white_space_and_composed_letters_are_set_right():
    document = StructuredDocument.from_dict(NOTICE | {"subject": "  Kê\u0301t   luận\n về\t việc "})
    assert document.subject == "Kết luận về việc"


@pytest.mark.parametrize("output", ["docx", "pdf"])
def test_a_letter_that_the_font_lacks_is_named(output):
    document = StructuredDocument.from_dict(NOTICE | {"recipients": ["Như trên", "Công ty 漢字 😀"]})
    with pytest.raises(RenderingError) as refused:
        render(document, output)
    assert refused.value.code == "missing_letter"
    assert "“漢” (U+6F22), “字” (U+5B57), “😀” (U+1F600)" in refused.value.message
    assert "Công ty" in refused.value.message


def test_missing_fonts_are_said_with_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    fonts.face.cache_clear()
    try:
        with pytest.raises(RenderingError, match="make assets") as refused:
            render(StructuredDocument.from_dict(NOTICE), "pdf")
        assert refused.value.code == "no_fonts"
        for name in fonts.FACES.values():
            (tmp_path / name).write_bytes(b"\0\1\0\0 no font")
        with pytest.raises(RenderingError, match="hỏng phông chữ"):
            render(StructuredDocument.from_dict(NOTICE), "docx")
    finally:
        fonts.face.cache_clear()


def test_the_fonts_have_every_letter_of_vietnamese_and_their_licence():
    letters = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    marks = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    import unicodedata

    every = (
        "".join(unicodedata.normalize("NFC", letter + mark) for letter in letters for mark in marks)
        + "đĐ–—“”‘’…•°²³½±≤≥×₫"
    )
    assert fonts.lacking(every) == ""
    assert "SIL OPEN FONT LICENSE" in (fonts.FOLDER / "LICENSE.txt").read_text(encoding="utf-8")


def test_a_table_too_wide_for_any_page_is_refused():
    columns = [f"Cột{k}rấtrộng" for k in range(30)]
    with pytest.raises(RenderingError) as refused:
        render(
            StructuredDocument.from_dict(NOTICE | {"annexes": [{"title": "A", "table": {"columns": columns}}]}), "docx"
        )
    assert refused.value.code == "too_wide"
    assert refused.value.field == "annexes[0].table"


def test_zeros_lead_numbers_days_and_the_first_two_months():
    assert [leading_zero(n) for n in ("5", "05", "13", "5a")] == ["05", "05", "13", "5a"]
    assert day_words(7, 2, 2021) == "ngày 07 tháng 02 năm 2021"
    assert day_words(15, 3, 2021) == "ngày 15 tháng 3 năm 2021"
    assert day_words(1, 12, 2021) == "ngày 01 tháng 12 năm 2021"


def test_roman_numerals():
    assert [roman(n) for n in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("UBND TỈNH KIÊN GIANG", ["UBND TỈNH KIÊN GIANG"]),
        ("ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG", ["ỦY BAN NHÂN DÂN", "TỈNH KIÊN GIANG"]),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG", ["VĂN PHÒNG", "ỦY BAN NHÂN DÂN", "TỈNH KIÊN GIANG"]),
        ("SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN", ["SỞ NÔNG NGHIỆP VÀ", "PHÁT TRIỂN NÔNG THÔN"]),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", ["SỞ LAO ĐỘNG -", "THƯƠNG BINH VÀ XÃ HỘI"]),
    ],
)
def test_names_break_where_their_sense_does(name, lines):
    assert name_lines(name, STYLES["issuer"], NAME_WIDTH) == lines
    assert all(width_of(line, STYLES["issuer"]) <= NAME_WIDTH for line in lines)


@pytest.mark.parametrize(
    ("authority", "position", "issuer", "said"),
    [
        (["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH", "Ủy ban nhân dân tỉnh Kiên Giang", "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG"),
        (
            ["KT. CHỦ TỊCH"],
            "PHÓ CHỦ TỊCH",
            "Ủy ban nhân dân tỉnh Kiên Giang",
            "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG",
        ),
        ([], "GIÁM ĐỐC", "Sở Tài chính", "GIÁM ĐỐC SỞ TÀI CHÍNH"),
        (
            ["KT. CHÁNH VĂN PHÒNG"],
            "PHÓ CHÁNH VĂN PHÒNG",
            "Văn phòng Ủy ban nhân dân tỉnh",
            "CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH",
        ),
    ],
)
def test_who_enacts_a_decision(authority, position, issuer, said):
    signature = {"authority": authority, "position": position, "name": "Lê A"}
    assert enacting_body(StructuredDocument.from_dict(DECISION | {"signature": signature, "issuer": issuer})) == said

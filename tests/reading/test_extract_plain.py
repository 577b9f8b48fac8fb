"""Encodings of plain text."""

import codecs
import unicodedata

import pytest
from tests.reading.builders import notice

from dondoc.reading import read_bytes
from dondoc.reading.extract import legacy

TEXT = notice("1. Phòng Nội vụ rà soát, hướng dẫn các xã thực hiện quy định về công tác cán bộ trước ngày 30/6/2023.")
BY_LETTER = dict(zip(legacy._TCVN3_LETTERS, legacy._TCVN3_CODES, strict=True))


def tcvn3(text):
    return "".join(BY_LETTER.get(ch) or BY_LETTER.get(ch.lower(), ch) for ch in text).encode("latin-1")


def vni(text):
    table = {letter: code for code, letter in sorted(legacy._VNI.items(), key=lambda item: -len(item[0]))}
    return "".join(table.get(ch, ch) for ch in text).encode("latin-1")


def vps(text):
    codes = dict(zip(legacy._VPS_LETTERS.upper(), legacy._VPS_UPPER, strict=True))
    codes |= dict(zip(legacy._VPS_LETTERS, legacy._VPS_LOWER, strict=True))
    return bytes(codes.get(ch) or codes.get(ch.lower()) or ord(ch) for ch in text)


def windows(text):
    """Windows-1258 keeps the tone as a mark of its own after the letter."""
    out = []
    for ch in text:
        try:
            out.append(ch.encode("cp1258"))
        except UnicodeEncodeError:
            base, *marks = unicodedata.normalize("NFD", ch)
            tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
            rest = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in tones))
            out.append(rest.encode("cp1258") + "".join(tones).encode("cp1258"))
    return b"".join(out)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
    ],
)
def test_unicode_in_any_dress_is_one_text(data):
    found = read_bytes(data, "a.txt")
    assert found.text == TEXT
    assert found.warnings == ()


@pytest.mark.parametrize(("encode", "name"), [(tcvn3, "TCVN3"), (vni, "VNI"), (vps, "VPS"), (windows, "1258")])
def test_legacy_encodings_are_named_and_converted(encode, name):
    found = read_bytes(encode(TEXT), "a.txt")
    (warning,) = found.warnings
    assert warning.code == "legacy_encoding"
    assert name in warning.message
    assert (
        found.directives[0].text.lower()
        == "phòng nội vụ rà soát, hướng dẫn các xã thực hiện quy định về công tác cán bộ trước ngày 30/6/2023."
    )


@pytest.mark.parametrize(("encode", "name"), [(tcvn3, "TCVN3"), (vni, "VNI"), (vps, "VPS")])
def test_legacy_codes_saved_as_unicode_are_recognised_too(encode, name):
    found = read_bytes(encode(TEXT).decode("latin-1").encode(), "a.txt")
    assert name in found.warnings[0].message


def test_conversion_tables_are_whole():
    letters = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    assert legacy.convert(tcvn3(letters).decode("latin-1"), "TCVN3") == letters
    assert legacy.convert(vni(letters).decode("latin-1"), "VNI") == letters
    assert legacy.convert(vps(letters).decode("latin-1"), "VPS") == letters
    assert legacy.convert(vps(letters).decode("cp1252"), "VPS") == letters
    assert legacy.convert(vni(letters.upper()).decode("latin-1"), "VNI") == letters.upper()


def test_unicode_vietnamese_is_left_alone():
    assert legacy.to_unicode(TEXT) == (TEXT, None)
    assert legacy.to_unicode("déjà vu, naïve façade") == ("déjà vu, naïve façade", None)


def test_a_font_says_its_encoding():
    assert legacy.in_font("Th«ng b¸o", ".VnTimeH") == "THÔNG BÁO"
    assert legacy.in_font("thoâng baùo", "VNI-Times") == "thông báo"
    assert legacy.in_font(vps("thông báo kết").decode("cp1252"), "VPS Times") == "thông báo kết"
    assert legacy.in_font("naïve", "Times New Roman") == "naïve"

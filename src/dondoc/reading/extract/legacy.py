"""TCVN3 (ABC), VNI and VPS: recognised by the words that they make, named, and converted.

All put Vietnamese letters on the places of Western ones: TCVN3 (TCVN 5712:1993) and VPS one byte a letter,
VNI a letter and a mark. Capitals with tones exist in TCVN3 only as another font (.VnTimeH); VPS has some of
them on control codes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from dondoc.reading.model import Notice

Encoding = Literal["TCVN3", "VNI", "VPS"]
ENCODINGS: tuple[Encoding, ...] = ("TCVN3", "VNI", "VPS")
NAMES = {"TCVN3": "TCVN3 (ABC)", "VNI": "VNI", "VPS": "VPS"}

_TCVN3_CODES = (
    "µ¶·¸¹" "¨»¼½¾Æ" "©ÇÈÉÊË" "®" "ÌÎÏÐÑ" "ªÒÓÔÕÖ" "×ØÜÝÞ" "ßáâãä" "«åæçèé" "¬êëìíî" "ïñòóô" "\xadõö÷øù" "úûüýþ" "¡¢£¤¥¦§"
)  # fmt: skip
_TCVN3_LETTERS = (
    "àảãáạ" "ăằẳẵắặ" "âầẩẫấậ" "đ" "èẻẽéẹ" "êềểễếệ" "ìỉĩíị" "òỏõóọ" "ôồổỗốộ" "ơờởỡớợ" "ùủũúụ" "ưừửữứự" "ỳỷỹýỵ" "ĂÂÊÔƠƯĐ"
)  # fmt: skip
_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

_VPS_LETTERS = "àáảãạ" "ăằắẳẵặ" "âầấẩẫậ" "đ" "èéẻẽẹ" "êềếểễệ" "ìíỉĩị" "òóỏõọ" "ôồốổỗộ" "ơờớởỡợ" "ùúủũụ" "ưừứửữự" "ỳýỷỹỵ"  # fmt: skip
_VPS_LOWER = bytes.fromhex(
    "e0e1e4e3e5e6a2a1a3a4a5e2c0c3c4c5c6c7e8e9c8ebcbea8a898bcd8cecedccefcef2f3d5f586f4d2d3b087b6d6a9a7aaabaef9fafbdbf8dcd8d9babbbfff9a9bcf9c"
)
_VPS_UPPER = bytes.fromhex(
    "80c1818202888e8d8ff004c28483851c03f1d7c9defe05ca9390949506b5b4b7b810bcb9bdbe11d49796980012f79e9d9fa613a8dad1ac14d0afadb11d15b2ddfdb319"
)


def _vps_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for codes, letters in ((_VPS_UPPER, _VPS_LETTERS.upper()), (_VPS_LOWER, _VPS_LETTERS)):
        for code, letter in zip(codes, letters, strict=True):
            if not code:
                continue  # a capital that VPS does not have
            table[code] = letter
            shown = bytes([code]).decode("cp1252", "ignore")  # what Windows shows of a code below A0
            if shown:
                table[ord(shown)] = letter
    return table


_VPS = _vps_table()

_MARKS = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_HAT = {"â": "", "à": "\u0300", "á": "\u0301", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "è": "\u0300", "é": "\u0301", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_SINGLE = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}


def _vni_table() -> dict[str, str]:
    table: dict[str, str] = dict(_VNI_SINGLE)
    for base, plain in (*((v, v) for v in "aeouy"), ("ô", "ơ"), ("ö", "ư")):
        for mark, tone in _MARKS.items():
            table[base + mark] = unicodedata.normalize("NFC", plain + tone)
    for base in "aeo":
        for mark, tone in _HAT.items():
            table[base + mark] = unicodedata.normalize("NFC", base + "\u0302" + tone)
    for mark, tone in _BREVE.items():
        table["a" + mark] = unicodedata.normalize("NFC", "a\u0306" + tone)
    for key, letter in list(table.items()):
        table[key.upper()] = letter.upper()
        table[key[0].upper() + key[1:]] = letter.upper()
    return table


_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))

# Frequent syllables with marks: text that has many of them is Vietnamese in Unicode.
_COMMON = frozenset(
    [
        "của",
        "và",
        "các",
        "nhân",
        "dân",
        "tỉnh",
        "thông",
        "báo",
        "về",
        "việc",
        "được",
        "cho",
        "năm",
        "ngày",
        "tháng",
        "công",
        "tác",
        "thực",
        "hiện",
        "tổ",
        "chức",
        "ủy",
        "chủ",
        "tịch",
        "sở",
        "kế",
        "hoạch",
        "đầu",
        "tư",
        "huyện",
        "phố",
        "thành",
        "phòng",
        "văn",
        "bản",
        "nhiệm",
        "vụ",
        "quyết",
        "định",
        "điều",
        "trình",
        "giao",
        "đề",
        "nghị",
        "đơn",
        "vị",
        "địa",
        "phương",
        "chỉ",
        "đạo",
        "cộng",
        "hòa",
        "xã",
        "hội",
        "nghĩa",
        "độc",
        "lập",
        "tự",
        "hạnh",
        "phúc",
        "kết",
        "luận",
        "cuộc",
        "họp",
        "lãnh",
        "phối",
        "hợp",
        "chính",
        "phủ",
        "trước",
        "quý",
        "tại",
        "đã",
        "là",
        "với",
        "không",
        "có",
        "đến",
        "những",
        "số",
        "này",
        "khi",
        "để",
        "phải",
        "một",
        "uỷ",
        "hoà",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:[^\s\w][^\W\d_]*)*")
# Letters on no place of Latin-1: a text that reads well and has them needs no conversion. (VPS leaves à, â, é …
# on their Latin-1 places, so that much of it reads well as it is.)
_ONLY_UNICODE = re.compile("[ăđơưĂĐƠƯẠ-ỹ]")
ENOUGH = 0.06
_SAMPLE = 2_500


def plausible(text: str) -> float:
    """The share of words that are frequent Vietnamese syllables with marks."""
    words = unicodedata.normalize("NFC", text[:_SAMPLE]).lower().split()
    if not words:
        return 0.0
    marked = sum(1 for w in words if w.strip(".,;:()/\"'“”-") in _COMMON and not w.isascii())
    return marked / len(words)


def convert(text: str, encoding: Encoding) -> str:
    """Legacy text as Unicode (NFC).

    Args:
        text: the bytes read as Latin-1 (or what a Unicode file shows of them).
        encoding: which of them.

    Returns:
        The text in Vietnamese letters.
    """
    if encoding == "TCVN3":
        return text.translate(_TCVN3)
    if encoding == "VPS":
        return text.translate(_VPS)
    return _VNI_PATTERN.sub(lambda m: _VNI[m.group()], text)


def recognise(text: str) -> Encoding | None:
    """Which legacy encoding a text is in, or None where it reads well as it is or as neither."""
    sample = text[:_SAMPLE]
    if not any("\xa1" <= ch <= "\xff" for ch in sample):
        return None
    as_is = plausible(sample)
    if as_is >= 2 * ENOUGH and _ONLY_UNICODE.search(sample):
        return None
    scores = {encoding: plausible(convert(sample, encoding)) for encoding in ENCODINGS}
    best = max(ENCODINGS, key=lambda encoding: scores[encoding])
    return best if scores[best] >= ENOUGH and scores[best] > 2 * as_is else None


def of_font(name: str) -> Encoding | None:
    """The encoding of a font made for one (".VnTime", "VNI-Times", "VPS Times"), None for any other font."""
    if name.startswith(".Vn"):
        return "TCVN3"
    upper = name.upper()
    return "VNI" if upper.startswith("VNI") else "VPS" if upper.startswith("VPS") else None


def in_font(text: str, font: str) -> str:
    """Text set in a font as Unicode; ".VnTimeH" is the capitals of ".VnTime"."""
    encoding = of_font(font)
    if encoding is None:
        return text
    text = convert(text, encoding)
    return text.upper() if encoding == "TCVN3" and font.endswith("H") else text


def to_unicode(text: str) -> tuple[str, Encoding | None]:
    """Convert a Unicode text that shows legacy codes; unchanged where it shows none."""
    encoding = recognise(text)
    return (convert(text, encoding), encoding) if encoding else (text, None)


def notice(encoding: Encoding) -> Notice:
    """The warning that names the encoding."""
    return Notice(
        "legacy_encoding",
        f"Văn bản dùng bảng mã cũ {NAMES[encoding]}, đã chuyển sang Unicode; chữ hoa có dấu có thể thành chữ thường, hãy kiểm tra lại.",
    )

"""Whether a file is marked secret: by its words, by its first scanned page, by its name. One rule for all who take files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

from dondoc.documents.content_types import (
    DOC,
    DOCX,
    HTML,
    JPEG,
    ODT,
    PDF,
    PNG,
    PPTX,
    RTF,
    TEXT,
    TIFF,
    XLSX,
    ContentType,
)
from dondoc.reading import ReadingError, ScanLimits, read_bytes, stamped_line
from dondoc.reading.extract.loose import old_word_text, slides_text, workbook_text

#: The most that recognising the first scanned page may take: the person who sends the file waits for it.
SCAN_SECONDS = 10.0
_READ = frozenset({DOCX, ODT, RTF, HTML, PDF, TEXT, PNG, JPEG, TIFF})
_WORDS_OF: dict[ContentType, Callable[[bytes], str]] = {XLSX: workbook_text, PPTX: slides_text, DOC: old_word_text}

# "(Mật)", "[TUYỆT MẬT]", "(độ mật: Tối mật)"; without diacritics in capitals only, as a keyboard without them leaves it.
_IN_BRACKETS = re.compile(
    r"[(\[{]\s*(?:(?:độ mật|đóng dấu|dấu|tài liệu)\s*[:_-]?\s*)?(?:tuyệt |tối )?mật\s*[)\]}]", re.IGNORECASE
)
_PLAIN_IN_BRACKETS = re.compile(r"[(\[{]\s*(?:TUYET[ _-]|TOI[ _-])?MAT\s*[)\]}]")
_WORD = re.compile(r"[^\W_]+")
# Words that make another of it: bảo mật, bí mật, cơ mật, mật mã, mật khẩu, mật độ, mật ong, mật vụ, mật thư.
_BEFORE = frozenset({"BẢO", "BÍ", "CƠ", "KÍN", "MẬT", "THÂN", "CẨN", "ĐỘ"})
_AFTER = frozenset(
    {"MÃ", "KHẨU", "ĐỘ", "ONG", "VỤ", "THƯ", "NGHỊ", "THÁM", "NHÀ", "HOA", "MÍA", "DANH", "THIẾT", "GẤU"}
)
_DEGREES = frozenset({"TỐI", "TUYỆT"})
_ENDS = re.compile(r"[-–—_.,;:+&]")


def is_secret(data: bytes, found: ContentType, name: str = "", *, scan_seconds: float = SCAN_SECONDS) -> bool:
    """Return whether a file bears a mark of secrecy.

    Of scanned pages the first is recognised, where Tesseract is installed and within `scan_seconds`.

    Args:
        data: the bytes.
        found: what they are (`content_types.detect`).
        name: what the person called it.
        scan_seconds: the most that it may take.
    """
    if name_is_marked(name):
        return True
    try:
        if found in _WORDS_OF:
            return stamped_line(_WORDS_OF[found](data)) is not None
        if found in _READ:
            scans = ScanLimits(seconds=scan_seconds, pages=1)
            return bool(read_bytes(data, f"x.{found.extension}", scans=scans).document.secrecy)
    except ReadingError:
        # Evidence may be a photograph or a form that the reader cannot read; that alone is no reason to refuse it.
        return False
    return False


def name_is_marked(name: str) -> bool:
    """Return whether a file's name says that it is secret.

    "Tối mật" and "tuyệt mật" are a mark in any case, and so is "mật" that stands apart at the beginning ("Mật-BC"). Capitals are
    one among small letters ("Báo cáo MẬT"); in a name all in capitals it must stand apart ("BÁO CÁO - MẬT").
    """
    said = unicodedata.normalize("NFC", name.replace("\\", "/"))
    stem = PurePosixPath(said).stem
    if _IN_BRACKETS.search(stem) or _PLAIN_IN_BRACKETS.search(stem):
        return True
    words = list(_WORD.finditer(stem))
    has_small = any(ch.islower() for ch in stem)
    for place, word in enumerate(words):
        if word.group().upper() != "MẬT":
            continue
        if place and words[place - 1].group().upper() in _DEGREES:
            return True
        before = words[place - 1].group().upper() if place else ""
        after = words[place + 1].group().upper() if place + 1 < len(words) else ""
        if before in _BEFORE or after in _AFTER:
            continue
        if _leads(stem, word) or (
            word.group() == "MẬT" and (has_small or _stands_apart(stem, word.start(), word.end()))
        ):
            return True
    return False


def _leads(stem: str, word: re.Match[str]) -> bool:
    """Whether a word begins a name, a number before it left aside, and stands apart from what follows."""
    return not any(ch.isalpha() for ch in stem[: word.start()]) and _stands_apart(stem, 0, word.end())


def _stands_apart(stem: str, start: int, end: int) -> bool:
    left, right = stem[:start].rstrip(), stem[end:].lstrip()
    return (not left or bool(_ENDS.match(left[-1]))) and (not right or bool(_ENDS.match(right[0])))

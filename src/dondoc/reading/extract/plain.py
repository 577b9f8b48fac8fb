"""Plain text in the encodings that Vietnamese offices have used."""

from __future__ import annotations

import codecs

from dondoc.reading.errors import UnknownEncoding
from dondoc.reading.model import Notice

from . import legacy
from .extracted import Extracted

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def extract(data: bytes) -> Extracted:
    """The text of a .txt file: UTF-8, UTF-16/32, Windows-1258, TCVN3 or VNI.

    Args:
        data: the file's content.

    Returns:
        The text; a legacy encoding is named in a notice.

    Raises:
        UnknownEncoding: the bytes are text in none of them.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Extracted(data.decode(encoding, errors="replace"))
    head = data[:2048]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8:
        return Extracted(data.decode("utf-16-le" if odd > even else "utf-16-be", errors="replace"))
    try:
        return Extracted(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:  # a copy cut in the middle of its last letter
            return Extracted(data[: error.start].decode("utf-8"))
    return _single_byte(data)


def _single_byte(data: bytes) -> Extracted:
    text = data.decode("latin-1")
    encoding = legacy.recognise(text)
    if encoding:
        return Extracted(legacy.convert(text, encoding), notices=(legacy.notice(encoding),))
    windows = data.decode("cp1258", errors="replace")
    if legacy.plausible(windows) >= legacy.ENOUGH:
        return Extracted(
            windows,
            notices=(
                Notice(
                    "legacy_encoding",
                    "Tệp dùng bảng mã Windows-1258, đã chuyển sang Unicode; hãy kiểm tra lại dấu tiếng Việt.",
                ),
            ),
        )
    valid = data.decode("utf-8", errors="replace")
    if valid.count("\ufffd") <= max(2, len(valid) // 200):
        return Extracted(
            valid, notices=(Notice("damaged_text", "Một số ký tự trong tệp bị hỏng, đã thay bằng dấu �."),)
        )
    raise UnknownEncoding

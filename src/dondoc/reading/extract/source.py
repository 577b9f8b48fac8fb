"""The door for bytes: finds the type by content and calls the module that knows it."""

from __future__ import annotations

from pathlib import PurePath

from dondoc.reading.errors import EmptyDocument
from dondoc.reading.model import Notice

from . import docx, legacy, pdf, plain
from .detect import NAMES, detect
from .extracted import Extracted

_SUFFIX = {"docx": ".docx", "pdf": ".pdf", "text": ".txt"}


def extract(data: bytes, filename: str, limit: int) -> Extracted:
    """The text of a file.

    Args:
        data: its content.
        filename: the name it came with; only to warn when it says another type.
        limit: the most bytes that a compressed file may become, at least 200 MB.

    Returns:
        The text with what was noticed on the way.

    Raises:
        ReadingError: a subclass that says what is wrong with the file.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyDocument
    kind = detect(data)
    if kind == "docx":
        found = docx.extract(data, max(limit, docx.MOST_INFLATED))
    elif kind == "pdf":
        found = pdf.extract(data)
    else:
        found = plain.extract(data)
    notices = list(found.notices)
    suffix = PurePath(filename).suffix.lower()
    if (
        suffix
        and suffix != _SUFFIX[kind]
        and suffix in {".docx", ".pdf", ".txt", ".doc", ".rtf", ".odt", ".xlsx", ".html", ".htm"}
    ):
        notices.append(
            Notice(
                "wrong_extension", f"Tên tệp có đuôi “{suffix}” nhưng nội dung là {NAMES[kind]}; đã đọc theo nội dung."
            )
        )
    text, encoding = legacy.to_unicode(found.text)
    stamps = found.stamps
    if encoding:
        notices.append(legacy.notice(encoding))
        stamps = tuple(legacy.convert(stamp, encoding) for stamp in stamps)
    return Extracted(text, kind, tuple(notices), stamps)

"""The door for bytes: finds the type by content and calls the module that knows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from dondoc.reading.errors import EmptyDocument
from dondoc.reading.model import Notice

from . import docx, html, image, legacy, ocr, odt, pdf, plain, rtf
from .detect import NAMES, Kind, detect
from .extracted import Extracted

_SUFFIXES = {
    "docx": (".docx", ".docm", ".dotx"), "odt": (".odt", ".ott"), "pdf": (".pdf",), "html": (".html", ".htm", ".xhtml"), "rtf": (".rtf", ".doc"),
    "doc": (".doc", ".dot"), "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff"), "text": (".txt",),
}  # fmt: skip
_TELLING = frozenset(suffix for suffixes in _SUFFIXES.values() for suffix in suffixes) | {".xlsx", ".pptx"}


def extract(data: bytes, filename: str, limit: int, scans: ocr.Limits) -> Extracted:
    """The text of a file.

    Args:
        data: its content.
        filename: the name it came with; only to warn when it says another type.
        limit: the most bytes that a compressed file may become, at least 200 MB.
        scans: how much may be spent on recognising scanned pages.

    Returns:
        The text with what was noticed on the way.

    Raises:
        ReadingError: a subclass that says what is wrong with the file.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyDocument
    kind = detect(data)
    found = _read(kind, data, max(limit, docx.MOST_INFLATED), scans)
    notices = list(found.notices)
    suffix = PurePath(filename).suffix.lower()
    if suffix in _TELLING and suffix not in _SUFFIXES[kind]:
        notices.append(
            Notice(
                "wrong_extension", f"Tên tệp có đuôi “{suffix}” nhưng nội dung là {NAMES[kind]}; đã đọc theo nội dung."
            )
        )
    if found.boxes:  # places in the text are given: it stays as it is
        return replace(found, notices=tuple(notices))
    text, encoding = legacy.to_unicode(found.text)
    stamps = found.stamps
    if encoding:
        notices.append(legacy.notice(encoding))
        stamps = tuple(legacy.convert(stamp, encoding) for stamp in stamps)
    return replace(found, text=text, notices=tuple(notices), stamps=stamps)


def _read(kind: Kind, data: bytes, budget: int, scans: ocr.Limits) -> Extracted:  # noqa: PLR0911  one way out for each type
    if kind == "docx":
        return docx.extract(data, budget)
    if kind == "pdf":
        return pdf.extract(data, scans)
    if kind == "html":
        return html.extract(data)
    if kind == "odt":
        return odt.extract(data, budget)
    if kind == "rtf":
        return rtf.extract(data)
    if kind == "doc":
        from . import doc  # noqa: PLC0415  starts programs; most readings need none

        return doc.extract(data, budget)
    if kind == "image":
        return image.extract(data, scans)
    return plain.extract(data)

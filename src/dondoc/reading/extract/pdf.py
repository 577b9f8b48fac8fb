"""PDF: its text layer by lines and places on the page; pages without one by Tesseract, where it is installed."""

from __future__ import annotations

import ctypes
import math
import re
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import pypdfium2

from dondoc.reading.errors import DamagedDocument, EncryptedDocument, NoPages, NoTextLayer, TooLarge, TooSlow
from dondoc.reading.model import Box, Notice
from dondoc.reading.normalise import nfc

from . import legacy, ocr
from .columns import ColumnFinder
from .extracted import Extracted
from .layout import Joiner, Piece, Row, rows_of
from .ruled import Drawn, Table, tables_of
from .syllables import is_garbled

# PDFium keeps global state and is not safe in threads.
_ONE_AT_A_TIME = threading.Lock()
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\ufffe": "-", "\x02": "-"})
MOST_PAGES = 3_000
MOST_LETTERS = 100_000
_MOST_OBJECTS = 5_000
_PRINTED = re.compile(r"\S+")
_THIN = 3.0
_FRAME = (4, 5)
_FEW_LETTERS = 8
_STAMPED_ABOVE, _STAMPED_BELOW, _LONGEST_STAMP = 6, 2, 60
_DOTS, _POINTS = 300, 72
_GARBLED_TRUST = 0.5


@dataclass(slots=True)
class _Pages:
    """What the text layer of each page gives."""

    count: int
    layers: dict[int, _Layer] = field(default_factory=dict)

    @property
    def silent(self) -> list[int]:
        """Pages without a text layer."""
        return [index for index in range(self.count) if index not in self.layers]


def extract(data: bytes, limits: ocr.Limits) -> Extracted:
    """The text of a PDF.

    Args:
        data: the file's content.
        limits: how much may be spent on scanned pages; no seconds, and none is recognised.

    Returns:
        Paragraphs, one a line, without page numbers.

    Raises:
        EncryptedDocument, DamagedDocument, NoPages, NoTextLayer, TooLarge: what is wrong with the file.
    """
    with _ONE_AT_A_TIME:
        document = opened(data)
    try:
        with _ONE_AT_A_TIME:
            pages = _text_layer(document)
        return _understood(document, pages, limits)
    except pypdfium2.PdfiumError as error:
        raise DamagedDocument("Tệp PDF bị hỏng, không đọc được trang. Hãy xin lại bản gốc.") from error
    finally:
        with _ONE_AT_A_TIME:
            document.close()


def rendering() -> AbstractContextManager[Any]:
    """Hold this while PDFium works: it is not safe in threads."""
    return _ONE_AT_A_TIME


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The PDF, opened; the caller closes it.

    Raises:
        EncryptedDocument, DamagedDocument, NoPages: what is wrong with the file.
    """
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedDocument("Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.") from error
        if not re.search(rb"/Type\s*/Page\b", data) and re.search(rb"/Type\s*/Pages\b", data):
            raise NoPages from error
        raise DamagedDocument("Tệp PDF bị hỏng, không mở được. Hãy xin lại bản gốc.") from error


def _text_layer(document: pypdfium2.PdfDocument) -> _Pages:
    count = len(document)
    if count == 0:
        raise NoPages
    if count > MOST_PAGES:
        raise TooLarge(f"Tệp PDF có {count} trang, giới hạn là {MOST_PAGES}.")
    pages = _Pages(count)
    columns = ColumnFinder()
    for index in range(count):
        page = document[index]
        layer = _layer(page, columns)
        page.close()
        if layer is not None:
            pages.layers[index] = layer
    return pages


def _understood(document: pypdfium2.PdfDocument, pages: _Pages, limits: ocr.Limits) -> Extracted:
    text, stamps = _joined(pages, range(pages.count))
    scanned = sum(ch.isalpha() for ch in text) < _FEW_LETTERS
    garbled = not scanned and is_garbled(legacy.to_unicode(nfc(text))[0])
    wanted = list(range(pages.count)) if scanned or garbled else pages.silent
    if not wanted:
        return Extracted(text, "pdf", (), stamps)
    program = ocr.available() if limits.seconds > 0 else None
    scans, tried = _scans(document, program, wanted, limits) if program else ([], 0)
    if scanned:
        if not tried and program:
            raise NoTextLayer
        if not tried:
            raise NoTextLayer(
                "Tệp PDF là bản quét (scan), không có lớp chữ. Hãy dùng bản .docx hoặc PDF ký số có chữ, hoặc cài Tesseract trên máy này (Debian: apt install tesseract-ocr tesseract-ocr-vie) để nhận dạng chữ."
            )
        return ocr.extracted(scans, tried)
    if garbled:
        return _instead(scans, tried, text, stamps)
    return _between(scans, tried, pages, text, stamps)


def _instead(scans: list[ocr.Scan], tried: int, text: str, stamps: tuple[str, ...]) -> Extracted:
    """A text layer whose letters are wrong: recognised from the picture where possible, else told."""
    if tried and len(scans) == tried:
        found = ocr.extracted(scans, tried)
        told = Notice(
            "damaged_text", "Lớp chữ của tệp PDF bị sai mã (phông không chuẩn); đã đọc lại từ hình ảnh trang."
        )
        return Extracted(found.text, "ocr", (told, *found.notices), (*stamps, *found.stamps), found.boxes)
    told = Notice(
        "damaged_text",
        "Lớp chữ của tệp PDF bị sai mã nên kết quả không đáng tin. Hãy dùng bản .docx, hoặc cài Tesseract trên máy này (Debian: apt install tesseract-ocr tesseract-ocr-vie) để đọc từ hình ảnh.",
    )
    return Extracted(text, "pdf", (told,), stamps, trust=_GARBLED_TRUST)


def _between(scans: list[ocr.Scan], tried: int, pages: _Pages, text: str, stamps: tuple[str, ...]) -> Extracted:
    """Pages with a text layer and scanned ones, in the order of the document."""
    read = {scan.number - 1: scan for scan in scans if scan.words}
    lost = len(pages.silent) - len(read)
    told: tuple[Notice, ...] = ()
    if lost:
        told = (
            Notice(
                "pages_without_text",
                f"{lost} trong {pages.count} trang không có lớp chữ (bản quét), không đọc được những trang đó.",
            ),
        )
    if not read:
        return Extracted(text, "pdf", told, stamps)
    parts: list[str] = []
    boxes: tuple[Box, ...] = ()
    at = index = 0
    while index < pages.count:
        end = index + 1
        while end < pages.count and (end in read) == (index in read):
            end += 1
        if index in read:
            part, more, marks = ocr.text_of([read[k] for k in range(index, end)], at)
            boxes, stamps = boxes + more, stamps + marks
        else:
            part = legacy.to_unicode(nfc(_joined(pages, range(index, end))[0]))[0]
        parts.append(part)
        at += len(part) + 1
        index = end
    return Extracted("\n".join(parts), "ocr", (*told, *ocr.notices(boxes, len(scans), tried)), stamps, boxes)


def _joined(pages: _Pages, indexes: range) -> tuple[str, tuple[str, ...]]:
    """The text of some pages, and lines that may be a stamp of secrecy."""
    joiner = Joiner()
    stamps: dict[str, None] = {}
    for index in indexes:
        layer = pages.layers.get(index)
        if layer is None:
            continue
        rows = layer.rows
        # Where stamps stand; joined into paragraphs they could be lost.
        for row in (*rows[:_STAMPED_ABOVE], *rows[-_STAMPED_BELOW:]):
            stamps.update((piece.text.strip(), None) for piece in row.pieces if len(piece.text) <= _LONGEST_STAMP)
        joiner.page(rows, layer.width, [(table.top, table.rows) for table in layer.tables])
    return joiner.close()[0], tuple(stamps)


@dataclass(slots=True)
class _Layer:
    """The text layer of a page."""

    rows: list[Row]
    width: float
    tables: list[Table]


def _layer(page: pypdfium2.PdfPage, columns: ColumnFinder) -> _Layer | None:
    """The printed lines and the tables of a page; None where it has no text."""
    words = _words(page)
    if not words:
        return None
    ruled, rest = tables_of(_drawn(page), words)
    set_in, rest = columns.page(rest)
    return _Layer(rows_of(rest), page.get_width(), sorted([*ruled, *set_in], key=lambda table: -table.top))


def _words(page: pypdfium2.PdfPage) -> list[Piece]:
    """The words of a page with their places: PDFium finds words and lines, we put lines where they stand."""
    textpage = page.get_textpage()
    try:
        count = min(textpage.count_chars(), MOST_LETTERS)
        text = textpage.get_text_range(0, count)
        if len(text) != count:  # letters beyond the first plane: place by place
            text = "".join(chr(pypdfium2.raw.FPDFText_GetUnicode(textpage, k)) for k in range(count))
        pieces: list[Piece] = []
        line = end = 0
        for found in _PRINTED.finditer(text):
            line += "\n" in text[end : found.start()] or "\r" in text[end : found.start()]
            end = found.end()
            first = textpage.get_charbox(found.start(), loose=True)
            last = textpage.get_charbox(end - 1, loose=True)
            left, right = min(first[0], last[0]), max(first[2], last[2])
            bottom, top = min(first[1], last[1]), max(first[3], last[3])
            pieces.append(Piece(left, right, bottom, top, found.group().translate(_LIGATURES), [], line))
        return pieces
    finally:
        textpage.close()


def _drawn(page: pypdfium2.PdfPage) -> Drawn:
    """The straight lines that a page draws."""
    drawn = Drawn()
    for found in islice(page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,), max_depth=2), _MOST_OBJECTS):
        left, bottom, right, top = found.get_bounds()
        if right - left > _THIN and top - bottom > _THIN:
            if pypdfium2.raw.FPDFPath_CountSegments(found) in _FRAME and _is_stroked(found):
                drawn.add_frame(left, bottom, right, top)
        else:
            drawn.add(left, bottom, right, top)
    return drawn


def _is_stroked(found: pypdfium2.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pypdfium2.raw.FPDFPath_GetDrawMode(found, fill, stroke)
    return bool(stroke.value)


def _scans(
    document: pypdfium2.PdfDocument, program: str, wanted: list[int], limits: ocr.Limits
) -> tuple[list[ocr.Scan], int]:
    """Pages recognised, and how many there were to recognise: blank ones are not."""
    clock = ocr.Clock(limits)
    with _ONE_AT_A_TIME:
        printed = [index for index in wanted if _is_printed(document, index)]
    scans: list[ocr.Scan] = []
    for done, index in enumerate(printed[: min(limits.pages, ocr.MOST_PAGES)]):
        if clock.left <= 0:
            break
        if limits.progress is not None:
            limits.progress(done + 1, len(printed))
        with _ONE_AT_A_TIME:
            picture = _picture(document, index)
        try:
            scans.append(ocr.recognise(program, picture, index + 1, dots=_DOTS, seconds=clock.left))
        except TooSlow:
            continue
    return scans, len(printed)


def _is_printed(document: pypdfium2.PdfDocument, index: int) -> bool:
    page = document[index]
    try:
        return next(iter(page.get_objects(max_depth=1)), None) is not None
    finally:
        page.close()


def refuse_large_pictures(page: pypdfium2.PdfPage, index: int) -> None:
    """Look at the heads of a page's pictures before anything decodes them.

    Raises:
        TooLarge: one has more dots than are decoded.
    """
    for found in islice(page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3), _MOST_OBJECTS):
        wide, high = found.get_px_size()
        if wide * high > 2 * ocr.MOST_PIXELS:
            raise TooLarge(f"Trang {index + 1} có ảnh quá lớn ({wide} × {high} điểm). Hãy quét lại ở 300 dpi.")


def _picture(document: pypdfium2.PdfDocument, index: int) -> bytes:
    """A page as a grey picture (PGM), so that nothing has to compress and decompress it."""
    page = document[index]
    try:
        refuse_large_pictures(page, index)
        width, height = page.get_size()
        scale = min(_DOTS / _POINTS, math.sqrt(ocr.MOST_PIXELS / max(1.0, width * height)))
        bitmap = page.render(scale=scale, grayscale=True, rev_byteorder=False)
        raw, stride = bytes(bitmap.buffer), bitmap.stride
        rows = b"".join(raw[at : at + bitmap.width] for at in range(0, stride * bitmap.height, stride))
        head = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height)
        bitmap.close()
        return head + rows
    finally:
        page.close()

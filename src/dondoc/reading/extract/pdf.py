"""PDF with a text layer: lines by place on the page, columns apart, paragraphs joined again."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
import threading
from dataclasses import dataclass

import pypdfium2

from dondoc.reading.errors import DamagedDocument, EncryptedDocument, NoPages, NoTextLayer, TooLarge
from dondoc.reading.labels import label_at
from dondoc.reading.model import Notice
from dondoc.reading.normalise import comparable

from .extracted import Extracted

# PDFium keeps global state and is not safe in threads.
_ONE_AT_A_TIME = threading.Lock()
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\ufffe": "-", "\x02": "-"})
_PAGE_NUMBER = re.compile(
    r"(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?|(?:Trang|Page)\s+\d+(?:\s*/\s*\d+)?|\d{1,3}/\d{1,3}", re.IGNORECASE
)
MOST_PAGES = 3_000
_FEW_LETTERS = 8
_STAMPED_ABOVE, _STAMPED_BELOW, _LONGEST_STAMP = 6, 2, 60


@dataclass(slots=True)
class _Piece:
    left: float
    right: float
    bottom: float
    top: float
    text: str


@dataclass(slots=True)
class _Row:
    pieces: list[_Piece]

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right


def extract(data: bytes) -> Extracted:
    """The text of a PDF.

    Args:
        data: the file's content.

    Returns:
        Paragraphs, one a line, without page numbers.

    Raises:
        EncryptedDocument, DamagedDocument, NoPages, NoTextLayer, TooLarge: what is wrong with the file.
    """
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise EncryptedDocument("Tệp PDF được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.") from error
            if not re.search(rb"/Type\s*/Page\b", data) and re.search(rb"/Type\s*/Pages\b", data):
                raise NoPages from error
            raise DamagedDocument("Tệp PDF bị hỏng, không mở được. Hãy xin lại bản gốc.") from error
        try:
            return _document(document)
        except pypdfium2.PdfiumError as error:
            raise DamagedDocument("Tệp PDF bị hỏng, không đọc được trang. Hãy xin lại bản gốc.") from error
        finally:
            document.close()


def _document(document: pypdfium2.PdfDocument) -> Extracted:
    count = len(document)
    if count == 0:
        raise NoPages
    if count > MOST_PAGES:
        raise TooLarge(f"Tệp PDF có {count} trang, giới hạn là {MOST_PAGES}.")
    lines: list[str] = []
    silent = 0
    stamps: dict[str, None] = {}
    joiner = _Joiner(lines)
    for index in range(count):
        page = document[index]
        rows, width = _rows(page)
        page.close()
        if not rows:
            silent += 1
            continue
        # Where stamps stand; joined into paragraphs they could be lost.
        for row in (*rows[:_STAMPED_ABOVE], *rows[-_STAMPED_BELOW:]):
            stamps.update((piece.text.strip(), None) for piece in row.pieces if len(piece.text) <= _LONGEST_STAMP)
        joiner.page(rows, width)
    joiner.close()
    text = "\n".join(lines)
    if sum(ch.isalpha() for ch in text) < _FEW_LETTERS:
        raise NoTextLayer
    notices = (
        (
            Notice(
                "pages_without_text",
                f"{silent} trong {count} trang không có lớp chữ (bản quét), không đọc được những trang đó.",
            ),
        )
        if silent
        else ()
    )
    return Extracted(text, "pdf", notices, tuple(stamps))


def _rows(page: pypdfium2.PdfPage) -> tuple[list[_Row], float]:
    """The printed lines of a page, top to bottom, each as pieces left to right."""
    textpage = page.get_textpage()
    try:
        pieces: list[_Piece] = []
        for k in range(textpage.count_rects()):
            left, bottom, right, top = textpage.get_rect(k)
            text = textpage.get_text_bounded(left, bottom, right, top).translate(_LIGATURES)
            text = " ".join(text.split())
            if text:
                pieces.append(_Piece(left, right, bottom, top, text))
    finally:
        textpage.close()
    pieces.sort(key=lambda p: (-(p.top + p.bottom), p.left))
    rows: list[_Row] = []
    for piece in pieces:
        middle = (piece.top + piece.bottom) / 2
        row = rows[-1] if rows else None
        if row and any(
            p.bottom <= middle <= p.top or piece.bottom <= (p.top + p.bottom) / 2 <= piece.top for p in row.pieces
        ):
            row.pieces.append(piece)
        else:
            rows.append(_Row([piece]))
    for row in rows:
        row.pieces = _merged(sorted(row.pieces, key=lambda p: p.left))
    width = page.get_width()
    return [r for r in rows if not (len(r.pieces) == 1 and _PAGE_NUMBER.fullmatch(r.pieces[0].text))], width


def _merged(pieces: list[_Piece]) -> list[_Piece]:
    """Join pieces that are words of one line; a wide gap separates columns."""
    out: list[_Piece] = []
    for piece in pieces:
        if out:
            last = out[-1]
            height = max(last.top - last.bottom, piece.top - piece.bottom, 4.0)
            gap = piece.left - last.right
            if gap < height * 1.8:
                if piece.text in last.text and piece.right <= last.right + 1:
                    continue  # the same words printed twice to look bold
                space = "" if gap < height * 0.12 or not last.text or last.text[-1] == " " else " "
                last.text += space + piece.text
                last.right = max(last.right, piece.right)
                last.top, last.bottom = max(last.top, piece.top), min(last.bottom, piece.bottom)
                continue
        out.append(piece)
    return out


class _Joiner:
    """Puts rows together: columns one after the other, paragraphs across lines and pages."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.open = ""
        self.last: _Row | None = None
        self.left_column: list[str] = []
        self.right_column: list[str] = []
        self.right_edge = 0.0
        self.left_edge = 0.0

    def page(self, rows: list[_Row], width: float) -> None:
        """Take the rows of one page."""
        full = [r for r in rows if len(r.pieces) == 1 and r.right - r.left > width * 0.5]
        self.right_edge = max((r.right for r in full), default=width * 0.92)
        self.left_edge = min((r.left for r in full), default=width * 0.1)
        middle = width / 2
        for row in rows:
            if self._in_columns(row, middle, width):
                self._flush()
                for piece in row.pieces:
                    (self.left_column if (piece.left + piece.right) / 2 < middle else self.right_column).append(
                        piece.text
                    )
                self.last = None
                continue
            self._columns()
            text = "   ".join(p.text for p in row.pieces)
            if self.open and self._continues(row, text):
                self.open += " " + text
            else:
                self._flush()
                self.open = text
            self.last = row

    def close(self) -> None:
        """Write what is still open."""
        self._columns()
        self._flush()

    def _in_columns(self, row: _Row, middle: float, width: float) -> bool:
        if len(row.pieces) == 2:
            return True
        if len(row.pieces) != 1 or not (self.left_column or self.right_column):
            return False
        piece = row.pieces[0]
        narrow = piece.right - piece.left < width * 0.45
        if abs((piece.left + piece.right) / 2 - middle) < width * 0.07:
            return False  # a centred title
        clear = piece.right < middle + width * 0.05 or piece.left > middle - width * 0.08
        return narrow and clear and not label_at(comparable(piece.text) if not piece.text.startswith("-") else "")

    def _columns(self) -> None:
        if self.left_column or self.right_column:
            self.lines += [*self.left_column, "", *self.right_column, ""]
            self.left_column, self.right_column = [], []

    def _flush(self) -> None:
        if self.open:
            self.lines.append(self.open)
            self.open = ""

    def _continues(self, row: _Row, text: str) -> bool:
        """Whether a row goes on with the paragraph before it."""
        before = self.open.rstrip()
        last = self.last
        if last is None:
            # a new page, or after columns: only an unfinished sentence goes on
            return before[-1:] not in ".;:!?" and text[:1].islower()
        height = row.pieces[0].top - row.pieces[0].bottom
        same_page = last.pieces[0].bottom >= row.pieces[0].bottom
        full = last.right > self.right_edge - height * 2.5
        ended = before[-1:] in ".;:!?"
        indented = row.left > self.left_edge + height * 0.9
        if label_at(comparable(text)) and (ended or indented or not full):
            return False
        if not full:
            return text[:1].islower() and not ended
        if ended and (indented or not same_page):
            return not indented and not same_page and text[:1].islower()
        if indented and not ended:
            return text[:1].islower() or not before.isupper()
        centred = last.left > self.left_edge + height * 3
        return not (ended and centred)

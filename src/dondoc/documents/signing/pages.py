"""Places on the pages of a PDF, found by what is printed there: the signer's name and the position above it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium

from .errors import BadPlace, DamagedPdf, EncryptedPdf
from .marks import Box

MM = 72 / 25.4
_PASSWORD = 4  # FPDF_ERR_PASSWORD
# A signature block stands in the right half; a name in the list of recipients or a table to the left is not it.
_LEFT = 0.35
# Two lines of print belong to one block when they are this far apart at most.
_NEAR = 60.0


@dataclass(frozen=True, slots=True)
class Name:
    """Where a signer's name stands: its box, the lower edge of the print above it, and whether there is any."""

    box: Box
    above: float

    @property
    def middle(self) -> float:
        """The middle of the column."""
        return self.box.x + self.box.width / 2


@contextmanager
def _opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise EncryptedPdf from None
        raise DamagedPdf from None
    with closing(document):
        yield document


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page as it is shown, in millimetres.

    Args:
        pdf: the document.

    Raises:
        EncryptedPdf, DamagedPdf: it cannot be opened.
    """
    with _opened(pdf) as document:
        return [(width / MM, height / MM) for width, height in map(document.get_page_size, range(len(document)))]


def find(pdf: bytes, name: str) -> Name:
    """Find the last place where a name stands as a signer's: in the right part of a page, lowest on it.

    Args:
        pdf: the document.
        name: the full name as printed.

    Raises:
        BadPlace: the name stands nowhere so; the person then has to say the place.
        EncryptedPdf, DamagedPdf: the document cannot be opened.
    """
    wanted = unicodedata.normalize("NFC", " ".join(name.split()))
    if not wanted:
        raise BadPlace("Cần họ tên người ký như in trên văn bản, hoặc vị trí đặt chữ ký.")
    with _opened(pdf) as document:
        for number in reversed(range(len(document))):
            with closing(document[number]) as page, closing(page.get_textpage()) as text:
                found = _on_page(text, wanted, number + 1, *(side / MM for side in page.get_size()))
                if found is not None:
                    return found
    raise BadPlace(f"Không tìm thấy họ tên “{wanted}” ở phần chữ ký của văn bản. Hãy nêu vị trí đặt chữ ký.")


def _on_page(text: pdfium.PdfTextPage, wanted: str, number: int, width: float, height: float) -> Name | None:
    hits: list[Box] = []
    search = text.search(wanted, match_case=True)
    while found := search.get_next():
        boxes = [text.get_charbox(index) for index in range(found[0], found[0] + found[1])]
        boxes = [box for box in boxes if box[2] > box[0]]
        if boxes:
            hits.append(_box(number, height, boxes))
    hits = [box for box in hits if box.x + box.width / 2 > width * _LEFT]
    if not hits:
        return None
    box = max(hits, key=lambda hit: hit.y)
    return Name(box, _above(text, box, height))


def _box(number: int, height: float, boxes: list[tuple[float, float, float, float]]) -> Box:
    left, right = min(box[0] for box in boxes) / MM, max(box[2] for box in boxes) / MM
    top, bottom = height - max(box[3] for box in boxes) / MM, height - min(box[1] for box in boxes) / MM
    return Box(number, left, top, right - left, bottom - top)


def _above(text: pdfium.PdfTextPage, name: Box, height: float) -> float:
    """The lower edge of the nearest print above the name in its column, at most 60 mm away."""
    middle = name.x + name.width / 2
    nearest = name.y - _NEAR
    for index in range(text.count_rects()):
        left, bottom, right, top = (value / MM for value in text.get_rect(index))
        low = height - bottom
        if left <= middle <= right and height - top < name.y and low < name.y and low > nearest:
            nearest = low
    return max(0.0, nearest)

"""Where the words of a scanned document stand on its pages: kept small, asked for by stretches of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dondoc.accounts.models import User
from dondoc.documents import disk
from dondoc.documents.models import Document, DocumentScan
from dondoc.documents.selectors import original_of
from dondoc.foundation.errors import NotFound
from dondoc.reading import Box, Reading, ReadingError, page_picture, page_sizes

PARTS = 10_000
MOST_PAGES = 3_000
_A4 = (210, 297)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one printed line, in 1/10000 of its page."""

    page: int
    x: int
    y: int
    width: int
    height: int


def keep_scan(document: Document, reading: Reading, content: bytes) -> DocumentScan | None:
    """Keep where the words stand; in the transaction that adds the document. Nothing where no page was recognised."""
    words = words_of(reading)
    if not words or document.file_id is None:
        return None
    return DocumentScan.objects.create(
        jurisdiction_id=document.jurisdiction_id,
        document_id=document.id,
        pages=_pages(reading, content),
        words=words,
    )


def words_of(reading: Reading) -> list[list[int]]:
    """Return the places of a reading's words as they are kept; none where no page was recognised."""
    return [_packed(box) for box in reading.boxes] if reading.source == "ocr" else []


def renew_scan(document: Document, reading: Reading, content: bytes) -> None:
    """Keep where the words stand now instead; in the transaction that reads the document again."""
    scan_of_document = DocumentScan.objects.filter(jurisdiction_id=document.jurisdiction_id, document_id=document.id)
    if words_of(reading):
        scan_of_document.delete()
        keep_scan(document, reading, content)


def scan_of(document: Document) -> DocumentScan | None:
    """Return the scan of a document that the person sees; None where its text comes from letters."""
    here = DocumentScan.objects.filter(jurisdiction_id=document.jurisdiction_id, document_id=document.id)
    return here.first()


def places_of(scan: DocumentScan, start: int, end: int) -> list[Place]:
    """Return where a stretch of the text stands: one place for each printed line of it."""
    words: Sequence[Sequence[int]] = scan.words
    at = bisect_left(words, start, key=lambda word: word[1] - 1)
    found: list[Place] = []
    while at < len(words) and words[at][0] < end:
        place = Place(*words[at][2:7])
        if found and _is_same_line(found[-1], place):
            place = _joined(found.pop(), place)
        found.append(place)
        at += 1
    return found


def page_of(user: User, document_id: int, number: int) -> bytes:
    """Return a page of the original as PNG.

    Raises:
        NotFound: the original is not for this person, has no pages, or not this one.
    """
    file = original_of(user, document_id)
    if not 1 <= number <= MOST_PAGES:
        raise NotFound
    try:
        with disk.open_content(file.sha256) as content:
            return page_picture(content.read(), number)
    except (ReadingError, OSError):
        raise NotFound from None


def _pages(reading: Reading, content: bytes) -> list[list[int]]:
    last = max(box.page for box in reading.boxes)
    try:
        sizes = page_sizes(content)
    except ReadingError:
        sizes = []
    sizes += [_A4] * (last - len(sizes))
    return [list(size) for size in sizes]


def _packed(box: Box) -> list[int]:
    left, top, right, bottom = (round(PARTS * side) for side in (box.left, box.top, box.right, box.bottom))
    return [box.start, box.end, box.page, left, top, right - left, bottom - top]


def _is_same_line(one: Place, other: Place) -> bool:
    if one.page != other.page or other.x < one.x:
        return False
    shared = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return 2 * shared > min(one.height, other.height)


def _joined(one: Place, other: Place) -> Place:
    top = min(one.y, other.y)
    right, bottom = max(one.x + one.width, other.x + other.width), max(one.y + one.height, other.y + other.height)
    return Place(one.page, one.x, top, right - one.x, bottom - top)

"""The scan beside the text: its pages, with the place of every directive drawn over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dondoc.directives.drafts import DraftItem
from dondoc.documents.models import DocumentScan
from dondoc.documents.scans import PARTS, Place, places_of
from dondoc.web.screens.reading.segments import marks_of


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle over a page, in the units of its drawing: as strings, for no language may group their digits."""

    x: str
    y: str
    width: str
    height: str
    bottom: str
    right: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ScanItem:
    """A directive on a page: its lines, and in them the words of units and deadline."""

    item: DraftItem
    number: int
    tone: int
    state: str
    lines: list[Shape]
    marks: list[Shape]
    margin: str


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A page; the drawing over it is `PARTS` wide and as high as the page's proportion wants."""

    number: int
    width: int
    height: int
    items: list[ScanItem] = field(default_factory=list)

    @property
    def drawing(self) -> str:
        """The drawing's viewBox."""
        return f"0 0 {PARTS} {self.tall}"

    @property
    def tall(self) -> int:
        """How high the drawing is."""
        return max(1, round(PARTS * self.height / self.width))

    def shape(self, place: Place, kind: str = "") -> Shape:
        """Return a place in the units of the drawing."""
        tall = self.tall
        y, height = place.y * tall // PARTS, max(1, place.height * tall // PARTS)
        return Shape(
            x=str(place.x), y=str(y), width=str(place.width), height=str(height), bottom=str(y + height),
            right=str(place.x + place.width), kind=kind,
        )  # fmt: skip


def scan_pages(scan: DocumentScan, cards: Iterable[tuple[DraftItem, int, str]]) -> list[ScanPage]:
    """Return the pages of `scan` with directives given as (item, number, state)."""
    pages = [ScanPage(number, max(1, wide), max(1, high)) for number, (wide, high) in enumerate(scan.pages, start=1)]
    # Numbers stand in the margin, where they hide nothing that is to be compared.
    margins: dict[int, int] = {}
    for word in scan.words:
        margins[word[2]] = min(word[3], margins.get(word[2], PARTS))
    for item, number, state in cards:
        lines = places_of(scan, item.start, item.end)
        marks = list(_marks(scan, item))
        for at in sorted({place.page for place in lines}):
            if at > len(pages):
                continue
            page = pages[at - 1]
            page.items.append(
                ScanItem(
                    item, number, number % 4, state,
                    [page.shape(place) for place in lines if place.page == at],
                    [page.shape(place, kind) for kind, place in marks if place.page == at],
                    str(margins[at]),
                )
            )  # fmt: skip
    return pages


def _marks(scan: DocumentScan, item: DraftItem) -> Iterator[tuple[str, Place]]:
    for mark in marks_of([item]):
        for place in places_of(scan, mark.start, mark.end):
            yield mark.kind, place

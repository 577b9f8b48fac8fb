"""The printed pages of a draft: as it would go out today while it is written, the kept file once it has its number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from dondoc.documents import disk
from dondoc.documents.models import StoredFile
from dondoc.documents.rendering import Output, RenderingError, StructuredDocument, render
from dondoc.documents.rendering_words import in_words
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import code_of_draft, printed
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.reading import ReadingError, page_picture, page_sizes


@dataclass(frozen=True, slots=True)
class Pages:
    """What the print amounts to: the sizes of its pages in millimetres."""

    sizes: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)


def pdf_of(draft: OutgoingDraft, *, on: dt.date) -> bytes:
    """The PDF: the signed file, the numbered one, or the print of the draft as it stands.

    Raises:
        BadInput: it cannot be printed; the sentence says why.
        NotFound: the kept file is not there any more.
    """
    file: StoredFile | None = draft.signed_file or draft.rendered_file
    if file is None:
        return rendered(printed(draft, on=on), "pdf")
    try:
        with disk.open_content(file.sha256) as content:
            return content.read()
    except OSError:
        raise NotFound from None


def docx_of(draft: OutgoingDraft, *, on: dt.date) -> bytes:
    """The same in Word, with number and day where it has them.

    Raises:
        BadInput: it cannot be printed.
    """
    return rendered(_as_numbered(draft, on=on), "docx")


def preview_of(draft: OutgoingDraft, output: Output, *, on: dt.date) -> bytes:
    """The draft printed as it would go out on a day; with number and day where it has them.

    Raises:
        BadInput: it cannot be printed; the sentence names the field.
    """
    return rendered(_as_numbered(draft, on=on, lenient=True), output)


def _as_numbered(draft: OutgoingDraft, *, on: dt.date, lenient: bool = False) -> StructuredDocument:
    """The draft with its number and day where it has them, else as of this day."""
    number, day = (draft.entry.number, draft.entry.entered_on) if draft.entry else (None, None)
    return printed(draft, on=day or on, number=number, date=day, lenient=lenient)


def pages_of(draft: OutgoingDraft, *, on: dt.date) -> Pages:
    """The pages of the PDF.

    Raises:
        BadInput: see `pdf_of`.
    """
    try:
        return Pages(tuple((round(width), round(height)) for width, height in page_sizes(pdf_of(draft, on=on))))
    except ReadingError:
        raise NotFound from None


def picture_of(draft: OutgoingDraft, number: int, *, on: dt.date) -> bytes:
    """A page as PNG.

    Raises:
        NotFound: there is no such page.
        BadInput: see `pdf_of`.
    """
    try:
        return page_picture(pdf_of(draft, on=on), number)
    except ReadingError:
        raise NotFound from None


def file_name(draft: OutgoingDraft, suffix: str) -> str:
    """What the file is called where it is saved: kind and code, or kind and the beginning of its subject."""
    about = code_of_draft(draft).replace("/", "-") or " ".join(draft.subject.split()[:8])
    return f"{draft.kind} {about}".strip() + f".{suffix}"


# Every page of a print is asked for by itself: the last few prints are kept in memory. The document is its own key.
@lru_cache(maxsize=16)
def rendered(document: StructuredDocument, output: Output) -> bytes:
    """A document as a file; what cannot be printed is said in the language of who asks.

    Raises:
        BadInput: it cannot be printed; the sentence names the field.
    """
    try:
        return render(document, output)
    except RenderingError as error:
        raise BadInput(in_words(error.message), code=error.code, field="content") from error

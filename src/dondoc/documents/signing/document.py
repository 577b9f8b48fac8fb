"""Opening a PDF to sign or verify it: whatever is wrong with the file becomes one of this package's errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from .errors import DamagedPdf, EmptyFile, EncryptedPdf, NotAPdf, SigningError, TooLarge
from .marks import Box
from .pages import MM

LIMIT = 100 * 1024 * 1024
# Readers accept a header within the first kilobyte.
_HEAD = 1024
# How deep a tree of pages may be.
_DEEPEST = 64


@contextmanager
def guarded() -> Iterator[None]:
    """Let this package's errors pass and turn everything else into a damaged PDF.

    The parser of a hostile or broken file may fail in any way, also by recursion; none of it is worth a stack trace.
    """
    try:
        yield
    except SigningError:
        raise
    except Exception as error:
        raise DamagedPdf from error


def check(pdf: bytes, limit: int = LIMIT) -> None:
    """See that bytes can be a PDF at all.

    Args:
        pdf: the file.
        limit: how many bytes it may have.

    Raises:
        EmptyFile, TooLarge, NotAPdf: it cannot.
    """
    if not pdf:
        raise EmptyFile
    if len(pdf) > limit:
        raise TooLarge(f"Tệp lớn hơn mức cho phép {limit // 1024 // 1024} MB.")
    if b"%PDF-" not in pdf[:_HEAD]:
        raise NotAPdf


def reader(pdf: bytes, *, strict: bool = True) -> PdfFileReader:
    """Open a PDF to read it.

    Args:
        pdf: the file, already `check`ed.
        strict: refuse what only lenient readers mend.

    Raises:
        DamagedPdf, EncryptedPdf: it cannot be read.
    """
    with guarded():
        opened = PdfFileReader(BytesIO(pdf), strict=strict)
        if opened.encrypted:
            raise EncryptedPdf
        _ = opened.root["/Pages"]
    return opened


def writer(pdf: bytes) -> IncrementalPdfFileWriter:
    """Open a PDF to add to it; nothing that is there changes, so that earlier signatures stay as good as they are.

    Args:
        pdf: the file.

    Raises:
        DamagedPdf, EncryptedPdf: it cannot be read.
    """
    opened = reader(pdf, strict=False)
    with guarded():
        return IncrementalPdfFileWriter.from_reader(opened)


def free_name(opened: PdfFileReader, stem: str = "Signature") -> str:
    """Return a name that no field of the form has."""
    fields = entry(entry(opened.root, "/AcroForm", {}), "/Fields", ())
    taken = {str(entry(field.get_object(), "/T", "")) for field in fields}
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


def visible(pdf: bytes) -> list[Box]:
    """The places of the visible signatures in the order of the form, on pages that are not turned.

    Args:
        pdf: the document.
    """
    found = []
    opened = reader(pdf, strict=False)
    with guarded():
        pages = [page_at(opened, number) for number in range(int(opened.root["/Pages"]["/Count"]))]
        for _, _, reference in enumerate_sig_fields(opened, filled_status=True):
            widget = reference.get_object()
            if "/Rect" not in widget or "/P" not in widget:
                continue
            x1, y1, x2, y2 = (float(value) for value in widget["/Rect"])
            if x2 <= x1 or y2 <= y1:
                continue
            page = widget.raw_get("/P")
            number = next((n for n, one in enumerate(pages, 1) if one.reference == page.reference), 0)
            if number:
                top = float(inherited(pages[number - 1].get_object(), "/CropBox", "/MediaBox")[3])
                found.append(Box(number, x1 / MM, (top - y2) / MM, (x2 - x1) / MM, (y2 - y1) / MM))
    return found


def page_at(handler: Any, number: int) -> Any:
    """Return the reference to a page, counted from 0."""
    return handler.find_page_for_modification(number)[0]


def entry(node: Any, key: str, default: Any = None) -> Any:
    """Return an entry of a dictionary of the PDF with references followed; `get` of the library does not follow them."""
    return node[key] if key in node else default  # noqa: SIM401


def inherited(page: Any, *keys: str) -> Any:
    """Return the first of some entries that a page has, or else one of its parents; None where none has."""
    for key in keys:
        node = page
        for _ in range(_DEEPEST):
            if node is None:
                break
            if key in node:
                return node[key]
            node = entry(node, "/Parent")
    return None

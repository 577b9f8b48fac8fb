"""How many pages of A4 a file says that it has."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2

from dondoc.documents.content_types import DOCX, PDF, ContentType

_PAGES = re.compile(rb"<Pages>(\d{1,5})</Pages>")
_MOST_PROPERTIES = 200_000


def pages_of(content: bytes, kind: ContentType) -> int | None:
    """The pages of a PDF, or those that Word wrote into a .docx; None where the file does not say.

    Args:
        content: the file.
        kind: what it was found to be.
    """
    if kind is PDF or kind == PDF:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError:
            return None
        try:
            return len(document)
        finally:
            document.close()
    if kind == DOCX:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package, package.open("docProps/app.xml") as part:
                found = _PAGES.search(part.read(_MOST_PROPERTIES))
        except (KeyError, zipfile.BadZipFile, OSError, ValueError):
            return None
        return int(found[1]) or None if found else None
    return None

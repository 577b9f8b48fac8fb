"""Official documents on paper: one structured document, printed as .docx or PDF/A (NĐ 30/2020/NĐ-CP, annex I).

Knows no framework, no database and no clock: the same document gives the same bytes.
"""

from __future__ import annotations

from typing import Literal

from .composition import Composition, compose
from .errors import RenderingError
from .fonts import lacking
from .model import Annex, Item, Signature, StructuredDocument, Table

Output = Literal["docx", "pdf"]
OUTPUTS: tuple[Output, ...] = ("docx", "pdf")
_SHOWN = 5


def render(document: StructuredDocument, output: Output) -> bytes:
    """Print a document.

    Args:
        document: what is to be printed.
        output: "docx" to be edited in Word, "pdf" (PDF/A-2b) to be signed and kept.

    Returns:
        The file.

    Raises:
        RenderingError: the document has letters that the fonts do not (`missing_letter`), a table is too wide
            (`too_wide`), or the fonts are not there (`no_fonts`).
    """
    composed = compose(document)
    _refuse_missing(composed)
    if output == "pdf":
        from .pdf import to_pdf  # noqa: PLC0415  loading typst takes time that .docx need not wait for

        return to_pdf(composed, title=document.subject, author=document.issuer, day=document.date)
    from .docx import to_docx  # noqa: PLC0415  as above, for python-docx

    return to_docx(composed, title=document.subject, author=document.issuer, day=document.date)


def render_in(document: StructuredDocument, template: bytes) -> bytes:
    """Print a document in an office's own .docx.

    Args:
        document: what is to be printed.
        template: a .docx whose fields have the names that docs/rendering.md lists.

    Returns:
        The .docx; it says all that `render` prints.

    Raises:
        RenderingError: the template cannot be used (`bad_template`; the sentence names the field and where it stands),
            it bears a mark of secrecy (`secret`), or a table is too wide (`too_wide`).
    """
    from .template import fill  # noqa: PLC0415  docxtpl and jinja take time that other prints need not wait for

    return fill(document, template)


def _refuse_missing(composed: Composition) -> None:
    """Refuse letters that would be printed as empty boxes, before anything is printed."""
    for text in composed.texts():
        if missing := lacking(text.replace("\n", "")):
            named = ", ".join(f"“{letter}” (U+{ord(letter):04X})" for letter in missing[:_SHOWN])
            more = "…" if len(missing) > _SHOWN else ""
            start = " ".join(text.split())[:60]
            raise RenderingError(
                "missing_letter",
                f"Phông chữ của văn bản không có ký tự {named}{more}; hãy thay ký tự đó ở đoạn “{start}”.",
            )


__all__ = [
    "OUTPUTS",
    "Annex",
    "Item",
    "Output",
    "RenderingError",
    "Signature",
    "StructuredDocument",
    "Table",
    "render",
    "render_in",
]

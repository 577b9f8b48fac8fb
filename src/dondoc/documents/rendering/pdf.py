"""A composed document as PDF/A-2b, set by typst with the fonts that come along and no others."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from . import fonts
from . import layout as at
from .composition import AnnexPages, Composition, Piece, lines_of
from .errors import RenderingError
from .layout import STYLES
from .lines import wrapped
from .tables import Grid

TEMPLATE = Path(__file__).parent / "document.typ"
STANDARD: Final = "a-2b"
# Paragraphs up to so many lines go whole to the page of the signature; of longer ones the last lines do.
_WHOLE, _LAST = 5, 3
_UNBROKEN = 20
_MEASURES = (
    "page_width", "page_height", "margin_top", "margin_bottom", "margin_left", "margin_right", "page_number_from_top", "head_left",
    "head_right", "closing_left", "closing_right", "signature_space", "rule_gap", "rule_thickness", "stamp_height", "stamp_frame",
    "paragraph_gap", "cell_padding", "cell_gap", "closing_gap", "stamp_gap", "ascent", "descent", "single",
)  # fmt: skip


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@cache
def _fonts() -> typst.Fonts:
    fonts.ready()
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.FOLDER])


def to_pdf(composed: Composition, *, title: str, author: str, day: dt.date | None) -> bytes:
    """Print a composed document as a PDF.

    Args:
        composed: what stands on the paper.
        title: for the file's properties.
        author: for the file's properties.
        day: of the document, for the same; the same document gives the same bytes.

    Returns:
        The file.

    Raises:
        RenderingError: the fonts are not there (`no_fonts`) or typst refuses (`failed`).
    """
    data = {
        "title": title, "author": author, "font": fonts.FAMILY,
        "styles": {key: asdict(style) for key, style in STYLES.items()},
        "layout": {name: getattr(at, name.upper()) for name in _MEASURES} | {"ink": at.INK, "urgent_ink": at.URGENT_INK},
        "names": _pieces(composed.names), "nation": _pieces(composed.nation), "number": _pieces(composed.number),
        "place": _pieces(composed.place),
        "stamp": {"text": composed.stamp, "width": at.STAMPS[composed.stamp]} if composed.stamp else None,
        "body": _pieces(composed.body), "recipients": _pieces(composed.recipients),
        "signing": _pieces(composed.signing), "signer": _piece(composed.signer),
        "annexes": [_annex(annex) for annex in composed.annexes],
    }  # fmt: skip
    stamp = dt.datetime.combine(day or dt.date(2000, 1, 1), dt.time(), dt.UTC)
    try:
        pdf: bytes = typst.compile(
            _template(), format="pdf", font_paths=_fonts(), sys_inputs={"document": json.dumps(data)},
            pdf_standards=[STANDARD], timestamp=stamp,
        )  # fmt: skip
    except typst.TypstError as error:
        raise RenderingError("failed", f"Không dựng được tệp PDF: {error.message}.") from error
    return pdf


def _piece(piece: Piece, *, goes_on: bool = False, breaks: bool = False) -> dict[str, Any]:
    """A piece as the template has it; one that `goes_on` is the rest of the one before, which `breaks` at a full line."""
    kept = piece.keep or STYLES[piece.style].keep_next
    return asdict(piece) | {"keep": kept, "goes_on": goes_on, "breaks": breaks}


def _pieces(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    return [part for piece in pieces for part in _parts(piece)]


def _parts(piece: Piece) -> list[dict[str, Any]]:
    """A piece as one or two: of a long one that stays with what follows only the last lines do.

    Typst keeps whole paragraphs only; a page would end far too early for the sake of one line.
    """
    lines = lines_of(piece) if piece.keep else []
    if len(lines) <= _WHOLE:
        return [_piece(piece)]
    first, rest = " ".join(lines[:-_LAST]), " ".join(lines[-_LAST:])
    return [
        _piece(replace(piece, text=first, keep=False), breaks=True),
        _piece(replace(piece, text=rest, lead=""), goes_on=True),
    ]


def _annex(annex: AnnexPages) -> dict[str, Any]:
    return {
        "head": _pieces(annex.head), "body": _pieces(annex.body), "lying": annex.lying,
        "grid": _grid(annex.grid) if annex.grid else None,
    }  # fmt: skip


def _grid(grid: Grid) -> dict[str, Any]:
    """A table; a row stays whole on a page unless it would hardly fit on one."""
    rows = [{"cells": row, "breakable": _lines(grid, row) > _UNBROKEN} for row in grid.rows]
    return {"columns": grid.columns, "rows": rows, "widths": grid.widths, "aligns": grid.aligns}


def _lines(grid: Grid, row: tuple[str, ...]) -> int:
    style = STYLES["cell"]
    return max(
        len(wrapped(cell, style, width - 2 * at.CELL_PADDING)) for cell, width in zip(row, grid.widths, strict=True)
    )

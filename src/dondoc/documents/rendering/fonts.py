"""The fonts that a PDF embeds, and what has to be known of them beforehand: their letters and the widths of these.

Tinos has the widths of Times New Roman letter by letter, so what is measured here holds of the .docx too.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .errors import RenderingError

FOLDER = Path(__file__).parent / "fonts"
FAMILY = "Tinos"
# (bold, italic) -> file
FACES = {
    (False, False): "tinos-regular.ttf", (True, False): "tinos-bold.ttf", (False, True): "tinos-italic.ttf",
    (True, True): "tinos-bold-italic.ttf",
}  # fmt: skip
# The map of letters for the first plane (4) and for all of them (12): OpenType, "cmap".
_FIRST_PLANE, _ALL_PLANES = 4, 12


@dataclass(frozen=True, slots=True)
class Face:
    """What one font file says: the width of each letter it has, in parts of the size."""

    widths: dict[str, float]

    def width(self, text: str, size: float) -> float:
        """How long a text is at a size, in the unit of the size."""
        widths, usual = self.widths, self.widths["n"]
        return sum(widths.get(letter, usual) for letter in text) * size


@cache
def face(*, bold: bool = False, italic: bool = False) -> Face:
    """Return one of the four faces.

    Raises:
        RenderingError: the fonts are not there, or not whole.
    """
    path = FOLDER / FACES[bold, italic]
    try:
        return Face(_widths(path.read_bytes()))
    except (OSError, KeyError, struct.error, ValueError) as error:
        raise RenderingError(
            "no_fonts",
            f"Thiếu hoặc hỏng phông chữ {path.name} để in văn bản. Hãy chạy “make assets” để tải lại các phông đã ghim.",
        ) from error


def ready() -> None:
    """Make sure that all four faces are there.

    Raises:
        RenderingError: see `face`.
    """
    for bold, italic in FACES:
        face(bold=bold, italic=italic)


def lacking(text: str) -> str:
    """The letters of a text that one of the faces does not have, each once, in the order of the text."""
    known = [face(bold=bold, italic=italic).widths for bold, italic in FACES]
    return "".join(letter for letter in dict.fromkeys(text) if not all(letter in widths for widths in known))


def _widths(data: bytes) -> dict[str, float]:
    """The width of each letter of a TrueType file (tables head, hhea, hmtx and cmap)."""
    tables = {}
    for k in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _, at, _ = struct.unpack_from(">4sIII", data, 12 + 16 * k)
        tables[tag.decode("ascii")] = at
    per_size = struct.unpack_from(">H", data, tables["head"] + 18)[0]
    measured = struct.unpack_from(">H", data, tables["hhea"] + 34)[0]
    advances = [struct.unpack_from(">H", data, tables["hmtx"] + 4 * k)[0] / per_size for k in range(measured)]
    glyphs = _glyphs(data, tables["cmap"])
    return {chr(code): advances[min(glyph, measured - 1)] for code, glyph in glyphs.items()}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """The number of the glyph of each letter."""
    found: dict[int, int] = {}
    for k in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * k)[2]
        form = struct.unpack_from(">H", data, at)[0]
        if form == _FIRST_PLANE:
            found.update(_first_plane(data, at))
        elif form == _ALL_PLANES:
            for group in range(struct.unpack_from(">I", data, at + 12)[0]):
                first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * group)
                found.update({code: glyph + code - first for code in range(first, last + 1)})
    if not found:
        raise ValueError("no map of letters")
    return found


def _first_plane(data: bytes, at: int) -> dict[int, int]:
    """The segments of a map of the fourth form: each says by a difference or by a list which glyphs are its letters'."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts = at + 14, at + 16 + 2 * count
    found: dict[int, int] = {}
    for k in range(count):
        end, start = (struct.unpack_from(">H", data, place + 2 * k)[0] for place in (ends, starts))
        delta = struct.unpack_from(">H", data, starts + 2 * count + 2 * k)[0]
        here = starts + 4 * count + 2 * k
        offset = struct.unpack_from(">H", data, here)[0]
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, here + offset + 2 * (code - start))[0]
            if not offset or glyph:
                glyph = (glyph + delta) & 0xFFFF
            if glyph:
                found[code] = glyph
    return found

"""The visible mark of a signature as a form of the PDF: set by Typst, so that letters and pictures are embedded."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from pyhanko.pdf_utils import content, generic, layout
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import StaticStampStyle

from .document import inherited
from .errors import BadImage
from .images import Picture
from .marks import Box

# The decree asks for Times New Roman; these have its widths. Where none is installed, Typst's own serif is used.
FONTS = ("Times New Roman", "Tinos", "Liberation Serif", "Nimbus Roman", "Libertinus Serif")
SIZE = 10
_NAME = "picture.png"


class _Drawn(content.PdfContent):
    """The page that Typst made, as content of the signature's form."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        writer: BasePdfFileWriter = self.writer  # type: ignore[assignment]
        form = writer.import_page_as_xobject(PdfFileReader(BytesIO(self._pdf)))
        self.resources.xobject["/Mark"] = form
        x1, y1, x2, y2 = form.get_object()["/BBox"]
        self.box = layout.BoxConstraints(width=abs(x1 - x2), height=abs(y1 - y2))
        return b"/Mark Do"


def draw(box: Box, lines: tuple[str, ...], picture: Picture | None) -> StaticStampStyle:
    """Draw a mark.

    Args:
        box: its place, for its size.
        lines: what it says; none beside a picture in its place.
        picture: the signature or seal, or None.

    Returns:
        The look, as pyHanko takes it.

    Raises:
        BadImage: the picture cannot be drawn.
    """
    source = _source(box, lines, picture)
    try:
        # Typst takes sources from memory but pictures from a folder only.
        with TemporaryDirectory(prefix="dondoc-mark-") as name:
            folder = Path(name)
            if picture is not None:
                (folder / _NAME).write_bytes(picture.data)
            (folder / "main.typ").write_text(source, encoding="utf-8")
            pdf = typst.compile(folder / "main.typ", root=folder, format="pdf", pdf_tags=False)
    except typst.TypstError:  # what Typst says is about its own source, which nobody here wrote
        raise BadImage("Không vẽ được ảnh chữ ký. Hãy lưu lại ảnh dưới dạng PNG khác.") from None
    return StaticStampStyle(
        border_width=0,
        background=_Drawn(pdf),
        background_opacity=1.0,
        background_layout=layout.SimpleBoxLayoutRule(
            x_align=layout.AxisAlignment.ALIGN_MID,
            y_align=layout.AxisAlignment.ALIGN_MID,
            margins=layout.Margins.uniform(0),
        ),
    )


def _source(box: Box, lines: tuple[str, ...], picture: Picture | None) -> str:
    fonts = ", ".join(f'"{name}"' for name in FONTS)
    parts = [
        f"#set page(width: {box.width:.3f}mm, height: {box.height:.3f}mm, margin: 0mm, fill: none)",
        f'#set text(font: ({fonts}), size: {SIZE}pt, lang: "vi", fill: black, top-edge: "ascender", bottom-edge: "descender")',
        "#set par(leading: 0.05em)",
    ]
    shown = f'image("{_NAME}", width: 100%, height: 100%, fit: "contain")'
    said = " + linebreak() + ".join(f"text({_literal(line)})" for line in lines)
    if not lines:
        parts.append(f"#{shown}")
    elif picture is None:
        parts.append(f"#align(right + top, {said})")
    else:
        parts.append(f"#grid(columns: (30%, 70%), rows: 100%, {shown}, align(right + top, {said}))")
    return "\n".join(parts)


def _literal(text: str) -> str:
    """Write a string as Typst reads one: what a person typed is never code."""
    kept = "".join(letter for letter in text if letter.isprintable())
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rectangle(box: Box, page: generic.DictionaryObject) -> tuple[float, float, float, float]:
    """Turn a box in millimetres from the top left into the PDF's own points, also on pages shown turned.

    Args:
        box: the place as it is seen.
        page: the page's dictionary.
    """
    mm = 72 / 25.4
    left, bottom, right, top = (float(value) for value in inherited(page, "/CropBox", "/MediaBox"))
    turned = int(inherited(page, "/Rotate") or 0) % 360
    x1, y1, x2, y2 = box.x * mm, box.y * mm, box.right * mm, box.bottom * mm
    corners = {
        0: (left + x1, top - y2, left + x2, top - y1),
        90: (left + y1, bottom + x1, left + y2, bottom + x2),
        180: (right - x2, bottom + y1, right - x1, bottom + y2),
        270: (right - y2, top - x2, right - y1, top - x1),
    }
    return corners.get(turned, corners[0])

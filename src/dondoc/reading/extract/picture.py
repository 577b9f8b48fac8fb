"""A page of an original as a picture, for people who compare: PNG, drawn anew by PDFium, bounded in dots.

Pictures are put into a PDF of one page as they are (JPEG, most PNG), or by Tesseract, which knows the rest (TIFF).
"""

from __future__ import annotations

import math
import struct
import zlib

import pypdfium2

from dondoc.reading.errors import DamagedDocument, NeedsProgram, NoPages, TooLarge, UnsupportedType

from . import image, programs
from .detect import detect
from .pdf import MOST_PAGES, opened, refuse_large_pictures, rendering

# A4 at 150 dots an inch.
_MOST_WIDE, _MOST_DOTS = 1240, 3_000_000
_RED, _GREEN, _BLUE = (slice(k, None, 3) for k in range(3))
_PNG_HEAD, _IN_ONE_GO = 8, 0
_GREY, _TRUE, _PALETTE = 0, 2, 3
_COLOURS = {1: b"/DeviceGray", 3: b"/DeviceRGB"}
_SECONDS = 30.0


def page_sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each page of a PDF or a picture; their proportion alone counts.

    Raises:
        UnsupportedType: it is neither.
        ReadingError: it cannot be opened.
    """
    kind = detect(data)
    if kind == "image":
        return image.measure(data)
    if kind != "pdf":
        raise UnsupportedType
    with rendering():
        document = opened(data)
        try:
            sizes = [document.get_page_size(k) for k in range(_count(document))]
            return [(max(1, round(width)), max(1, round(height))) for width, height in sizes]
        except pypdfium2.PdfiumError as error:
            raise DamagedDocument("Tệp PDF bị hỏng, không đọc được trang. Hãy xin lại bản gốc.") from error
        finally:
            document.close()


def page_picture(data: bytes, number: int) -> bytes:
    """One page as PNG.

    Args:
        data: the file's content: a PDF, PNG, JPEG or TIFF.
        number: of the page, from 1.

    Raises:
        NoPages: there is no such page.
        NeedsProgram: such a picture is decoded by Tesseract, which is not installed.
        ReadingError: it is of another type, damaged or too large.
    """
    kind = detect(data)
    if kind not in ("pdf", "image"):
        raise UnsupportedType
    index = number - 1
    if kind == "image":
        if not 0 <= index < len(image.measure(data)):
            raise NoPages
        data, index = _as_pdf(data, index), 0
    with rendering():
        document = opened(data)
        try:
            if not 0 <= index < _count(document):
                raise NoPages
            return _drawn(document, index)
        except pypdfium2.PdfiumError as error:
            raise DamagedDocument("Tệp PDF bị hỏng, không đọc được trang. Hãy xin lại bản gốc.") from error
        finally:
            document.close()


def _count(document: pypdfium2.PdfDocument) -> int:
    count = len(document)
    if count > MOST_PAGES:
        raise TooLarge(f"Tệp PDF có {count} trang, giới hạn là {MOST_PAGES}.")
    return int(count)


def _drawn(document: pypdfium2.PdfDocument, index: int) -> bytes:
    page = document[index]
    try:
        refuse_large_pictures(page, index)
        width, height = (max(1.0, side) for side in page.get_size())
        scale = min(_MOST_WIDE / width, math.sqrt(_MOST_DOTS / (width * height)))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        try:
            raw, stride, wide, high = bytes(bitmap.buffer), bitmap.stride, bitmap.width, bitmap.height
        finally:
            bitmap.close()
    finally:
        page.close()
    dots = b"".join(raw[at : at + wide * 3] for at in range(0, stride * high, stride))
    if dots[_RED] == dots[_GREEN] == dots[_BLUE]:
        return _png(wide, high, dots[_RED], 1)
    return _png(wide, high, dots, 3)


def _png(width: int, height: int, dots: bytes, samples: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    wide = width * samples
    rows = b"".join(b"\0" + dots[at : at + wide] for at in range(0, wide * height, wide))
    head = struct.pack(">IIBBBBB", width, height, 8, _GREY if samples == 1 else _TRUE, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 5)) + chunk(b"IEND", b"")


def _as_pdf(data: bytes, index: int) -> bytes:
    wrapped = _jpeg_as_pdf(data) if data.startswith(b"\xff\xd8") else _png_as_pdf(data)
    if wrapped is not None:
        return wrapped
    program = programs.find("tesseract")
    if program is None:
        raise NeedsProgram
    # As one line: the text is of no use here, and so it takes no time.
    command = [program, "stdin", "stdout", "--psm", "13", "-c", f"tessedit_page_number={index}", "pdf"]
    _, out = programs.run(command, given=data, seconds=_SECONDS, more={"OMP_THREAD_LIMIT": "1"})
    return out


def _jpeg_as_pdf(data: bytes) -> bytes | None:
    samples = image.jpeg_samples(data)
    if samples not in _COLOURS:
        return None
    width, height = image.measure(data)[0]
    return _around(width, height, b"/ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode" % _COLOURS[samples], data)


def _png_as_pdf(data: bytes) -> bytes | None:
    """PDF compresses pictures as PNG does; not those drawn in several goes or partly transparent."""
    if not data.startswith(b"\x89PNG"):
        return None
    parts: dict[bytes, list[bytes]] = {}
    at = _PNG_HEAD
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        parts.setdefault(kind, []).append(data[at + 8 : at + 8 + size])
        at += 12 + size
    try:
        width, height, bits, colour, _, _, goes = struct.unpack_from(">IIBBBBB", parts[b"IHDR"][0])
    except (KeyError, struct.error) as error:
        raise DamagedDocument("Ảnh bị hỏng (không đọc được kích thước). Hãy quét lại.") from error
    if goes != _IN_ONE_GO or b"tRNS" in parts or colour not in (_GREY, _TRUE, _PALETTE):
        return None
    space = _COLOURS[3 if colour == _TRUE else 1]
    if colour == _PALETTE:
        palette = b"".join(parts.get(b"PLTE", []))
        space = b"[/Indexed /DeviceRGB %d <%s>]" % (max(0, len(palette) // 3 - 1), palette.hex().encode())
    samples = 3 if colour == _TRUE else 1
    form = (
        b"/ColorSpace %s /BitsPerComponent %d /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors %d /BitsPerComponent %d /Columns %d >>"
        % (space, bits, samples, bits, width)
    )
    return _around(width, height, form, b"".join(parts.get(b"IDAT", [])))


def _around(width: int, height: int, form: bytes, body: bytes) -> bytes:
    """A PDF of one page that shows this picture."""
    content = b"q %d 0 0 %d 0 0 cm /I Do Q" % (width, height)
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>"
        % (width, height),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d %s /Length %d >>\nstream\n%s\nendstream"
        % (width, height, form, len(body), body),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, written in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)

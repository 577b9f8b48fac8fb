"""Pictures of pages (PNG, JPEG, TIFF): measured by their heads, before anything decodes them, then recognised."""

from __future__ import annotations

import struct

from dondoc.reading.errors import DamagedDocument, NeedsProgram, TooLarge, TooSlow

from . import ocr
from .extracted import Extracted

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_ALONE = frozenset({0x01, *range(0xD0, 0xDA)})
_WIDTH, _HEIGHT = 256, 257
_SHORT = 3
_PAPER_INCHES = 8.27
_FEWEST_DOTS, _MOST_DOTS = 70, 600
_LEAST_SIDE = 20


def extract(data: bytes, limits: ocr.Limits) -> Extracted:
    """The text of a scanned page, or of several in a TIFF.

    Args:
        data: the picture.
        limits: how much may be spent.

    Returns:
        The text with the place of each word.

    Raises:
        NeedsProgram: Tesseract or its Vietnamese data is not installed.
        TooLarge: the picture has more dots than are decoded.
        ReadingError: it is damaged, or there is no letter on it.
    """
    sizes = measure(data)
    program = ocr.available()
    if program is None:
        raise NeedsProgram(
            "Đây là ảnh, chữ trong ảnh phải được nhận dạng. Hãy dùng bản .docx hoặc PDF ký số có chữ, hoặc cài Tesseract trên máy này (Debian: apt install tesseract-ocr tesseract-ocr-vie)."
        )
    clock = ocr.Clock(limits)
    scans: list[ocr.Scan] = []
    for index, (width, _) in enumerate(sizes[: limits.pages]):
        if clock.left <= 0:
            break
        if limits.progress is not None:
            limits.progress(index + 1, len(sizes))
        dots = int(min(max(width / _PAPER_INCHES, _FEWEST_DOTS), _MOST_DOTS))
        inside = index if len(sizes) > 1 else None
        try:
            scans.append(ocr.recognise(program, data, index + 1, dots=dots, seconds=clock.left, inside=inside))
        except TooSlow:
            if not scans:
                raise
            break
    return ocr.extracted(scans, len(sizes))


def measure(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each page of a picture, by its head.

    Raises:
        DamagedDocument: the head is broken.
        TooLarge: too many dots, or too many pages.
    """
    try:
        if data.startswith(_PNG):
            sizes = [struct.unpack_from(">II", data, 16)]
        elif data.startswith(_JPEG):
            sizes = [_jpeg(data)[:2]]
        else:
            sizes = _tiff(data)
    except (struct.error, IndexError) as error:
        raise DamagedDocument("Ảnh bị hỏng (không đọc được kích thước). Hãy quét lại.") from error
    if not sizes or any(min(size) < _LEAST_SIDE for size in sizes):
        raise DamagedDocument("Ảnh bị hỏng hoặc quá nhỏ, không có chữ để nhận dạng. Hãy quét lại.")
    for width, height in sizes:
        if width * height > ocr.MOST_PIXELS:
            raise TooLarge(
                f"Ảnh quá lớn ({width} × {height} điểm), giới hạn là {ocr.MOST_PIXELS // 1_000_000} triệu điểm. "
                "Hãy quét ở 300 dpi."
            )
    return [(int(width), int(height)) for width, height in sizes]


def jpeg_samples(data: bytes) -> int:
    """How many samples a dot of a JPEG has: 1 grey, 3 colours, 4 inks; 0 where the head is broken."""
    try:
        return _jpeg(data)[2]
    except (struct.error, IndexError):
        return 0


def _jpeg(data: bytes) -> tuple[int, int, int]:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004  every segment begins so
            break
        kind = data[at + 1]
        if kind == 0xFF or kind in _ALONE:  # noqa: PLR2004  padding
            at += 1 if kind == 0xFF else 2  # noqa: PLR2004
            continue
        if kind in _FRAMES:
            height, width, samples = struct.unpack_from(">HHB", data, at + 5)
            return width, height, samples
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    raise IndexError


def _tiff(data: bytes) -> list[tuple[int, int]]:
    order = "<" if data.startswith(b"II") else ">"
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    sizes: list[tuple[int, int]] = []
    seen: set[int] = set()
    while at and at not in seen:
        if len(sizes) >= ocr.MOST_PAGES:
            raise TooLarge(f"Ảnh TIFF có quá nhiều trang, giới hạn là {ocr.MOST_PAGES}. Hãy chia nhỏ.")
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        size = {_WIDTH: 0, _HEIGHT: 0}
        for k in range(count):
            tag, form, _, value = struct.unpack_from(f"{order}HHII", data, at + 2 + 12 * k)
            if tag in size:
                # a short stands in the first half of its four bytes
                size[tag] = struct.unpack_from(f"{order}H", data, at + 2 + 12 * k + 8)[0] if form == _SHORT else value
        sizes.append((size[_WIDTH], size[_HEIGHT]))
        (at,) = struct.unpack_from(f"{order}I", data, at + 2 + 12 * count)
    return sizes

"""Pictures of signatures and seals: PNG with transparency, of a sane size, looked through before anything draws them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from .errors import BadImage

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LARGEST_FILE = 4 * 1024 * 1024
_LARGEST_SIDE = 4000
_LARGEST_AREA = 6_000_000
# colour type -> values a dot has
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_WITH_ALPHA = {4, 6}
_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_MM = 1000
# Adam7: where each pass begins and how far its dots are apart, across and down.
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG that was looked through.

    Attributes:
        data: the file.
        width: dots across.
        height: dots down.
        width_mm: its own width where the file says how many dots a metre has, else 0.
        height_mm: its own height, or 0.
    """

    data: bytes
    width: int
    height: int
    width_mm: float = 0.0
    height_mm: float = 0.0


def look(data: bytes) -> Picture:
    """Look through a PNG: whole, transparent, not too large, and no more in it than its head says.

    Args:
        data: the file.

    Returns:
        The picture with its size.

    Raises:
        BadImage: it is none of this.
    """
    if not data.startswith(_SIGNATURE):
        raise BadImage
    if len(data) > _LARGEST_FILE:
        raise BadImage(f"Ảnh lớn hơn {_LARGEST_FILE // 1024 // 1024} MB. Hãy dùng ảnh nhỏ hơn.")
    head: tuple[int, ...] = ()
    transparent, ended = False, False
    dots: tuple[int, int] = (0, 0)
    packed: list[bytes] = []
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            head = _head(body)
        elif kind == b"tRNS":
            transparent = True
        elif kind == b"pHYs" and len(body) == 9 and body[8] == 1:  # noqa: PLR2004  two numbers and the unit: metre
            dots = struct.unpack(">II", body[:8])
        elif kind == b"IDAT":
            packed.append(body)
        elif kind == b"IEND":
            ended = True
            break
    if not head or not packed or not ended:
        raise BadImage("Ảnh PNG bị hỏng hoặc thiếu dữ liệu.")
    width, height, _, colour, _ = head
    if colour not in _WITH_ALPHA and not transparent:
        raise BadImage
    _unpack(b"".join(packed), _expected(head))
    across, down = dots
    return Picture(data, width, height, width / across * _MM if across else 0, height / down * _MM if down else 0)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if len(body) != length or check != struct.pack(">I", zlib.crc32(kind + body)):
            raise BadImage("Ảnh PNG bị hỏng hoặc thiếu dữ liệu.")
        yield kind, body
        at += 12 + length


def _head(body: bytes) -> tuple[int, ...]:
    if len(body) != 13:  # noqa: PLR2004  by the PNG specification
        raise BadImage("Ảnh PNG bị hỏng hoặc thiếu dữ liệu.")
    width, height, depth, colour, pressing, filtering, interlaced = struct.unpack(">IIBBBBB", body)
    if depth not in _DEPTHS.get(colour, ()) or pressing or filtering or interlaced > 1 or not width or not height:
        raise BadImage("Ảnh PNG bị hỏng hoặc thiếu dữ liệu.")
    if max(width, height) > _LARGEST_SIDE or width * height > _LARGEST_AREA:
        raise BadImage(f"Ảnh {width} × {height} điểm là quá lớn. Hãy dùng ảnh nhỏ hơn, mỗi chiều tối đa 2400 điểm.")
    return width, height, depth, colour, interlaced


def _expected(head: tuple[int, ...]) -> int:
    """How many bytes the dots have when unpacked: a byte for the filter before each row."""
    width, height, depth, colour, interlaced = head
    bits = depth * _CHANNELS[colour]

    def rows(across: int, down: int) -> int:
        return down * (1 + (across * bits + 7) // 8) if across and down else 0

    if not interlaced:
        return rows(width, height)
    return sum(rows(max(0, -(-(width - x) // dx)), max(0, -(-(height - y) // dy))) for x, y, dx, dy in _PASSES)


def _unpack(packed: bytes, expected: int) -> None:
    """See that the data unpacks to what the head says, without ever unpacking more."""
    work = zlib.decompressobj()
    try:
        found = len(work.decompress(packed, expected + 1))
    except zlib.error:
        raise BadImage("Ảnh PNG bị hỏng hoặc thiếu dữ liệu.") from None
    if found > expected:
        raise BadImage("Dữ liệu trong ảnh lớn hơn kích thước ảnh khai báo (nghi là bom nén), đã từ chối.")
    if found < expected:
        raise BadImage("Ảnh PNG bị hỏng hoặc thiếu dữ liệu.")

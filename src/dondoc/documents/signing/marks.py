"""Where the visible marks of signatures stand on a page, in millimetres from its top left corner.

Source: Decree 30/2020/NĐ-CP, annex I, part II: the person's signature is the picture of the hand-written one, blue, on a
transparent PNG, between the position and the full name; the agency's is the picture of its seal, red, in real size, over
about a third of the person's signature on its left; on an annex in a file of its own, and on a copy, the mark stands at
the top right of the first page, for an annex without a picture: number and symbol, and the time by ISO 8601.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum

from .errors import BadImage, BadPlace
from .images import Picture

LOCAL = timezone(timedelta(hours=7))
# The size of the picture of a signature: as wide as a hand writes, no taller than the room for it.
SIGNATURE_WIDTH = 50.0
SIGNATURE_HEIGHT = 25.0
LEAST_ROOM = 6.0
_AIR = 0.5
# Where a seal's picture does not say its own size. Real sizes are set by the rules on seals, not by Decree 30.
SEAL = 36.0
_SEAL_SIZES = (20.0, 60.0)
_COVERED = 1 / 3
# The corner of a copy or an annex: inside the right margin (15–20 mm), in the top one (20–25 mm).
_CORNER_WIDTH = 75.0
_CORNER_RIGHT = 15.0
_CORNER_TOP = 5.0
_LINE = 4.4
# A picture beside the lines stays above the state's title.
_CORNER_PICTURE = 14.0
_MOST_LINES = 6
_MOST_LETTERS = 200


class Kind(StrEnum):
    """Whose signature it is, which says how it looks and where it stands."""

    PERSONAL = "personal"
    AGENCY = "agency"
    COPY = "copy"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in millimetres from the page's top left corner as it is shown; the first page is 1."""

    page: int
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Mark:
    """What is shown of one signature.

    Attributes:
        kind: whose it is.
        picture: the signature or seal; a copy may have none, an annex has none.
        lines: what stands above the time on a copy or an annex: the form of the copy and the agency, or number and symbol.
        signer_name: the full name under the signature, to find the place by.
        box: the place, where it is not to be found by the name.
    """

    kind: Kind
    picture: Picture | None = None
    lines: tuple[str, ...] = ()
    signer_name: str = ""
    box: Box | None = None


def check(mark: Mark) -> None:
    """See that a mark has what its kind must have and nothing that it must not.

    Raises:
        BadImage: a picture is missing, or not wanted.
        BadPlace: the words of a copy or an annex are missing or too many.
    """
    if mark.kind in {Kind.PERSONAL, Kind.AGENCY}:
        if mark.picture is None:
            what = "chữ ký của người ký" if mark.kind == Kind.PERSONAL else "dấu của cơ quan"
            raise BadImage(f"Cần ảnh {what} (PNG nền trong suốt).")
        return
    if mark.kind == Kind.ANNEX and mark.picture is not None:
        raise BadImage("Chữ ký trên phụ lục không có hình ảnh, chỉ hiện số, ký hiệu văn bản và thời gian ký.")
    if not mark.lines:
        raise BadPlace(
            "Cần dòng chữ hiện cùng thời gian ký: số, ký hiệu văn bản (phụ lục) hoặc hình thức sao (bản sao)."
        )
    if len(mark.lines) > _MOST_LINES or any(len(line) > _MOST_LETTERS for line in mark.lines):
        raise BadPlace(f"Chữ ký góc trang có nhiều nhất {_MOST_LINES} dòng, mỗi dòng không quá {_MOST_LETTERS} ký tự.")


def words(mark: Mark, now: datetime) -> tuple[str, ...]:
    """The lines that a mark shows: none beside a signature or a seal in its place.

    Args:
        mark: what is shown.
        now: the time of signing; shown by ISO 8601 with the offset of Viet Nam, to the second.
    """
    if mark.kind in {Kind.PERSONAL, Kind.AGENCY}:
        return ()
    return (*mark.lines, now.astimezone(LOCAL).replace(microsecond=0).isoformat())


def between(page: int, position: tuple[float, float], name: Box, picture: Picture) -> Box:
    """Place a person's signature between the position and the name, as large as the room allows.

    Args:
        page: the page, from 1.
        position: the lower edge of the text above the name, and the middle of the column.
        name: where the full name stands.
        picture: the signature; its proportions are kept.

    Raises:
        BadPlace: there is no room for it.
    """
    upper, middle = position
    room = name.y - upper - 2 * _AIR
    if room < LEAST_ROOM:
        raise BadPlace(
            f"Khoảng trống giữa chức vụ và họ tên chỉ còn {max(room, 0):.0f} mm, không đủ đặt chữ ký (cần ít nhất {LEAST_ROOM:.0f} mm)."
        )
    height = min(room, SIGNATURE_HEIGHT)
    width = height * picture.width / picture.height
    if width > SIGNATURE_WIDTH:
        width = SIGNATURE_WIDTH
        height = width * picture.height / picture.width
    top = upper + _AIR + (room - height) / 2
    return Box(page, middle - width / 2, top, width, height)


def seal(signature: Box, picture: Picture, *, name_top: float | None = None) -> Box:
    """Place a seal in its real size so that it covers the left third of the signature.

    Args:
        signature: where the person's signature stands.
        picture: the seal; its own size where it tells one that a seal can have, else 36 mm across.
        name_top: the upper edge of the name, which the seal leaves free.
    """
    width = SEAL
    if _SEAL_SIZES[0] <= picture.width_mm <= _SEAL_SIZES[1]:
        width = picture.width_mm
    height = width * picture.height / picture.width
    top = signature.y + signature.height / 2 - height / 2
    if name_top is not None:
        # Moved up rather than over the name: who signed must stay readable.
        top = min(top, name_top - height)
    return Box(signature.page, signature.x + signature.width * _COVERED - width, max(0.0, top), width, height)


def corner(page_width: float, lines: int, picture: Picture | None = None) -> Box:
    """Place the mark of a copy or an annex at the top right of the first page.

    Args:
        page_width: how wide the page is.
        lines: how many lines it shows.
        picture: a seal to stand left of the lines, on copies.
    """
    height = max(lines * _LINE, _CORNER_PICTURE if picture else 0.0)
    return Box(1, page_width - _CORNER_RIGHT - _CORNER_WIDTH, _CORNER_TOP, _CORNER_WIDTH, height)


def parse(text: str) -> Box:
    """Return the place written as `page,x,y,width,height`, in millimetres from the page's top left corner.

    Raises:
        BadPlace: it is none.
    """
    said = "Vị trí viết dạng trang,x,y,rộng,cao bằng mm tính từ góc trên bên trái, ví dụ 1,110,200,40,20."
    parts = text.split(",")
    try:
        page, (x, y, width, height) = int(parts[0]), map(float, parts[1:])
    except ValueError:
        raise BadPlace(said) from None
    # Written so that what is no number (nan) is refused too.
    if not (page >= 1 and 0 <= x < _FAR and 0 <= y < _FAR and 1 <= width < _FAR and 1 <= height < _FAR):
        raise BadPlace(said)
    return Box(page, x, y, width, height)


_FAR = 2000.0

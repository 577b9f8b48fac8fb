"""The place of a mark on a given document: said, or found by the signer's name and the signatures already there."""

from __future__ import annotations

from .document import visible
from .errors import BadPlace
from .images import Picture
from .marks import SIGNATURE_HEIGHT, SIGNATURE_WIDTH, Box, Kind, Mark, between, corner, seal
from .pages import Name, find, sizes

# The picture of a signature of common proportions, where a seal must be placed before the signature is there.
_COMMON = Picture(b"", int(SIGNATURE_WIDTH * 10), int(SIGNATURE_HEIGHT * 10))


def place(pdf: bytes, mark: Mark, lines: int) -> Box:
    """Return where a mark goes.

    Args:
        pdf: the document as it is now.
        mark: what is shown.
        lines: how many lines of text it shows.

    Raises:
        BadPlace: the place is on no page, or cannot be found.
        EncryptedPdf, DamagedPdf: the document cannot be opened.
    """
    pages = sizes(pdf)
    if mark.box is not None:
        box = mark.box
    elif mark.kind in {Kind.COPY, Kind.ANNEX}:
        box = corner(pages[0][0], lines, mark.picture)
    elif mark.kind == Kind.PERSONAL and mark.picture is not None:
        name = find(pdf, mark.signer_name)
        box = between(name.box.page, (name.above, name.middle), name.box, mark.picture)
    elif mark.picture is not None:
        box = _seal(pdf, mark.signer_name, mark.picture)
    else:
        raise BadPlace
    _inside(box, pages)
    return box


def _seal(pdf: bytes, signer_name: str, picture: Picture) -> Box:
    signed = visible(pdf)
    if not signer_name:
        if not signed:
            raise BadPlace("Chưa có chữ ký của người ký để đóng dấu. Hãy nêu họ tên người ký hoặc vị trí đặt dấu.")
        return seal(signed[-1], picture)
    name = find(pdf, signer_name)
    own = [box for box in signed if _above(box, name)]
    signature = own[-1] if own else between(name.box.page, (name.above, name.middle), name.box, _COMMON)
    return seal(signature, picture, name_top=name.box.y)


def _above(box: Box, name: Name) -> bool:
    """Say whether a signature stands over a name: on its page, in its column, before its lower edge, after the position."""
    return (
        box.page == name.box.page
        and box.x <= name.middle <= box.right
        and name.above - SIGNATURE_HEIGHT <= box.y <= name.box.bottom
    )


def _inside(box: Box, pages: list[tuple[float, float]]) -> None:
    if box.page > len(pages):
        raise BadPlace(f"Văn bản chỉ có {len(pages)} trang, không có trang {box.page}.")
    width, height = pages[box.page - 1]
    if box.x < 0 or box.y < 0 or box.right > width + 1 or box.bottom > height + 1:
        raise BadPlace(f"Vị trí chữ ký nằm ngoài trang {box.page} (khổ {width:.0f} × {height:.0f} mm).")

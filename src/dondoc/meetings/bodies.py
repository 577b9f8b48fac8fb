"""What a body is to the committee whose meeting it is, by which speakers and recipients are put in order. Pure."""

from __future__ import annotations

from enum import IntEnum

from dondoc.foundation.text import fold
from dondoc.organizations.choices import UnitKind


class Side(IntEnum):
    """In the order in which “Nơi nhận” names them; the committee's own leaders stand after the Council."""

    PARTY = 0
    COUNCIL = 1
    COMMITTEE = 2
    FRONT = 3
    DEPARTMENT = 4
    OTHER = 5
    LOCALITY = 6


_BY_KIND = {
    UnitKind.COMMITTEE: Side.COMMITTEE, UnitKind.COUNCIL: Side.COUNCIL, UnitKind.DISTRICT: Side.LOCALITY,
    UnitKind.COMMUNE: Side.LOCALITY, UnitKind.OFFICE: Side.DEPARTMENT, UnitKind.DEPARTMENT: Side.DEPARTMENT,
    UnitKind.PROVINCIAL_BODY: Side.DEPARTMENT, UnitKind.VERTICAL: Side.DEPARTMENT, UnitKind.SUBUNIT: Side.DEPARTMENT,
}  # fmt: skip
# The directory has one kind for the Party, the Front and the mass organisations; bodies outside of it have none.
_PARTY = ("tinh uy", "thanh uy", "huyen uy", "dang uy", "ban can su", "uy ban kiem tra", "ban to chuc", "ban dan van", "ban noi chinh", "ban tuyen giao")  # fmt: skip
_COUNCIL = ("hdnd", "dai bieu quoc hoi", "dbqh")
_FRONT = (
    "mat tran", "mttq", "lien doan lao dong", "cong doan", "doan thanh nien", "tinh doan", "thanh doan", "lien hiep phu nu",
    "hoi nong dan", "cuu chien binh", "doan the",
)  # fmt: skip
_LOCALITY = tuple(
    f"{body} {place}"
    for body in ("ubnd", "hdnd")
    for place in (
        "cac huyen",
        "huyen",
        "thanh pho",
        "thi xa",
        "cac xa",
        "xa",
        "phuong",
        "dac khu",
        "cap huyen",
        "cap xa",
    )
)


def side_of(kind: str, name: str) -> Side:
    """What a body is to the committee.

    Args:
        kind: a code of UnitKind, "" for a body outside of the directory.
        name: its name.
    """
    if kind in _BY_KIND:
        return _BY_KIND[UnitKind(kind)]
    short = fold(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    words = f" {short} "
    for side, names in (
        (Side.LOCALITY, _LOCALITY),
        (Side.FRONT, _FRONT),
        (Side.PARTY, _PARTY),
        (Side.COUNCIL, _COUNCIL),
    ):
        if any(f" {each} " in words for each in names):
            return side
    return Side.FRONT if kind == UnitKind.PARTY_FRONT else Side.OTHER

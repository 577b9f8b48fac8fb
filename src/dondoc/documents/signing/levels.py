"""The four levels of PAdES as data: what each adds to the one below, and what it needs to be reached.

Source: ETSI EN 319 142-1 (levels B-B, B-T, B-LT, B-LTA).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from asn1crypto import x509

from .errors import LevelNeeds
from .fetching import Fetch


class Level(StrEnum):
    """How long, and against whom, a signature can be shown to be good."""

    BASIC = "B-B"
    TIME = "B-T"
    LONG_TERM = "B-LT"
    ARCHIVE = "B-LTA"


@dataclass(frozen=True, slots=True)
class Needs:
    """What a level needs, and what it adds, in words."""

    level: Level
    stamp: bool
    evidence: bool
    archive: bool
    adds: str


NEEDS: dict[Level, Needs] = {
    needs.level: needs
    for needs in (
        Needs(Level.BASIC, stamp=False, evidence=False, archive=False, adds="chữ ký và chứng thư số của người ký"),
        Needs(Level.TIME, stamp=True, evidence=False, archive=False, adds="dấu thời gian của dịch vụ TSA"),
        Needs(Level.LONG_TERM, stamp=True, evidence=True, archive=False, adds="bằng chứng chưa bị thu hồi (OCSP, CRL)"),
        Needs(
            Level.ARCHIVE, stamp=True, evidence=True, archive=True, adds="dấu thời gian lưu trữ cho toàn bộ bằng chứng"
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Setting:
    """How an office signs.

    Attributes:
        level: the level to reach.
        tsa_url: where time stamps are asked for.
        roots: certificates that are trusted without more; the chain and the time stamps must lead to one of them.
        others: certificates between a root and a leaf that are not in the signer's own file.
        fetch: how a service on the network is asked; without it none is.
    """

    level: Level = Level.BASIC
    tsa_url: str = ""
    roots: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()
    fetch: Fetch | None = None


def check(setting: Setting) -> None:
    """See that everything is there that the level needs.

    Args:
        setting: how the office signs.

    Raises:
        LevelNeeds: something is missing; the sentence names all of it.
    """
    needs = NEEDS[setting.level]
    missing = []
    if needs.stamp and not setting.tsa_url:
        missing.append("địa chỉ dịch vụ dấu thời gian (TSA)")
    if needs.evidence and not setting.roots:
        missing.append("chứng thư số gốc được tin cậy")
    if (needs.stamp or needs.evidence) and setting.fetch is None:
        missing.append("quyền kết nối tới dịch vụ TSA, OCSP, CRL")
    if missing:
        raise LevelNeeds(f"Mức ký {setting.level} cần thêm: {'; '.join(missing)}.")

"""placeholder"""
from __future__ import annotations
from dataclasses import dataclass
from ..model import Notice
@dataclass(frozen=True, slots=True)
class Extracted:
    text: str
    source: str = "text"
    notices: tuple[Notice, ...] = ()
    stamps: tuple[str, ...] = ()
def extract(data: bytes, filename: str, limit: int) -> Extracted:
    return Extracted(data.decode("utf-8-sig"))

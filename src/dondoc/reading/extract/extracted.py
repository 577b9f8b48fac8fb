"""What extraction hands to the reader."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.reading.model import Notice


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text of a document; `stamps` are lines of headers and text boxes that may be a secrecy stamp."""

    text: str
    source: str = "text"
    notices: tuple[Notice, ...] = ()
    stamps: tuple[str, ...] = ()

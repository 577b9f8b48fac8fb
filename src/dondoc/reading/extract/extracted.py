"""What extraction hands to the reader."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.reading.model import Box, Notice


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text of a document.

    Attributes:
        text: it.
        source: the type that it came from; "ocr" for what was recognised on scanned pages.
        notices: what the person should know.
        stamps: lines of headers and text boxes that may be a secrecy stamp.
        boxes: where the words of scanned pages stand; their offsets are of `text`, which is NFC then.
        trust: how far the letters can be trusted, from 0 to 1.
    """

    text: str
    source: str = "text"
    notices: tuple[Notice, ...] = ()
    stamps: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    trust: float = 1.0

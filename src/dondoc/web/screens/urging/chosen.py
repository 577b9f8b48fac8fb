"""Assignments that an address or a form names."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.foundation.text import whole_number


def numbers(texts: Sequence[str]) -> list[int]:
    """Return the numbers among what was sent; anything else is left out."""
    return [number for text in texts if (number := whole_number(text)) is not None]

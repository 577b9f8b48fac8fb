"""From bytes to text: the type is found by content, and each type has its module."""

from __future__ import annotations

from .source import Extracted, extract

__all__ = ["Extracted", "extract"]

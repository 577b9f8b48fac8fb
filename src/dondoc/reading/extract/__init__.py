"""From bytes to text: the type is found by content, and each type has its module."""

from __future__ import annotations

from . import legacy
from .extracted import Extracted
from .ocr import Limits
from .picture import page_picture, page_sizes
from .source import extract

__all__ = ["Extracted", "Limits", "extract", "legacy", "page_picture", "page_sizes"]

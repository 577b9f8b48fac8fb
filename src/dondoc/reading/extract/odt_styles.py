"""Styles of OpenDocument texts: fonts, and the labels of lists, which no paragraph holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from .numbering import LEVELS, Level, number

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONGEST_NUMBER = 5


@dataclass(slots=True)
class Styles:
    """What the reader needs of styles.xml and of the automatic styles of content.xml."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, *roots: etree._Element | None) -> Styles:
        """The styles of the parts of a package."""
        out = cls()
        for root in roots:
            if root is None:
                continue
            for found in root.iter(f"{TEXT}list-style"):
                out.lists.setdefault(found.get(f"{_STYLE}name", ""), _levels(found))
            for found in root.iter(f"{TEXT}outline-style"):
                out.outline = out.outline or _levels(found)
            for style in root.iter(f"{_STYLE}style"):
                look = style.find(f"{_STYLE}text-properties")
                font = (look.get(f"{_STYLE}font-name") or look.get(f"{_FO}font-family")) if look is not None else None
                if font:
                    out.fonts.setdefault(style.get(f"{_STYLE}name", ""), font.strip("'\" "))
        return out

    def font(self, style: str | None, outer: str) -> str:
        """The font of a style, or the one around it."""
        return self.fonts.get(style, outer) if style else outer


class Lists:
    """How far each list has counted."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, list[int]] = {}
        self._headings = [0] * LEVELS
        self._named: dict[str, str] = {}

    def begin(self, found: etree._Element, outer: str, level: int) -> str:
        """Enter a list; it counts from the start unless it says that it goes on.

        Args:
            found: the text:list.
            outer: the style of the list around it.
            level: from 0.

        Returns:
            The name of its style.
        """
        style = found.get(f"{TEXT}style-name") or outer
        name = found.get(_XML_ID)
        goes_on = found.get(f"{TEXT}continue-numbering") == "true" or found.get(f"{TEXT}continue-list") is not None
        if level == 0 and not goes_on:
            self._counts[style] = [0] * LEVELS
        source = found.get(f"{TEXT}continue-list")
        if level == 0 and source and source in self._named:
            self._counts[style] = self._counts.setdefault(self._named[source], [0] * LEVELS)
        if name:
            self._named[name] = style
        return style

    def label(self, style: str, level: int, start: str | None) -> str:
        """The label of the next item of a list."""
        levels = self._styles.lists.get(style)
        if levels is None:
            return "-"
        if level >= LEVELS:
            return ""
        counts = self._counts.setdefault(style, [0] * LEVELS)
        return _next(levels, counts, level, _number(start))

    def heading(self, heading: etree._Element) -> str:
        """The label of a heading that the outline numbers."""
        level = (_number(heading.get(f"{TEXT}outline-level")) or 1) - 1
        if (
            heading.get(f"{TEXT}is-list-header") == "true"
            or not 0 <= level < LEVELS
            or level not in self._styles.outline
        ):
            return ""
        return _next(self._styles.outline, self._headings, level, None)


def _next(levels: dict[int, Level], counts: list[int], level: int, start: int | None) -> str:
    own = levels.get(level)
    for deeper in range(level + 1, LEVELS):
        counts[deeper] = 0
    if own is None:
        return ""
    for above in range(level):
        counts[above] = counts[above] or (levels[above].start if above in levels else 1)
    counts[level] = start if start is not None else counts[level] + 1 if counts[level] else own.start
    if own.style == "bullet":
        return "+" if own.text.strip() == "+" else "-"

    def value(match: re.Match[str]) -> str:
        k = int(match.group(1)) - 1
        style = levels[k].style if k in levels else "decimal"
        return number(counts[k], style) if 0 <= k < LEVELS and style != "none" else ""

    return re.sub(r"%(\d)", value, own.text)


def _levels(style: etree._Element) -> dict[int, Level]:
    out: dict[int, Level] = {}
    for found in style:
        k = (_number(found.get(f"{TEXT}level")) or 0) - 1
        if not 0 <= k < LEVELS:
            continue
        if found.tag == f"{TEXT}list-level-style-bullet":
            out[k] = Level(1, "bullet", found.get(f"{TEXT}bullet-char", "-"))
        elif found.tag in (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
            form = _FORMATS.get(found.get(f"{_STYLE}num-format", ""), "none")
            out[k] = Level(_number(found.get(f"{TEXT}start-value")) or 1, form, _pattern(found, k, form))
    return out


def _pattern(found: etree._Element, k: int, form: str) -> str:
    """The label with %1 … %9 for the numbers of the levels, as Word writes it."""
    whole = found.get(f"{_LOEXT}num-list-format") or found.get(f"{_STYLE}num-list-format")
    if whole is not None:
        return re.sub(r"%(\d)%", r"%\1", whole)
    shown = min(_number(found.get(f"{TEXT}display-levels")) or 1, k + 1)
    numbers = ".".join(f"%{n}" for n in range(k + 2 - shown, k + 2)) if form != "none" else ""
    return f"{found.get(f'{_STYLE}num-prefix', '')}{numbers}{found.get(f'{_STYLE}num-suffix', '')}"


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) <= _LONGEST_NUMBER else None

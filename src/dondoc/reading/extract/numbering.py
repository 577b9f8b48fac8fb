"""Labels of Word's automatic lists: no run holds them, they are counted from numbering.xml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_ALPHABET = 26


@dataclass(slots=True)
class Level:
    """One level of a list: where it starts, how a number looks, the text around it."""

    start: int = 1
    style: str = "decimal"
    text: str = "%1."
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of a list.

        Args:
            list_id: w:numId.
            level: w:ilvl, from 0.

        Returns:
            What Word would print ("1.2.", "b)", "-"), "" for a list without labels or an unknown one.
        """
        levels = self.lists.get(list_id)
        if levels is None or not 0 <= level < LEVELS:
            return ""
        own = levels.get(level)
        if own is None:
            return ""
        counts = self._counts.setdefault(self.shared.get(list_id, list_id), [0] * LEVELS)
        for above in range(level):
            if counts[above] == 0:
                counts[above] = levels[above].start if above in levels else 1
        counts[level] = counts[level] + 1 if counts[level] else own.start
        for deeper in range(level + 1, LEVELS):
            counts[deeper] = 0
        if own.style == "bullet":
            return "+" if own.text.strip() == "+" else "-"
        if own.style == "none":
            return ""

        def value(match: re.Match[str]) -> str:
            k = int(match.group(1)) - 1
            style = levels[k].style if k in levels and not own.legal else "decimal"
            return number(counts[k], style) if 0 <= k < LEVELS else ""

        return re.sub(r"%(\d)", value, own.text)


def number(n: int, style: str) -> str:
    """A number as a list style prints it (w:numFmt)."""
    if style in ("lowerRoman", "upperRoman"):
        out = ""
        rest = min(n, 3999)
        for size, letters in _ROMAN:
            while rest >= size:
                out += letters
                rest -= size
        return out.upper() if style == "upperRoman" else out
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (n - 1) % _ALPHABET) * ((n - 1) // _ALPHABET + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style == "decimalZero":
        return f"{n:02d}"
    return str(n)


def load(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Read numbering.xml and the lists that paragraph styles belong to; either may be absent."""
    out = Numbering()
    own_levels: dict[tuple[str, str], int] = {}
    if numbering is not None:
        abstract = {a.get(f"{W}abstractNumId", ""): _levels(a) for a in numbering.iterfind(f"{W}abstractNum")}
        _follow_links(numbering, styles, abstract)
        for num in numbering.iterfind(f"{W}num"):
            list_id = num.get(f"{W}numId", "")
            source = num.find(f"{W}abstractNumId")
            abstract_id = source.get(f"{W}val", "") if source is not None else ""
            levels = dict(abstract.get(abstract_id, {}))
            overridden = False
            for override in num.iterfind(f"{W}lvlOverride"):
                k = _int(override.get(f"{W}ilvl"), 0)
                full = override.find(f"{W}lvl")
                if full is not None:
                    levels[k] = _level(full)
                begin = override.find(f"{W}startOverride")
                if begin is not None:
                    old = levels.get(k, Level())
                    levels[k] = replace(old, start=_int(begin.get(f"{W}val"), 1))
                    overridden = True
            out.lists[list_id] = levels
            # lists made from one definition count on, unless one restarts
            out.shared[list_id] = list_id if overridden else f"abstract {abstract_id}"
        for definition in numbering.iterfind(f"{W}abstractNum"):
            for lvl in definition.iterfind(f"{W}lvl"):
                style = lvl.find(f"{W}pStyle")
                if style is not None:
                    key = (f"abstract {definition.get(f'{W}abstractNumId', '')}", style.get(f"{W}val", ""))
                    own_levels[key] = _int(lvl.get(f"{W}ilvl"), 0)
    if styles is not None:
        _styles(styles, out)
        for name, (list_id, level) in out.styles.items():
            # A heading style names its list; which of the list's levels is its own stands in the list.
            out.styles[name] = (list_id, own_levels.get((out.shared.get(list_id, ""), name), level))
    return out


def _follow_links(
    numbering: etree._Element, styles: etree._Element | None, abstract: dict[str, dict[int, Level]]
) -> None:
    """Give a definition that only points to a list style (w:numStyleLink) the levels of that style's list."""
    if styles is None:
        return
    source = {
        num.get(f"{W}numId", ""): found.get(f"{W}val", "")
        for num in numbering.iterfind(f"{W}num")
        if (found := num.find(f"{W}abstractNumId")) is not None
    }
    lists = {
        style.get(f"{W}styleId", ""): own[0]
        for style in styles.iterfind(f"{W}style")
        if style.get(f"{W}type") == "numbering" and (own := of_paragraph(style.find(f"{W}pPr")))
    }
    for definition in numbering.iterfind(f"{W}abstractNum"):
        link = definition.find(f"{W}numStyleLink")
        target = source.get(lists.get(link.get(f"{W}val", ""), "")) if link is not None else None
        if target in abstract:
            abstract[definition.get(f"{W}abstractNumId", "")] = abstract[target]


def _styles(styles: etree._Element, out: Numbering) -> None:
    based: dict[str, str] = {}
    for style in styles.iterfind(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        parent = style.find(f"{W}basedOn")
        if parent is not None:
            based[name] = parent.get(f"{W}val", "")
        found = of_paragraph(style.find(f"{W}pPr"))
        if found:
            out.styles[name] = found
    for name in based:
        at, steps = name, 0
        while at not in out.styles and at in based and steps < LEVELS:
            at, steps = based[at], steps + 1
        if at in out.styles and name not in out.styles:
            out.styles[name] = out.styles[at]


def of_paragraph(properties: etree._Element | None) -> tuple[str, int] | None:
    """(numId, ilvl) that paragraph properties name, or None."""
    if properties is None:
        return None
    found = properties.find(f"{W}numPr")
    if found is None:
        return None
    list_id, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    if list_id is None:
        return None
    return list_id.get(f"{W}val", ""), _int(level.get(f"{W}val") if level is not None else None, 0)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {_int(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in abstract.iterfind(f"{W}lvl")}


def _level(lvl: etree._Element) -> Level:
    def value(tag: str, default: str) -> str:
        found = lvl.find(f"{W}{tag}")
        return found.get(f"{W}val", default) if found is not None else default

    legal = lvl.find(f"{W}isLgl")
    plain = legal is not None and legal.get(f"{W}val", "true") not in ("0", "false")
    return Level(_int(value("start", "1"), 1), value("numFmt", "decimal"), value("lvlText", ""), plain)


def _int(text: str | None, default: int) -> int:
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default

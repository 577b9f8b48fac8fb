"""A document's text as HTML: real text nodes in order, with the directives and their parts marked around them.

Nothing is added to the text and nothing taken from it, so a place in the browser's selection is an offset.
Spans may overlap: the text is cut at every border and each piece says to which directives it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dondoc.directives.drafts import DraftItem

_LEADING_LINES = re.compile(r"\A()(\n+)")
_GAP = r'\1<span class="gap">\2</span>'
_EMPTY_LINES = re.compile(r"((?<!\n)\n\n)(\n+)")


@dataclass(frozen=True, slots=True)
class Span:
    """A directive in the text.

    Attributes:
        key: names it in the page.
        start: its first character.
        end: after its last one.
        number: shown before it; 0 for none.
        state: further class ("is-dropped", "is-problem").
        href: where a click leads; empty for the pane beside it.
    """

    key: str
    start: int
    end: int
    number: int
    state: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A unit or a deadline as it is written."""

    kind: str
    start: int
    end: int


def marks_of(items: Iterable[DraftItem]) -> list[Mark]:
    """Return where units and deadlines of the kept items are written."""
    found: dict[Mark, None] = {}
    for item in items:
        if item.dropped:
            continue
        places = [("lead", a.start, a.end) for a in item.lead] + [
            ("coordinate", a.start, a.end) for a in item.coordinate
        ]
        places.append(("deadline", item.deadline.start, item.deadline.end))
        for kind, start, end in places:
            if start is not None and end is not None:
                found[Mark(kind, start, end)] = None
    return list(found)


def marked_text(text: str, spans: Sequence[Span], marks: Sequence[Mark] = ()) -> SafeString:
    """Return `text` as HTML with `spans` and `marks` around its pieces."""
    opens: dict[int, list[Span | Mark]] = {}
    closes: dict[int, list[Span | Mark]] = {}
    places: list[Span | Mark] = [*spans, *marks]
    for place in places:
        if 0 <= place.start < place.end <= len(text):
            opens.setdefault(place.start, []).append(place)
            closes.setdefault(place.end, []).append(place)
    inside: dict[Span | Mark, None] = {}
    borders = sorted({0, len(text), *opens, *closes})
    pieces: list[str] = []
    for start, end in pairwise(borders):
        for place in closes.get(start, ()):
            inside.pop(place, None)
        starting = opens.get(start, [])
        inside.update(dict.fromkeys(starting))
        begun = [place for place in starting if isinstance(place, Span)]
        pieces.append(_piece(text[start:end], list(inside), begun, is_first=start == 0))
    return mark_safe("".join(pieces))  # noqa: S308 - every text and attribute is escaped below


def _piece(text: str, inside: list[Span | Mark], starting: list[Span], *, is_first: bool) -> str:
    spans = [place for place in inside if isinstance(place, Span)]
    kinds = dict.fromkeys(place.kind for place in inside if isinstance(place, Mark))
    shown = str(escape(text))
    if not spans and not kinds:
        # Empty lines beyond one, and those before the text, are in the page, for the offsets, and not on the screen.
        if is_first:
            shown = _LEADING_LINES.sub(_GAP, shown)
        return _EMPTY_LINES.sub(_GAP, shown)
    classes = [f"m-{kind}" for kind in kinds]
    attributes = ""
    tag = "span"
    if spans:
        last = spans[-1]
        classes = ["seg", f"tone-{last.number % 4}", *(["is-shared"] if len(spans) > 1 else []), *classes]
        classes += sorted({span.state for span in spans if span.state})
        attributes = f' data-keys="{escape(" ".join(span.key for span in spans))}"'
        if last.href:
            tag = "a"
            attributes += f' href="{escape(last.href)}"'
    if starting:
        classes.append("is-start")
        numbers = " · ".join(str(span.number) for span in starting if span.number)
        attributes += f' id="t-{escape(starting[0].key)}"' + (f' data-no="{escape(numbers)}"' if numbers else "")
    return f'<{tag} class="{" ".join(classes)}"{attributes}>{shown}</{tag}>'

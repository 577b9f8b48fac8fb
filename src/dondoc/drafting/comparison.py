"""Two versions of a draft side by side: which paragraphs are the same, changed, new or gone, and which words of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from dondoc.drafting.content import clauses

What = Literal["same", "changed", "added", "removed"]
# Paragraphs that share fewer words than this are not the same paragraph written anew.
_ALIKE = 0.4
# How many paragraphs ahead the same one is looked for.
_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph, and whether the other version lacks them."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison; `left` is the earlier version."""

    what: What
    left: Sequence[Piece] = ()
    right: Sequence[Piece] = ()


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Row]:
    """The rows of the comparison, in the order of the printed document.

    Args:
        before: the content of the earlier version.
        after: that of the later one.
    """
    left, right = _lines(before), _lines(after)
    rows: list[Row] = []
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [Row("same", _plain(text), _plain(text)) for text in left[a:b]]
        else:
            rows += _replaced(left[a:b], right[c:d])
    return rows


def _lines(content: Mapping[str, Any]) -> list[str]:
    """The content as paragraphs, as they follow each other on paper."""
    found = [str(content.get(key) or "") for key in ("parent", "issuer", "place", "urgency", "subject")]
    found += [f"Kính gửi: {line}" for line in content.get("addressees") or ()]
    found += [str(line) for line in content.get("grounds") or ()]
    found += [f"{clause.label} {clause.text}".strip() for clause in clauses(content)]
    found += [str(line) for line in content.get("recipients") or ()]
    for annex in content.get("annexes") or ():
        found.append(str(annex.get("title") or ""))
        found += [f"{clause.label} {clause.text}".strip() for clause in clauses(annex)]
        table = annex.get("table") or {}
        found += [" | ".join(map(str, row)) for row in (table.get("columns") or (), *(table.get("rows") or ()))]
    found.append(str(content.get("drafter") or ""))
    return [line for line in found if line]


def _replaced(left: Sequence[str], right: Sequence[str]) -> list[Row]:
    """Paragraphs that were replaced: those alike stand beside each other."""
    rows: list[Row] = []
    at = 0
    for text in left:
        ratios = [
            (SequenceMatcher(None, text.split(), other.split(), autojunk=False).ratio(), k)
            for k, other in enumerate(right[at : at + _AHEAD], at)
        ]
        best, where = max(ratios, default=(0.0, -1), key=lambda found: (found[0], -found[1]))
        if best < _ALIKE:
            rows.append(Row("removed", _plain(text, marked=True)))
            continue
        rows += [Row("added", (), _plain(new, marked=True)) for new in right[at:where]]
        rows.append(Row("changed", *_words(text, right[where])))
        at = where + 1
    return rows + [Row("added", (), _plain(new, marked=True)) for new in right[at:]]


def _words(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Both paragraphs with the words marked that the other lacks."""
    a, b = left.split(), right.split()
    first: list[Piece] = []
    second: list[Piece] = []
    for tag, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if i < j:
            first.append(Piece(" ".join(a[i:j]), tag != "equal"))
        if k < n:
            second.append(Piece(" ".join(b[k:n]), tag != "equal"))
    return first, second


def _plain(text: str, *, marked: bool = False) -> list[Piece]:
    return [Piece(text, marked)]

"""How well readings agree with annotated documents (raw/NAME.txt beside gold/NAME.json).

An annotated directive is found where a reading has one whose span holds its first words. Units are compared without
case, marks, plural words and the usual abbreviations; deadlines by kind (or another that the annotator also accepts)
and day.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dondoc.reading import Directive, Reading

_SLACK = 12  # characters: a clause mark may belong to the one and not to the other
_LEAD_IN = 60
_SHORT_NAME = 8
_SPELT_OUT = (
    (re.compile(r"\bubnd\b"), "ủy ban nhân dân"), (re.compile(r"\buỷ ban\b"), "ủy ban"),
    (re.compile(r"\bhđnd\b"), "hội đồng nhân dân"), (re.compile(r"\bubmttq\b"), "ủy ban mặt trận tổ quốc"),
)  # fmt: skip
_OPEN_ENDED = frozenset({"standing", "none"})
_PLURAL = re.compile(r"^(?:các|những|đồng chí|ông|bà) ")


@dataclass
class Tally:
    """Hits among what was found and what was wanted."""

    hit: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, hit: int, found: int, wanted: int) -> None:
        """Count one document's or one directive's."""
        self.hit += hit
        self.found += found
        self.wanted += wanted

    @property
    def precision(self) -> float:
        """Hits among what was found."""
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Hits among what was wanted."""
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Score:
    """The sums over some documents."""

    directives: Tally = field(default_factory=Tally)
    lead: Tally = field(default_factory=Tally)
    coordinate: Tally = field(default_factory=Tally)
    kind: Tally = field(default_factory=Tally)
    due: Tally = field(default_factory=Tally)
    references: Tally = field(default_factory=Tally)
    header: Tally = field(default_factory=Tally)
    made_up_days: int = 0
    #: (confidence, whether the directive is one and its lead and deadline are as annotated)
    judged: list[tuple[float, bool]] = field(default_factory=list)


def documents(corpus: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Yield name, text file and annotation of each document of a corpus."""
    for gold in sorted((corpus / "gold").glob("*.json")):
        yield gold.stem, corpus / "raw" / f"{gold.stem}.txt", json.loads(gold.read_text(encoding="utf-8"))


def add(score: Score, reading: Reading, gold: dict[str, Any]) -> None:
    """Count one document."""
    pairs, made_up = pair(reading, gold["directives"])
    found, wanted = len(reading.directives), len(gold["directives"])
    score.directives.add(len(pairs), found, wanted)
    score.judged += [(directive.confidence, False) for directive in made_up]
    for want, got in pairs:
        named = "implicit" not in want.get("flags", ())
        if named:
            add_units(score.lead, got.lead, want["lead"])
        add_units(score.coordinate, got.coordinate, want.get("coordinate", ()))
        right = _deadline(score, want["deadline"], got)
        lead_right = not named or _matches(got.lead, want["lead"]) == len(want["lead"]) == len(got.lead)
        score.judged.append((got.confidence, right and lead_right))
    _head(score, reading, gold["doc"])
    numbers = {_folded(ref["number"]) for ref in gold.get("refs", ())}
    cited = {_folded(ref.number) for ref in reading.references}
    score.references.add(len(numbers & cited), len(cited), len(numbers))


def pair(
    reading: Reading, wanted: list[dict[str, Any]]
) -> tuple[list[tuple[dict[str, Any], Directive]], list[Directive]]:
    """Pair annotated directives with those found, one to one; also return those that nobody annotated."""
    folded, places = _fold_with_places(reading.text)
    free = list(reading.directives)
    pairs = []
    cursor = 0
    for want in wanted:
        key = _folded(want["text_start"])
        at = folded.find(key, cursor)
        at = at if at >= 0 else folded.find(key)
        if at < 0:
            continue
        cursor = at + 1
        start, end = places[at], places[min(at + len(key), len(places) - 1)]
        fitting = [
            got
            for got in free
            if got.start <= start + _SLACK and got.end >= min(end, start + 20) and start - got.start <= _LEAD_IN
        ]
        if fitting:
            best = min(fitting, key=lambda got: abs(got.start - start))
            free.remove(best)
            pairs.append((want, best))
    return pairs, free


def _deadline(score: Score, want: dict[str, Any], got: Directive) -> bool:
    kinds = {want["kind"], *want.get("alt_kinds", ())}
    day = got.deadline.due_on.isoformat() if got.deadline.due_on else None
    kind_right = got.deadline.kind in kinds
    score.kind.add(int(kind_right), 1, 1)
    if want["resolved"]:
        score.due.add(int(day == want["resolved"]), 1, 1)
    elif day and len(kinds) == 1:
        score.made_up_days += 1
    # Between a duty without end and one without a time even annotators waver: neither gives a day.
    open_ended = got.deadline.kind in _OPEN_ENDED and not kinds.isdisjoint(_OPEN_ENDED)
    return (kind_right or open_ended) and (day == want["resolved"] or (not want["resolved"] and len(kinds) > 1))


def _head(score: Score, reading: Reading, doc: dict[str, Any]) -> None:
    head = reading.document
    facts = (
        ((head.number or "").lstrip("0"), (doc["number"] or "").lstrip("0")),
        (head.symbol or "", doc["symbol"] or ""),
        (head.date.isoformat() if head.date else None, doc["date"]),
        (head.type, doc["type"]),
    )
    score.header.add(sum(got == want for got, want in facts), len(facts), len(facts))


def add_units(tally: Tally, got: tuple[str, ...], want: list[str]) -> None:
    """Count names of units as the scorer compares them."""
    tally.add(_matches(got, want), len(got), len(want))


def _matches(got: tuple[str, ...], want: list[str]) -> int:
    left = [_unit(name) for name in want]
    hits = 0
    for name in map(_unit, got):
        same = next((other for other in left if _same(name, other)), None)
        if same is not None:
            left.remove(same)
            hits += 1
    return hits


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _SHORT_NAME and (long.startswith(f"{short} ") or long.endswith(f" {short}")))


def _unit(name: str) -> str:
    folded = _folded(name)
    for pattern, full in _SPELT_OUT:
        folded = pattern.sub(full, folded)
    return _PLURAL.sub("", folded)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", text).lower()).strip()


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    out: list[str] = []
    places: list[int] = []
    gap = False
    for at, character in enumerate(text):
        if not (character.isalnum()):
            gap = bool(out)
            continue
        if gap:
            out.append(" ")
            places.append(at)
            gap = False
        out.append(character.lower())
        places.append(at)
    return "".join(out), places

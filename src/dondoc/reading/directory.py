"""The organisation's own units, recognised by name, abbreviation or alias (Aho-Corasick)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import ahocorasick

from .normalise import folded


@dataclass(frozen=True, slots=True)
class UnitDirectory:
    """The units valid on the document's date.

    `units` holds (name, aliases, code) for each: `("Sở Tài chính", ("STC", "Sở TC"), "H33.12")`.
    """

    units: tuple[tuple[str, tuple[str, ...], str], ...] = field(default=())

    def code_of(self, name: str) -> str | None:
        """The code of the unit that `name` names, or None.

        A name matches when it is a unit's name or alias, alone or with the place after it
        ("Sở Tài chính tỉnh Kiên Giang"); case, accents' placement and signs do not matter.
        """
        return _code_of(self.units, _key(name))

    def find(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Every unit named in a folded text.

        Args:
            text: any text.

        Returns:
            (start, end, code) in the folded text (`normalise.folded`), longest matches, left to right.
        """
        automaton = _automaton(self.units)
        if automaton is None:
            return ()
        low = f" {_key(text)} "
        out: list[tuple[int, int, str]] = []
        for end, (length, code) in automaton.iter_long(low):
            out.append((end - length + 1, end - 1, code))
        return tuple(out)


_SPELT = (
    ("uỷ ban", "ủy ban"),
    ("ủy ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("văn phòng", "vp"),
    ("phát triển nông thôn", "ptnt"),
)


def _key(name: str) -> str:
    key = folded(name)
    for long, short in _SPELT:
        key = key.replace(long, short)
    return key


@lru_cache(maxsize=16)
def _automaton(units: tuple[tuple[str, tuple[str, ...], str], ...]) -> Any:
    automaton = ahocorasick.Automaton()
    for name, aliases, code in units:
        for alias in (name, *aliases):
            key = f" {_key(alias)} "
            if key.strip():
                automaton.add_word(key, (len(key), code))
    if not len(automaton):
        return None
    automaton.make_automaton()
    return automaton


@lru_cache(maxsize=8192)
def _code_of(units: tuple[tuple[str, tuple[str, ...], str], ...], key: str) -> str | None:
    automaton = _automaton(units)
    if automaton is None or not key:
        return None
    whole = f" {key} "
    found = [(end - length + 1, length, code) for end, (length, code) in automaton.iter_long(whole)]
    if not found or found[0][0] != 0:
        return None
    _, length, code = found[0]
    rest = whole[length - 1 :].strip()
    return code if not rest or rest.split(" ")[0] in ("tỉnh", "thành", "tp", "huyện", "thị") else None

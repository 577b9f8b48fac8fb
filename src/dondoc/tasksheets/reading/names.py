"""Several units in one cell, and what a name that is not known may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dondoc.foundation.text import fold
from dondoc.tasksheets.reading.cells import one_line

_HARD = re.compile(r"[;\n|•]+|\s+[-–+]\s+|(?:^|\s)\d{1,2}[.)]\s+")
_SOFT = re.compile(r"(\s*,\s*(?:và\s+)?|\s+và\s+|\s*&\s*|\s*/\s*)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:[-–+*•]\s*|\d{1,2}[.)]\s*|và\s+|(?:chủ trì|phối hợp|đơn vị|giao)\s*:\s*)+", re.IGNORECASE)
_TRAILING = " .,;:-–"
_MOST_PIECES = 40
_NEAR = 0.62
_HEADS = (
    "so",
    "ban",
    "phong",
    "ubnd",
    "uy",
    "cong",
    "bo",
    "chi",
    "cuc",
    "van",
    "thanh",
    "trung",
    "hoi",
    "doan",
    "bao",
    "kho",
    "dai",
    "benh",
    "truong",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit that a name may mean; `percent` is how alike the two are."""

    key: int
    name: str
    percent: int


def split_names(cell: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the units that a cell names, each once, as written.

    ";" and a new line always divide. A comma, "và" or "/" divides only where the parts are units and the whole is
    none: "Sở Văn hóa, Thể thao và Du lịch" is one, "Sở Tài chính, Sở Y tế và Công an tỉnh" are three.

    Args:
        cell: the text of the cell, lines kept.
        is_known: whether a name is a unit's (or a group's).
    """
    found: dict[str, None] = {}
    for part in _HARD.split(cell):
        name = one_line(_LEADING.sub("", part.strip())).strip(_TRAILING)
        if not name:
            continue
        for each in [name] if is_known(name) else _divided(name, is_known):
            clean = each.strip(_TRAILING)
            if clean:
                found[clean] = None
    return list(found)


def _divided(name: str, is_known: Callable[[str], bool]) -> list[str]:
    """Divide at soft signs so that as much as can be is known; what is not known stays as long as it is."""
    tokens = _SOFT.split(name)
    pieces = tokens[::2]
    if len(pieces) == 1 or len(pieces) > _MOST_PIECES:
        return [name]
    # best[k]: how the first k pieces are divided best: fewest characters in unknown names, then fewest names.
    best: list[tuple[int, int, list[str]]] = [(0, 0, [])]
    for end in range(1, len(pieces) + 1):
        choices = []
        for start in range(end):
            joined = "".join(tokens[2 * start : 2 * end - 1])
            unknown = 0 if is_known(joined) else _loss(pieces[start:end], is_first=start == 0)
            lost, count, names = best[start]
            choices.append((lost + unknown, count + 1, [*names, joined]))
        best.append(min(choices, key=lambda choice: choice[:2]))
    return best[-1][2]


def _loss(pieces: Sequence[str], *, is_first: bool) -> int:
    """How much is lost by taking these pieces for one name that is not known: a unit's name inside it, or before it."""
    opens = [_opens_a_unit(piece) for piece in pieces]
    headless = 0 if is_first or opens[0] else 10
    return sum(map(len, pieces)) + 10 * sum(opens[1:]) + headless


def _opens_a_unit(piece: str) -> bool:
    """Whether a piece begins as the name of a unit does: with a head and a capital letter."""
    words = fold(piece).split()
    return bool(words) and words[0] in _HEADS and piece[:1].isupper()


def propose_names(written: str, names: Mapping[int, Iterable[str]], *, most: int = 3) -> list[Proposal]:
    """Return the units that a name not known may mean, the most alike first.

    Args:
        written: the name as the sheet has it.
        names: key of a unit → its name, abbreviation and aliases; the first is shown.
        most: how many.
    """
    wanted = fold(written)
    if not wanted:
        return []
    words = set(wanted.split())
    found = []
    for key, forms in names.items():
        shown = ""
        best = 0.0
        for form in forms:
            shown = shown or form
            other = fold(form)
            if not other:
                continue
            others = set(other.split())
            shared = len(words & others) / max(len(words | others), 1)
            if shared == 0 and len(wanted) > 6:  # noqa: PLR2004 - short ones are abbreviations
                continue
            best = max(best, 0.5 * shared + 0.5 * SequenceMatcher(None, wanted, other, autojunk=False).ratio())
        if best >= _NEAR:
            found.append(Proposal(key, shown, round(best * 100)))
    found.sort(key=lambda proposal: (-proposal.percent, proposal.name))
    return found[:most]

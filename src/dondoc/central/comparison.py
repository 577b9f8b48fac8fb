"""Two files of the centre's system side by side: what is new, what changed and how, what is gone. Pure.

Nothing is done by a difference: what is new waits to be passed on, a moved deadline to be taken over, and of what is gone a
person says whether it was done there or taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dondoc.central.sheet import DAYS, FIELDS, CentralRow
from dondoc.foundation.text import fold

#: What makes a task another one when it changes in the centre's file, the weightiest first.
COMPARED: tuple[str, ...] = (
    "due_on", "status", "content", "unit", "giver", "document_code", "document_issued_on", "signer", "note",
)  # fmt: skip

_UNREAD = {"due_unread": "due_on", "issued_unread": "document_issued_on"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is another: as it was and as it is, "" for nothing."""

    field: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Pair:
    """One task in both files."""

    before: CentralRow
    after: CentralRow
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a file says beside an earlier one.

    Attributes:
        new: rows that the earlier one had not.
        changed: tasks of both with what is another.
        gone: rows that only the earlier one had.
        same: tasks of both as they were.
    """

    new: Sequence[CentralRow]
    changed: Sequence[Pair]
    gone: Sequence[CentralRow]
    same: Sequence[Pair]


def compare(
    before: Iterable[CentralRow], after: Iterable[CentralRow], *, fields: Collection[str] = COMPARED
) -> Comparison:
    """Compare two files by the keys of their rows; of rows with one key the first counts, rows that say no task do not.

    Args:
        before: rows of the earlier file.
        after: rows of the later one.
        fields: what both of them tell; a column that one has not is no difference.
    """
    earlier, later = _by_key(before), _by_key(after)
    pairs = [
        Pair(earlier[key], row, tuple(differences(earlier[key], row, fields)))
        for key, row in later.items()
        if key in earlier
    ]
    return Comparison(
        new=[row for key, row in later.items() if key not in earlier],
        changed=[pair for pair in pairs if pair.differences],
        gone=[row for key, row in earlier.items() if key not in later],
        same=[pair for pair in pairs if not pair.differences],
    )


def differences(before: CentralRow, after: CentralRow, fields: Collection[str] = COMPARED) -> list[Difference]:
    """Return which of the fields say something else; case, spaces and diacritics of a text do not.

    A day that was not understood in one of the two is no other day: the row itself says what is wrong with it.
    """
    unread = {_UNREAD[code] for code in (*before.problems, *after.problems) if code in _UNREAD}
    found = []
    for name in COMPARED:
        if name not in fields or name in unread:
            continue
        was, now = before.text(name), after.text(name)
        if was != now and (name in DAYS or fold(was) != fold(now)):
            found.append(Difference(name, was, now))
    return found


def told_by(*mappings: Collection[str]) -> frozenset[str]:
    """Return the fields that all of these files have a column for; the document's day may stand with its number."""
    told = frozenset(FIELDS)
    for mapping in mappings:
        own = frozenset(mapping)
        told &= own | ({"document_issued_on"} if "document_code" in own else frozenset())
    return told


def _by_key(rows: Iterable[CentralRow]) -> dict[str, CentralRow]:
    found: dict[str, CentralRow] = {}
    for row in rows:
        if row.key:
            found.setdefault(row.key, row)
    return found

"""Which body a bare head means: "Giao Sở tiếp thu …" after "Sở Tài nguyên và Môi trường" has been told something."""

from __future__ import annotations

from .drafts import Names
from .structure import Node
from .unit_words import Unit

# Heads that texts repeat alone for a body told before. "Ban", "Hội" are left out: they are sets or nouns as often.
_HEADS = frozenset({"bộ", "sở", "cục", "chi cục", "tập đoàn", "tổng công ty", "công ty"})


class Antecedents:
    """The body of each kind that was told something last, with the paragraph that did."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, Node]] = {}

    def whole(self, names: Names, units: list[Unit], node: Node) -> Names:
        """The names of those who are told something, with whole names for bare heads; remembers the whole ones.

        Args:
            names: as printed, with their places.
            units: what they were read from, in the same order.
            node: the paragraph.

        Returns:
            The names; a bare head stays as it is where no such body was told anything in the same paragraph, the one
            above, or one of the same list.
        """
        found = []
        for name, start, end in names:
            before, where = self._last.get(name.lower(), (name, node))
            near = where is node or where is node.parent or where.parent is node.parent
            found.append((before if near else name, start, end))
        for unit in units:
            head = unit.head.lower()
            if unit.kind == "named" and head in _HEADS and len(unit.name) > len(unit.head):
                self._last[head] = (unit.name, node)
        return tuple(found)

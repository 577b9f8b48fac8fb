"""Marks of the conclusions, counted by depth."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from dondoc.meetings.labels import labels


def mark(kind, depth, label=""):
    return SimpleNamespace(kind=kind, depth=depth, label=label)


def test_marks_as_the_office_writes_them():
    lines = [
        mark("heading", 0),
        mark("paragraph", 0),
        mark("clause", 1),
        mark("clause", 1),
        mark("clause", 2),
        mark("heading", 0),
        mark("clause", 1),
    ]
    assert labels(lines) == ["1.", "", "a)", "b)", "-", "2.", "a)"]
    assert labels([mark("clause", 1) for _ in range(6)])[3:] == ["d)", "đ)", "e)"]
    assert labels([mark("heading", 0, "I."), mark("heading", 0)]) == ["I.", "2."]


@given(st.lists(st.tuples(st.sampled_from(["heading", "clause", "paragraph"]), st.integers(0, 3)), max_size=40))
def test_no_two_numbered_neighbours_have_one_mark(drawn):
    lines = [mark(kind, depth) for kind, depth in drawn]
    found = labels(lines)
    assert len(found) == len(lines)
    last: dict[int, str] = {}
    for line, label in zip(lines, found, strict=True):
        if line.kind == "paragraph":
            continue
        last = {depth: kept for depth, kept in last.items() if depth <= line.depth}
        if line.depth < 2:
            assert last.get(line.depth) != label
        last[line.depth] = label

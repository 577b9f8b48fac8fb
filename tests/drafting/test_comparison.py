"""Two versions side by side: nothing of either is lost, and what is the same is said to be the same."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drafting.contents import contents
from tests.drafting.drafting_world import CONTENT

from dondoc.drafting.comparison import _lines, compare
from dondoc.drafting.content import clean

pairs = st.tuples(contents().map(clean), contents().map(clean))


def side(rows, name):
    """The lines of a side, put together from its pieces."""
    return [" ".join(piece.text for piece in getattr(row, name)) for row in rows if getattr(row, name)]


@settings(max_examples=150, deadline=None)
@given(pairs)
def test_the_pieces_of_each_side_are_its_text(pair):
    before, after = pair
    rows = compare(before, after)
    assert side(rows, "left") == _lines(before)
    assert side(rows, "right") == _lines(after)


@settings(max_examples=80, deadline=None)
@given(contents().map(clean))
def test_equal_contents_are_only_the_same(content):
    assert {row.what for row in compare(content, content)} <= {"same"}


@settings(max_examples=150, deadline=None)
@given(pairs)
def test_a_row_is_what_it_is_called(pair):
    for row in compare(*pair):
        marked = [piece for piece in (*row.left, *row.right) if piece.marked]
        if row.what == "same":
            assert row.left == row.right
            assert not marked
        elif row.what == "changed":
            assert row.left
            assert row.right
            unmarked = [" ".join(p.text for p in side if not p.marked) for side in (row.left, row.right)]
            assert unmarked[0] == unmarked[1]
        else:
            assert bool(row.left) == (row.what == "removed")
            assert bool(row.right) == (row.what == "added")
            assert marked


def rows_of(**changed):
    return [row for row in compare(CONTENT, CONTENT | changed) if row.what != "same"]


def test_a_changed_word_is_marked_on_both_sides():
    body = [dict(item) for item in CONTENT["body"]]
    body[1]["text"] = body[1]["text"].replace("05/02/2021", "10/02/2021")
    (row,) = rows_of(body=body)
    assert [piece.text for piece in row.left if piece.marked] == ["05/02/2021."]
    assert [piece.text for piece in row.right if piece.marked] == ["10/02/2021."]


def test_urgency_place_and_columns_of_tables_are_compared_too():
    annex = {"title": "Danh mục", "table": {"columns": ["Tên"], "rows": [["A"]]}}
    other = {"title": "Danh mục", "table": {"columns": ["Tên dự án"], "rows": [["A"]]}}
    assert [row.what for row in rows_of(urgency="KHẨN")] == ["added"]
    assert rows_of(place="An Giang")
    assert [
        row for row in compare(CONTENT | {"annexes": [annex]}, CONTENT | {"annexes": [other]}) if row.what != "same"
    ]

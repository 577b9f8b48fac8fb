"""Long lists a part at a time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dondoc.foundation.batches import MOST_PARAMETERS, batches


@given(st.lists(st.integers(), max_size=50), st.integers(min_value=1, max_value=60))
def test_nothing_is_lost_and_no_part_is_too_long(rows: list[int], size: int) -> None:
    parts = list(batches(rows, size))
    assert [one for part in parts for one in part] == rows
    assert all(0 < len(part) <= size for part in parts)


def test_a_part_fits_a_statement() -> None:
    assert [len(part) for part in batches(range(MOST_PARAMETERS + 1))] == [MOST_PARAMETERS, 1]

"""From a reading to draft items: what the directory makes of neighbours in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dondoc.directives.draft_reading import items_of
from dondoc.organizations.names import ResolvedName
from dondoc.reading import read_text

_TEXT = "THÔNG BÁO\nKết luận\n1. {who} xây dựng kế hoạch, báo cáo Ủy ban nhân dân tỉnh trước ngày 31/3/2021.\n"


def _leads(who: str, **known: ResolvedName) -> list[tuple[str, tuple[int, ...], int | None]]:
    reading = read_text(_TEXT.format(who=who))
    by_name = {one.written.lower(): one for one in known.values()}

    def resolve(names: Sequence[str]) -> Mapping[str, ResolvedName]:
        return {name: by_name.get(name.lower(), ResolvedName(name, "unknown")) for name in names}

    (item,) = items_of(reading, resolve)
    for one in item.lead:
        assert one.start is None or _TEXT.format(who=who)[one.start : one.end] == one.as_written
    return [(one.as_written, one.unit_ids, one.group_id) for one in item.lead]


def test_a_set_of_two_words_that_the_directory_knows_as_one_group_is_that_group() -> None:
    both = ResolvedName("Các cấp, các ngành", "group", (1, 2, 3), 9)
    one = ResolvedName("các ngành", "group", (2,), 8)
    assert _leads("Các cấp, các ngành", both=both, one=one) == [("Các cấp, các ngành", (1, 2, 3), 9)]


def test_neighbours_that_are_known_each_stay_two() -> None:
    both = ResolvedName("Sở Tài chính, Sở Xây dựng", "group", (1, 2, 3), 9)
    first, second = ResolvedName("Sở Tài chính", "unit", (1,)), ResolvedName("Sở Xây dựng", "unit", (2,))
    found = _leads("Sở Tài chính, Sở Xây dựng", both=both, first=first, second=second)
    assert found == [("Sở Tài chính", (1,), None), ("Sở Xây dựng", (2,), None)]


def test_without_such_a_group_neighbours_stay_as_they_are_written() -> None:
    one = ResolvedName("các ngành", "group", (2,), 8)
    assert _leads("Các cấp, các ngành", one=one) == [("Các cấp", (), None), ("các ngành", (2,), 8)]

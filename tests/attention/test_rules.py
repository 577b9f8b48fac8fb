"""Whom a text calls on; on which days a mark holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.attention.rules import holds_on, mentioned, split_mentions

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2022, 1, 1))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nhờ @dm.skhdt xem giúp.", ("dm.skhdt",)),
        ("@DM.SKHDT, @chanhvp: gấp", ("dm.skhdt", "chanhvp")),
        ("Hỏi @chanhvp. Rồi hỏi @chanhvp", ("chanhvp",)),
        ("gửi ve@tinh.gov.vn", ()),
        ("@ chưa rõ ai", ()),
        ("(@a)", ("a",)),
        ("@vt-01-", ("vt-01",)),
        ("tài khoản@x", ()),
    ],
)
def test_a_text_calls_on_those_behind_an_at(text: str, names: tuple[str, ...]) -> None:
    assert mentioned(text) == names


@given(st.text(max_size=60))
def test_the_pieces_of_a_text_join_to_it_and_name_whom_it_calls_on(text: str) -> None:
    pieces = split_mentions(text)
    assert "".join(words for words, _name in pieces) == text
    assert tuple(dict.fromkeys(name for _words, name in pieces if name)) == mentioned(text)


@given(DAYS, DAYS, DAYS)
def test_a_mark_holds_from_its_first_day_to_the_day_before_its_end(since: dt.date, end: dt.date, day: dt.date) -> None:
    assert holds_on(since, None, day) is (day >= since)
    assert holds_on(since, end, day) is (since <= day < end)

"""How a post is named with its unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.meetings.titles import full_title


@pytest.mark.parametrize(
    ("post", "unit", "said"),
    [
        ("Giám đốc", "Sở Y tế", "Giám đốc Sở Y tế"),
        ("Chánh Văn phòng", "Văn phòng UBND tỉnh", "Chánh Văn phòng UBND tỉnh"),
        ("Chủ tịch Ủy ban nhân dân", "Ủy ban nhân dân huyện Hòn Đất", "Chủ tịch Ủy ban nhân dân huyện Hòn Đất"),
        ("Phó Chủ tịch Ủy ban nhân dân tỉnh (kinh tế)", "Ủy ban nhân dân tỉnh Kiên Giang", "Phó Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang"),
        ("Chủ tịch", "UBND thành phố Rạch Giá", "Chủ tịch UBND thành phố Rạch Giá"),
    ],
)  # fmt: skip
def test_words_are_said_once(post, unit, said):
    assert full_title(post, unit) == said


WORDS = st.lists(st.sampled_from(["Phó", "Chủ", "tịch", "Ủy", "ban", "Sở"]), min_size=1, max_size=6).map(" ".join)


@given(WORDS, WORDS)
def test_the_post_begins_it_and_the_unit_ends_it(post, unit):
    said = full_title(post, unit)
    assert said.startswith(post)
    assert said.endswith(unit)

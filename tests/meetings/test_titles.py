"""How a post is named with its unit, and a meeting inside of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.meetings.titles import full_title, lowered


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


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Hội nghị kiểm điểm năm 2020", "hội nghị kiểm điểm năm 2020"),
        ("Họp giao ban tuần", "họp giao ban tuần"),
        ("Phiên họp thường kỳ tháng 01", "phiên họp thường kỳ tháng 01"),
        ("Tiếp công dân định kỳ", "tiếp công dân định kỳ"),
        ("UBND tỉnh họp phiên tháng 01", "UBND tỉnh họp phiên tháng 01"),
        ("HỘI NGHỊ TỔNG KẾT", "HỘI NGHỊ TỔNG KẾT"),
        ("Hội Nông dân tỉnh làm việc với UBND tỉnh", "Hội Nông dân tỉnh làm việc với UBND tỉnh"),
        ("Giao thông năm 2021: bàn giải pháp", "Giao thông năm 2021: bàn giải pháp"),
        ("Ban Chỉ đạo phòng, chống dịch họp", "Ban Chỉ đạo phòng, chống dịch họp"),
        ("Đoàn ĐBQH làm việc", "Đoàn ĐBQH làm việc"),
        ("", ""),
    ],
)
def test_a_title_inside_of_a_sentence_keeps_the_capitals_of_names(title, said):
    assert lowered(title) == said


@given(st.text(max_size=30))
def test_only_the_first_letter_may_change(title):
    assert lowered(title)[1:] == title[1:]
    assert lowered(title).casefold() == title.casefold()

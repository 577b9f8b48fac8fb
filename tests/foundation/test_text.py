"""Folding for search and the key of Vietnamese order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.foundation.text import fold, shortened, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Sở Kế hoạch và Đầu tư", "so ke hoach va dau tu"),
        ("Ủy ban nhân dân huyện Hòn Đất", "uy ban nhan dan huyen hon dat"),
        ("13/TB-VP", "13 tb vp"),
        ("đ) ĐỐI VỚI", "d doi voi"),
        ("", ""),
    ],
)
def test_folded_text_has_no_marks_and_no_capitals(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_names_stand_in_the_order_of_the_alphabet() -> None:
    ordered = [
        "2 quận", "An Biên", "An Minh", "Ăn", "Ân Thi", "các sở", "Châu Thành", "Dân tộc", "Du lịch",
        "Đầu tư", "Giang Thành", "Ô Môn", "Ơn", "Tài chính", "Tư pháp", "Y tế",
    ]  # fmt: skip
    assert sorted(ordered, key=sort_key) == ordered


def test_tones_decide_only_between_equal_letters() -> None:
    ordered = ["ma", "mà", "mả", "mã", "má", "mạ", "mai"]
    mixed = ["mạ", "mai", "ma", "mã", "mà", "má", "mả"]
    assert sorted(mixed, key=sort_key) == ordered


@given(st.sampled_from(["các sở", "UBND huyện An Biên", "Sở Y tế"]), st.sampled_from([", ngành", " ngành", " 2", "ng"]))
def test_a_name_stands_before_a_longer_one_that_begins_with_it(name: str, more: str) -> None:
    assert sort_key(name) < sort_key(name + more)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Rà soát dự án", 20, "Rà soát dự án"),
        ("Rà soát danh mục dự án đầu tư", 20, "Rà soát danh mục dự…"),
        ("Rà soát, báo cáo", 9, "Rà soát…"),
        ("Nguyênvănmộttừrấtdài", 8, "Nguyênv…"),
    ],
)
def test_a_text_is_cut_between_words_with_the_sign_that_it_goes_on(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


@given(st.text(max_size=80), st.integers(2, 40))
def test_what_is_shortened_fits(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most
    assert shortened(text, 100) == text

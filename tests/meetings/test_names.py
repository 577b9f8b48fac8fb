"""Names as people write them, and who is one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.meetings.names import Named, person_key, same_name, same_person


@pytest.mark.parametrize(
    "name", ["Đặng Quốc Khải", "Ông Đặng Quốc Khải", "Dang Quoc Khai", "ông  ĐẶNG QUỐC KHẢI", "Đồng chí Đặng Quốc Khải", "đ/c Đặng Quốc Khải", "Đ/c ông Dang Quoc Khai"]
)  # fmt: skip
def test_polite_words_case_and_diacritics_are_no_part_of_a_name(name):
    assert person_key(name) == "dang quoc khai"


@pytest.mark.parametrize(("name", "key"), [("Ông Tâm", "ong tam"), ("Bà", "ba"), ("", ""), ("Bàng Văn Tâm", "bang van tam"), ("Ba Văn Tâm", "van tam")])  # fmt: skip
def test_what_is_left_is_a_name(name, key):
    assert person_key(name) == key


def test_nobody_is_not_somebody():
    assert not same_name("", "")
    assert not same_person(Named(""), Named(""))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Named("Đỗ Em", 1), Named("Hồ Hạnh", 1), True),  # one post, whoever a list named
        (Named("Đỗ Em", 1), Named("ông Do Em"), True),
        (Named("Đỗ Em"), Named("Đỗ Em"), True),
        (Named("Đỗ Em", 1), Named("Đỗ Em", 2), False),  # namesakes
        (Named("Đỗ Em", 1, "do.em@kg.vn"), Named("Đỗ Em", 2, "DO.EM@kg.vn "), True),  # one person of two posts
        (Named("Đỗ Em", 1), Named("Hồ Hạnh"), False),
    ],
)
def test_one_person_by_post_by_name_or_by_address(one, other, same):
    assert same_person(one, other) is same


NAMED = st.builds(
    Named, st.sampled_from(["", "Đỗ Em", "Ông Đỗ Em", "do em", "Hồ Hạnh"]), st.sampled_from([None, 1, 2]),
    st.sampled_from(["", "a@kg.vn", "A@kg.vn"]),
)  # fmt: skip


@given(NAMED, NAMED)
def test_it_is_the_same_from_both_sides_and_a_polite_word_changes_nothing(one, other):
    assert same_person(one, other) is same_person(other, one)
    polite = Named(f"Đồng chí {one.name}" if one.name else "", one.post_id, one.address)
    assert same_person(polite, other) is same_person(one, other)


@given(st.text(max_size=30))
def test_the_key_of_a_key_is_the_key(name):
    assert person_key(person_key(name)) == person_key(name)

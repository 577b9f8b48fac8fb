"""Rights to sign (NĐ 30/2020/NĐ-CP, Điều 13): the rule against the same said plainly."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.drafting.choices import Form
from dondoc.drafting.mandates import Right, Step, check, covers, lines, position
from dondoc.foundation.errors import BadInput

DAY = dt.date(2021, 1, 18)
forms = st.sampled_from([*Form.values, "?"])
steps = st.lists(st.builds(Step, forms, st.sampled_from(["Chủ tịch", "Ủy ban nhân dân", " ", "a" * 121])), max_size=3)
days = st.dates(dt.date(2020, 12, 1), dt.date(2021, 3, 1))
rights = st.builds(
    Right, steps=steps.map(tuple), kinds=st.lists(st.sampled_from(["Thông báo", "Công văn"]), max_size=2).map(tuple),
    valid_from=days, valid_to=st.none() | days, basis=st.sampled_from(["", " ", "01/GUQ-VP"]),
)  # fmt: skip
# Every chain that the decree knows, written out.
CHAINS = {
    (), ("tm",), ("kt",), ("tl",), ("tuq",), ("q",), ("tm", "kt"), ("tm", "q"), ("tl", "kt"),
}  # fmt: skip


def grantable(right: Right) -> bool:
    """The rule, said plainly."""
    chain = tuple(str(step.form) for step in right.steps)
    if chain not in CHAINS or any(not step.of.strip() or len(step.of) > 120 for step in right.steps):
        return False
    if "tuq" in chain and (not right.basis.strip() or right.valid_to is None):
        return False
    return right.valid_to is None or right.valid_from <= right.valid_to


@settings(max_examples=600, deadline=None)
@given(rights)
def test_a_right_can_be_granted_exactly_where_the_decree_knows_it(right):
    if grantable(right):
        check(right)
        return
    with pytest.raises(BadInput) as refused:
        check(right)
    assert refused.value.details["field"] in {"steps", "basis", "valid_to"}


@pytest.mark.parametrize("chain", sorted(CHAINS))
def test_every_chain_that_the_decree_knows_can_be_granted_and_printed(chain):
    right = Right(tuple(Step(form, "Chủ tịch") for form in chain), (), DAY, DAY, "01/GUQ-VP")
    check(right)
    assert len(lines(right.steps)) == sum(form != "q" for form in chain)
    assert position(right.steps, "Phó Chủ tịch") == ("Q. CHỦ TỊCH" if "q" in chain else "PHÓ CHỦ TỊCH")


@settings(max_examples=200)
@given(rights, st.sampled_from(["Thông báo", "Công văn", "Quyết định"]), days)
def test_it_covers_its_kinds_on_its_days(right, kind, day):
    after = right.valid_to is not None and day > right.valid_to
    expected = day >= right.valid_from and not after and (kind in right.kinds or not right.kinds)
    assert covers(right, kind=kind, on=day) == expected


@pytest.mark.parametrize(
    ("post", "printed"),
    [
        ("Phó Chánh Văn phòng (văn hóa - xã hội)", "PHÓ CHÁNH VĂN PHÒNG"),
        ("Phó Chủ tịch Thường trực Ủy ban nhân dân tỉnh", "PHÓ CHỦ TỊCH"),
        ("Chủ tịch UBND tỉnh", "CHỦ TỊCH"),
        ("Giám đốc", "GIÁM ĐỐC"),
    ],
)
def test_the_paper_names_the_post_without_its_field_and_its_agency(post, printed):
    assert position((), post) == printed

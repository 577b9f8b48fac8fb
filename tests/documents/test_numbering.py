"""How numbers and symbols are composed (NĐ 30/2020/NĐ-CP)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.documents import numbering
from dondoc.documents.kinds import ABBREVIATIONS, KINDS


def test_there_are_29_kinds_and_no_abbreviation_twice():
    short = [kind.abbreviation for kind in KINDS if kind.abbreviation]
    assert (len(KINDS), len(set(short))) == (29, len(short))
    assert (ABBREVIATIONS["Quyết định"], ABBREVIATIONS["Tờ trình"], ABBREVIATIONS["Công văn"]) == ("QĐ", "TTr", "")


@pytest.mark.parametrize(("number", "printed"), [(1, "01"), (9, "09"), (10, "10"), (1234, "1234")])
def test_a_number_below_ten_has_a_zero(number, printed):
    assert numbering.written(number) == printed


@pytest.mark.parametrize(
    ("kind", "agency", "drafter", "code"),
    [
        ("Thông báo", "VP", "", "05/TB-VP"),
        ("Thông báo", "VP", "TH", "05/TB-VP"),
        ("Công văn", "UBND", "KT", "05/UBND-KT"),
        ("Công văn", "UBND", "", "05/UBND"),
        ("Thư công", "UBND", "", "05"),
    ],
)
def test_the_symbol_follows_from_kind_agency_and_drafter(kind, agency, drafter, code):
    assert numbering.code_of(5, numbering.symbol_of(kind=kind, agency=agency, drafter=drafter)) == code


@pytest.mark.parametrize("text", ["VP", "UBND", "VPUB-TH", "SKHĐT", "BCĐ389", "VP.1"])
def test_letters_that_may_stand_in_a_symbol(text):
    assert numbering.is_symbol_part(text)


@pytest.mark.parametrize("text", ["", "vp", "V P", "VP/TH", "VP-", "-VP", "<b>", "V" * 40, "VP\n"])
def test_letters_that_may_not(text):
    assert not numbering.is_symbol_part(text)


@given(st.sampled_from([kind.name for kind in KINDS]), st.sets(st.sampled_from([kind.name for kind in KINDS])))
def test_each_kind_has_one_place_beside_a_register_that_names_some(kind, named):
    assert numbering.takes(named, kind, others=set()) or numbering.takes((), kind, others=named)
    if named:
        assert numbering.takes(named, kind, others=set()) != numbering.takes((), kind, others=named)

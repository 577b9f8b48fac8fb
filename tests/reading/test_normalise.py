"""NFC text and its comparable form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading.normalise import comparable, folded, nfc


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("HOÀ", "HÒA"),
        ("thuỷ", "thủy"),
        ("Uỷ ban", "Ủy ban"),
        ("quý", "quý"),
        ("quỹ", "quỹ"),
        ("hoàn toàn", "hoàn toàn"),
        ("Ðề nghị", "Đề nghị"),
        ("loè", "lòe"),
        ("2021–2025", "2021-2025"),
    ],
)
def test_spelling_variants_are_one(old, new):
    assert comparable(old) == new


@given(st.text())
def test_comparable_keeps_every_place(text):
    assert len(comparable(text)) == len(text)


@given(st.text())
def test_nfc_is_settled(text):
    once = nfc(text)
    assert nfc(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert "\0" not in once


def test_invisible_marks_are_dropped():
    assert nfc("\ufeffKết\u200b luận\u202e") == "Kết luận"


def test_folded_compares_names():
    assert folded("  Uỷ ban – NHÂN DÂN, tỉnh ") == "ủy ban nhân dân tỉnh"

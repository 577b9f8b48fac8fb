"""NFC text and its comparable form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.reading import read_text
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


def test_letters_that_look_alike_are_one_for_the_rules():
    assert comparable("CỘNG HÕA") == "CỘNG HÒA"
    assert (
        comparable("Văn phõng, tõa án, còn, cõn, vai trõ, đõi hỏi") == "Văn phòng, tòa án, còn, còn, vai trò, đòi hỏi"
    )
    assert (
        comparable("theo dõi, rõ, võ, ngõ, Võ Văn Tần, lõng, dõng") == "theo dõi, rõ, võ, ngõ, Võ Văn Tần, lõng, dõng"
    )
    assert comparable("СỘNG ТÁС") == "CỘNG TÁC"  # Cyrillic С and Т


def test_a_tone_typed_before_the_hat_makes_the_same_letter():
    assert nfc("vie\u0323\u0302c") == "việc"
    assert nfc("quye\u0301\u0302t") == "quyết"
    assert nfc("qu\u00fd, u\u0309\u031by") == "quý, ửy"


def test_a_scanned_head_with_wrong_letters_is_read():
    head = (
        "СHÍNH PHỦ\nCỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 34/TB-UBND\nHà Nội, ngày 14 tháng 3 năm 2023\nTHÔNG BÁO\n"
    )
    reading = read_text(head + "1. Giao Văn phõng UBND huyện lập đề án.")
    assert reading.document.number == "34"
    assert reading.directives[0].lead == ("Văn phõng UBND huyện",)
    assert "Văn phõng" in reading.text

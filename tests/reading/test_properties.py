"""What holds for any input."""
# ruff: noqa: SIM105  the two outcomes allowed stand side by side

import json
from importlib import resources
from pathlib import Path

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading import builders

from dondoc.reading import Reading, ReadingError, read_bytes, read_text

SCHEMA = json.loads(resources.files("dondoc.reading").joinpath("schema.json").read_text(encoding="utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)

PIECES = st.sampled_from(
    [
        "Giao", "yêu cầu", "đề nghị", "Sở Tài chính", "UBND các huyện, thành phố", "các sở, ngành", "phối hợp với", "chủ trì", "rà soát", "báo cáo", "trước ngày 30/6/2021", "31/02/2022", "trong quý I",
        "hằng tháng", "như sau:", "kết luận", "I.", "1.", "a)", "đ)", "(i)", "-", "+", "\n", "\n\n", ";", ",", ".", ":", "(", ")", "|", "| a | b |", "Điều 1.", "Số: 13/TB-VP", "Kính gửi:", "Nơi nhận:", "KT. CHỦ TỊCH",
        "THÔNG BÁO", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Kiên Giang, ngày 07 tháng 01 năm 2021", "Nguyễn Văn An", "vắng", "cử", "Phụ lục", "*", "“", "Ngày 31/12/2020,", "Chủ tịch UBND tỉnh", "đã", "nếu", "thì",
        "Nghị quyết số 12/NQ-HĐND ngày 01/01/2021", "sau khi", "các", "và", "đồng chí", "của", "", "MẬT", "\t", "   ",
    ]
)  # fmt: skip


def check(reading):
    CHECK.validate(reading.to_dict())
    assert Reading.from_dict(json.loads(json.dumps(reading.to_dict()))) == reading
    for d in reading.directives:
        assert 0 <= d.start < d.end <= len(reading.text)
        assert reading.text[d.start : d.end] == d.text
        if d.deadline.start is not None:
            assert d.deadline.end is not None
            assert 0 <= d.deadline.start < d.deadline.end <= len(reading.text)
            assert (
                " ".join(reading.text[d.deadline.start : d.deadline.end].replace("*", "").split()).strip(" ,;:")
                == d.deadline.text
            )
        for unit in d.units:
            assert 0 <= unit.start < unit.end <= len(reading.text)
    for r in reading.references:
        assert 0 <= r.start < r.end <= len(reading.text)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60).map(" ".join))
def test_any_mixture_of_official_words(text):
    try:
        check(read_text(text))
    except ReadingError:
        pass


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=600))
def test_any_text(text):
    try:
        check(read_text(text))
    except ReadingError:
        pass


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=200).map(lambda b: b"%PDF-1.7\n" + b),
        st.binary(max_size=200).map(lambda b: b"PK\x03\x04" + b),
    ),
    st.text(max_size=12),
)
def test_any_bytes(data, name):
    try:
        check(read_bytes(data, name))
    except ReadingError:
        pass


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_word_file_with_a_broken_byte(data):
    good = bytearray(builders.word(builders.notice("1. Phòng Nội vụ lập đề án.")))
    good[data.draw(st.integers(0, len(good) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        check(read_bytes(bytes(good), "a.docx"))
    except ReadingError:
        pass


def _own_texts():
    return [
        path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "corpus" / "raw").glob("*.txt"))
    ]


@given(
    st.sampled_from(_own_texts()),
    st.integers(0, 5_000),
    st.sampled_from([1, 2, 3, 5, 8, 15, 30, 60, 120, 300, 1000]),
    st.sampled_from(["", " ", "\n", "; ", ", ", " - ", "\n- ", ". ", ": ", " (", "\n1. "]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_piece_repeated_a_thousand_times_is_read_and_ends(text, at, length, separator):
    # How long it may take is measured in bench/reading; a pattern that runs away would not come back at all.
    piece = text[at % len(text) :][:length] + separator
    try:
        reading = read_text(piece * min(2_000, 60_000 // len(piece) + 1))
    except ReadingError as error:
        assert error.message  # noqa: PT017  either outcome is right
        return
    check(reading)

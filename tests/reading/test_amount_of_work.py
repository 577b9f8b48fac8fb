"""That the work of reading grows with the text and no faster, as ratios: how long it takes is for bench/reading to say."""

import gc
import sys
import time

import pytest
from tests.reading.builders import notice

from dondoc.reading import ReadingError, read_text

BODIES = ("Sở Y tế", "Sở Nội vụ", "Công an tỉnh", "UBND huyện Hòn Đất", "Sở Giáo dục và Đào tạo")


def orders(count):
    """So many orders, none of which comes twice."""
    return notice("\n".join(f"{k}. Giao {BODIES[k % len(BODIES)]} rà soát hồ sơ số {k}." for k in range(1, count + 1)))


def calls(text):
    """How many functions a reading calls: the same on every machine, however busy."""
    count = 0

    def counted(_frame, event, _argument):
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read_text(text)
    finally:
        sys.setprofile(before)
    return count


def test_four_times_the_orders_are_four_times_the_work():
    read_text(orders(100))
    assert calls(orders(400)) <= 4.2 * calls(orders(100))


def test_a_sentence_that_comes_again_and_again_is_weighed_once():
    described = "Tình hình dịch bệnh trên địa bàn cơ bản ổn định, người dân yên tâm sản xuất số {}. "
    same, other = ("".join(described.format(k if new else 7) for k in range(300)) for new in (False, True))
    read_text(notice(other))
    assert calls(notice(same)) <= 0.4 * calls(notice(other))


def test_what_a_reading_made_on_its_way_is_freed_with_it():
    # Things that know each other in a circle would stay until the collector comes by: of a long document, very many.
    text = orders(50)
    read_text(text)
    gc.collect()
    gc.disable()
    try:
        read_text(text)
        assert gc.collect() < 20
    finally:
        gc.enable()


def seconds(text):
    """The least CPU seconds of three readings."""
    taken = []
    for _ in range(3):
        begun = time.process_time()
        try:
            read_text(text)
        except ReadingError as error:
            assert error.message  # noqa: PT017  either outcome is right
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize(
    "piece",
    [
        ", ", "; ", "(", "1. ", "a) ", "- ", "\n- ", ". ", "Sở ", "Sở, ", "các ", "và ", "UBND ", "của Sở ", "ngày ", "trước ngày ", "hằng tháng ", "1 tháng 2 năm ", "giao ", "giao Sở, ", "TP, T. ", "V. ", "\n1. Về: ", "|", "thường xuyên ",
    ],
)  # fmt: skip
def test_a_piece_repeated_four_times_as_often_takes_nothing_like_sixteen_times_as_long(piece):
    often = 20_000 // len(piece.encode())
    assert seconds(piece * 4 * often) <= 10 * max(seconds(piece * often), 0.002)

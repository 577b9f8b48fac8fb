"""Pages of originals as pictures: what is shown, how large, and what is refused."""

import shutil
import struct

import pytest
from tests.reading.builders import pdf, png, scanned_pdf, tiff

from dondoc.reading import ReadingError, page_picture, page_sizes

GREY = (60, 80, b"\xc8" * 4800)


def size(picture):
    assert picture.startswith(b"\x89PNG")
    return struct.unpack_from(">II", picture, 16)


@pytest.mark.parametrize("data", [png(*GREY), scanned_pdf(GREY), pdf([[(80, 80, "Giao")]])])
def test_a_page_is_drawn_within_bounds(data):
    wide, high = size(page_picture(data, 1))
    assert 0 < wide <= 1241
    assert wide * high <= 3_100_000


def test_sizes_are_those_of_the_pages():
    assert page_sizes(png(*GREY)) == [(60, 80)]
    assert page_sizes(scanned_pdf(GREY, GREY)) == [(595, 842)] * 2


@pytest.mark.parametrize("number", [0, -1, 2, 10**9])
@pytest.mark.parametrize("data", [png(*GREY), scanned_pdf(GREY)])
def test_there_is_no_other_page(data, number):
    with pytest.raises(ReadingError):
        page_picture(data, number)


@pytest.mark.parametrize("data", ["Giao Sở Y tế".encode(), b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n" + b"\0" * 9])
def test_what_has_no_pages_is_refused(data):
    with pytest.raises(ReadingError):
        page_picture(data, 1)


def test_a_picture_of_too_many_dots_is_not_decoded():
    head = bytearray(png(*GREY))
    head[16:24] = struct.pack(">II", 20_000, 20_000)
    with pytest.raises(ReadingError):
        page_picture(bytes(head), 1)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract draws what PDF cannot hold as it is")
def test_a_page_of_a_tiff_is_drawn():
    white = (60, 80, b"\xff" * 4800)
    assert size(page_picture(tiff(GREY, white), 2))[0] > 0

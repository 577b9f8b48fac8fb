"""Where marks stand, by numbers and on the page itself; and which pictures may be one."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NumberObject, pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.documents.signing import papers
from tests.documents.signing.conftest import NOW

from dondoc.documents.signing import Box, Kind, Mark, SigningError, look, sign
from dondoc.documents.signing.document import visible
from dondoc.documents.signing.errors import BadImage, BadPlace
from dondoc.documents.signing.marks import corner, parse, seal, words
from dondoc.documents.signing.pages import MM, find

SCALE = 3.0


def personal(**how):
    return Mark(Kind.PERSONAL, look(papers.handwriting()), **{"signer_name": papers.SIGNER, **how})


def agency(**how):
    return Mark(Kind.AGENCY, look(papers.stamp()), **{"signer_name": papers.SIGNER, **how})


def coloured(pdf: bytes, page: int = 0) -> dict[str, Box]:
    """Where blue and red dots are on a page as it is shown, in millimetres."""
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    bitmap = document[page].render(scale=SCALE, may_draw_forms=True)
    data, width, parts = bytes(bitmap.buffer), bitmap.stride, bitmap.n_channels
    found: dict[str, list[tuple[int, int]]] = {"blue": [], "red": []}
    for y in range(bitmap.height):
        for x in range(bitmap.width):
            at = y * width + x * parts
            blue, green, red = data[at : at + 3]
            if blue > 120 and red < 90 and green < 110:
                found["blue"].append((x, y))
            elif red > 150 and blue < 90 and green < 90:
                found["red"].append((x, y))
    document.close()
    unit = SCALE * MM
    boxes = {}
    for name, dots in found.items():
        if dots:
            left, right = min(x for x, _ in dots), max(x for x, _ in dots)
            top, bottom = min(y for _, y in dots), max(y for _, y in dots)
            boxes[name] = Box(page + 1, left / unit, top / unit, (right - left) / unit, (bottom - top) / unit)
    return boxes


def test_the_signature_stands_between_position_and_name_and_the_seal_over_its_left_third(key, agency_key, check):
    name = find(papers.notice(), papers.SIGNER)
    once = sign(papers.notice(), key, now=NOW, mark=personal())
    both = sign(once, agency_key, now=NOW, mark=agency())
    assert check(both).ok
    shown = coloured(both)
    blue, red = shown["blue"], shown["red"]
    assert name.above < blue.y
    assert blue.bottom < name.box.y
    assert blue.x < name.middle < blue.right
    assert red.bottom <= name.box.y + 0.5  # nothing over the name
    assert red.width == pytest.approx(36, abs=1)  # real size
    signature = visible(both)[0]
    assert (red.right - signature.x) / signature.width == pytest.approx(1 / 3, abs=0.04)
    assert red.x < signature.x


def test_the_seal_comes_first_where_the_agency_signs_alone(agency_key):
    shown = coloured(sign(papers.notice(), agency_key, now=NOW, mark=agency()))
    assert set(shown) == {"red"}


def test_the_seal_follows_a_signature_without_a_name(key, agency_key):
    once = sign(papers.notice(), key, now=NOW, mark=personal(signer_name="", box=Box(1, 100, 200, 45, 15)))
    sign(once, agency_key, now=NOW, mark=agency(signer_name=""))
    with pytest.raises(BadPlace):
        sign(papers.notice(), agency_key, now=NOW, mark=agency(signer_name=""))


def test_the_name_of_the_signature_is_the_lowest_on_the_right(signed):
    name = find(papers.notice(), papers.SIGNER)
    assert name.box.x > 105  # not the one in the text, not the one among the recipients
    assert 20 < name.box.y - name.above < 35


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (personal(signer_name="Người Không Có"), "Không tìm thấy họ tên"),
        (personal(signer_name="  "), "Cần họ tên"),
        (personal(box=Box(7, 10, 10, 40, 20)), "chỉ có 1 trang"),
        (personal(box=Box(1, 190, 10, 40, 20)), "nằm ngoài trang 1"),
        (personal(box=Box(1, 10, 290, 40, 20)), "nằm ngoài trang 1"),
    ],
)
def test_a_place_that_is_none(key, mark, said):
    with pytest.raises(BadPlace) as refused:
        sign(papers.notice(), key, now=NOW, mark=mark)
    assert said in refused.value.message


def test_no_room_between_position_and_name(key):
    with pytest.raises(BadPlace) as refused:
        sign(papers.notice(room="1mm"), key, now=NOW, mark=personal())
    assert "không đủ đặt chữ ký" in refused.value.message


def test_an_annex_shows_number_and_time_at_the_top_right_of_its_first_page(key, check):
    mark = Mark(Kind.ANNEX, lines=("Kèm theo Thông báo số 34/TB-UBND",))
    signed = sign(papers.notice(), key, now=NOW, mark=mark)
    assert check(signed).ok
    (box,) = visible(signed)
    assert (box.page, round(box.right)) == (1, 195)
    assert box.bottom < 20  # within the top margin
    shown = words_in_form(signed)
    assert "34/TB-UBND" in shown
    assert "2026-11-20T09:30:00+07:00" in shown


def words_in_form(pdf: bytes) -> str:
    """The text of a page with its marks made part of it."""
    document = pdfium.PdfDocument(pdf)
    document.init_forms()
    page = document[0]
    pdfium.raw.FPDFPage_Flatten(page.raw, pdfium.raw.FLAT_NORMALDISPLAY)
    output = BytesIO()
    document.save(output)
    document.close()
    again = pdfium.PdfDocument(output.getvalue())
    text = again[0].get_textpage().get_text_range()
    again.close()
    return text


def test_a_copy_may_show_the_seal_beside_its_lines(agency_key, check):
    mark = Mark(Kind.COPY, look(papers.stamp()), lines=("SAO Y; Ủy ban nhân dân tỉnh Mẫu",))
    signed = sign(papers.notice(), agency_key, now=NOW, mark=mark)
    assert check(signed).ok
    assert coloured(signed)["red"].bottom < 20


@pytest.mark.parametrize(
    "mark",
    [
        Mark(Kind.PERSONAL, signer_name=papers.SIGNER),
        Mark(Kind.AGENCY),
        Mark(Kind.ANNEX, look(papers.stamp()), lines=("1",)),
        Mark(Kind.ANNEX),
        Mark(Kind.COPY),
        Mark(Kind.COPY, lines=("dòng",) * 7),
        Mark(Kind.COPY, lines=("d" * 201,)),
    ],
)
def test_a_mark_without_what_it_needs(key, mark):
    with pytest.raises(SigningError):
        sign(papers.notice(), key, now=NOW, mark=mark)


def test_what_a_person_types_is_no_code(key):
    line = '"); #panic("x") \\u{41} #read("/etc/hostname") \n'
    signed = sign(papers.notice(), key, now=NOW, mark=Mark(Kind.ANNEX, lines=(line,)))
    assert "#panic" in words_in_form(signed)


def test_the_time_is_local_and_to_the_second():
    import datetime as dt

    at = dt.datetime(2026, 11, 20, 2, 30, 0, 999, tzinfo=dt.UTC)
    assert words(Mark(Kind.ANNEX, lines=("1",)), at)[-1] == "2026-11-20T09:30:00+07:00"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_place_is_where_it_is_seen_on_turned_pages(key, turn):
    writer = IncrementalPdfFileWriter(BytesIO(papers.plain_page()))
    page = writer.find_page_for_modification(0)[0].get_object()
    page[pdf_name("/Rotate")] = NumberObject(turn)
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)
    signed = sign(output.getvalue(), key, now=NOW, mark=personal(box=Box(1, 20, 30, 48, 20)))
    blue = coloured(signed)["blue"]
    assert blue.x >= 19
    assert blue.y >= 29
    assert blue.right <= 69
    assert blue.bottom <= 51


@given(st.floats(10, 150), st.floats(60, 200), st.floats(15, 60), st.floats(6, 30))
def test_a_seal_covers_the_left_third_and_never_the_name(x, y, width, height):
    picture = look(papers.stamp())
    signature = Box(1, x, y, width, height)
    place = seal(signature, picture, name_top=y + height)
    assert place.right == pytest.approx(x + width / 3)
    assert place.bottom <= y + height + 1e-6
    assert place.width == pytest.approx(36, abs=0.1)


def test_the_corner_stays_on_the_page():
    assert corner(210, 2).right == 195


@pytest.mark.parametrize(
    "text", ["", "1", "1,2,3,4", "1,2,3,4,5,6", "a,1,1,1,1", "0,1,1,5,5", "1,nan,1,5,5", "1,1,1,0,5"]
)
def test_a_place_written_wrong(text):
    with pytest.raises(BadPlace):
        parse(text)


def test_a_place_written_right():
    assert parse("2,110,200.5,40,20") == Box(2, 110, 200.5, 40, 20)


def altered(at: int, chunk: bytes) -> bytes:
    """The picture with its chunk at a position replaced."""
    data = papers.handwriting()
    length = struct.unpack_from(">I", data, at)[0] + 12
    return data[:at] + chunk + data[at + length :]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "PNG"),
        (b"GIF89a" + b"x" * 50, "nền trong suốt"),
        (papers.handwriting()[:-30], "hỏng"),
        (papers.handwriting().replace(b"IDAT", b"IDAX"), "hỏng"),
        (papers.png(4, 4, lambda *_: papers.BLUE)[:8], "hỏng"),
        (altered(8, papers.chunk(b"IHDR", struct.pack(">IIBBBBB", 50000, 2, 8, 6, 0, 0, 0))), "quá lớn"),
        (altered(8, papers.chunk(b"IHDR", struct.pack(">IIBBBBB", 240, 10, 8, 6, 0, 0, 0))), "bom nén"),
        (altered(8, papers.chunk(b"IHDR", struct.pack(">IIBBBBB", 240, 101, 8, 6, 0, 0, 0))), "hỏng"),
        (altered(8, papers.chunk(b"IHDR", struct.pack(">IIBBBBB", 240, 100, 3, 6, 0, 0, 0))), "hỏng"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * (4 * 1024 * 1024 + 1), "MB"),
    ],
)
def test_a_picture_that_may_not_be_a_mark(data, said):
    with pytest.raises(BadImage) as refused:
        look(data)
    assert said in refused.value.message


def test_a_picture_without_transparency():
    head = papers.chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
    body = papers.chunk(b"IDAT", zlib.compress((b"\0" + b"\xff" * 12) * 4))
    with pytest.raises(BadImage):
        look(b"\x89PNG\r\n\x1a\n" + head + body + papers.chunk(b"IEND", b""))


def test_a_picture_tells_its_own_size():
    assert look(papers.stamp()).width_mm == pytest.approx(36, abs=0.05)
    assert look(papers.handwriting()).width_mm == 0

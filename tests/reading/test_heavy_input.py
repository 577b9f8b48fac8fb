"""Large and strange input: a sentence or an honest reading, never another exception, never a date that is not there."""

import gc

import pytest
from tests.reading import builders
from tests.reading.test_extract_docx import NUMBERING
from tests.reading.test_extract_odt import odt, p

from dondoc.reading import ReadingError, read_bytes
from dondoc.reading.extract import pdf

DUTY = "Giao Sở Tài chính rà soát, báo cáo trước ngày 30/6/2023. "


def with_objects(count):
    """A PDF of one empty page and very many objects that nothing refers to."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>", *([b"<< >>"] * count),
    ]  # fmt: skip
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in places
    )
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, start))


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 5_000_000,
        b"<html>" + b"a" * 5_000_000,
        b"{\\rtf1 " + b"a" * 5_000_000,
        "\n".join(" " * (k % 40) + "- x" for k in range(100_000)).encode(),
        b"<html>" + b"<ul><li>x" * 100_000,
        b"{\\rtf1 " + b"{\\listtext -\\tab}x\\par " * 50_000,
        builders.package(builders.listed("x") * 5_000, {"word/numbering.xml": NUMBERING}),
        odt("<text:list><text:list-item>" * 100 + p("x") + "</text:list-item></text:list>" * 100),
        b"| a " * 100_000,
        with_objects(300_000),
        builders.pdf([[(10.0 + k % 50 * 10, 10.0 + k // 50, "ab") for k in range(5_000)]]),
        builders.pdf([[(50, 50, "Thông báo kết luận")]], drawn=[(k % 500, k // 10, k % 500 + 20, k // 10) for k in range(8_000)]),
    ],
    ids=["letter", "letter in html", "letter in rtf", "bullets", "bullets in html", "bullets in rtf", "bullets in docx", "lists in odt", "bars", "objects", "words", "lines"],
)  # fmt: skip
def test_it_ends_and_invents_nothing(data):
    try:
        found = read_bytes(data, "a")
    except ReadingError as error:
        assert error.message  # noqa: PT017  either outcome is right
        return
    assert all(d.deadline.due_on is None for d in found.directives)
    assert found.document.date is None


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2067", "\u200b", "\u00ad"])
def test_marks_of_direction_and_width_hide_nothing(mark):
    plain = read_bytes(DUTY.encode(), "a.txt").directives[0]
    found = read_bytes((mark + DUTY.replace("chính", f"chí{mark}nh")).encode(), "a.txt").directives[0]
    assert (found.lead, found.deadline.due_on) == (plain.lead, plain.deadline.due_on)


def test_a_few_zeros_are_dropped_and_many_make_it_no_text():
    assert read_bytes(("\0" + DUTY * 3).encode(), "a.txt").directives[0].lead == ("Sở Tài chính",)
    with pytest.raises(ReadingError) as caught:
        read_bytes(DUTY.replace(" ", " \0\0\0").encode() * 20, "a.txt")
    assert caught.value.code in ("unsupported_type", "unknown_encoding")


def test_a_page_of_very_many_letters_is_read_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_LETTERS", 100)
    found = read_bytes(builders.pdf([[(50.0, 50.0 + 16 * k, "Thông báo kết luận") for k in range(20)]]), "a.pdf")
    assert len(found.text) <= 110


@pytest.mark.parametrize("text", [DUTY, ""], ids=["read", "refused"])
def test_the_collector_works_again_after_a_reading(text):
    assert gc.isenabled()
    try:
        read_bytes(text.encode(), "a.txt")
    except ReadingError as error:
        assert error.code == "empty"  # noqa: PT017  either outcome is right
    assert gc.isenabled()


def test_a_text_of_very_many_lines_says_that_its_short_ones_were_left_out():
    few, many = ("\n".join([DUTY, *["abc def"] * count, DUTY]) for count in (1_000, 40_000))
    assert not read_bytes(few.encode(), "a.txt").warnings
    found = read_bytes(many.encode(), "a.txt")
    assert [w.code for w in found.warnings] == ["short_lines"]
    assert len(found.directives) == 2

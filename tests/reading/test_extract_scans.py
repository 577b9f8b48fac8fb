"""Scanned pages: what is made of Tesseract's words, with a program that stands in for it and with the real one."""

import sys

import pytest
from tests.reading import builders
from tests.reading.builders import FONT, picture, png, scanned_pdf, tiff
from tests.reading.test_properties import check

from dondoc.reading import ReadingError, ScanLimits, read_bytes
from dondoc.reading.extract import image, ocr

LINES = [
    (85, 60, "ỦY BAN NHÂN DÂN"), (290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (85, 78, "HUYỆN TÂN HIỆP"), (310, 78, "Độc lập - Tự do - Hạnh phúc"),
    (85, 100, "Số: 34/TB-UBND"), (300, 100, "Tân Hiệp, ngày 14 tháng 3 năm 2023"), (255, 140, "THÔNG BÁO"), (150, 160, "Kết luận của Chủ tịch UBND huyện"),
    (113, 200, "Chủ tịch UBND huyện kết luận như sau:"), (113, 220, "1. Giao Phòng Nông nghiệp và Phát triển nông thôn kiểm"), (85, 240, "tra tình hình xâm nhập mặn trước ngày 25/3/2023."),
    (113, 260, "2. Giao Công an huyện tăng cường tuần tra."),
]  # fmt: skip
WHITE = (600, 800, b"\xff" * 480_000)
STAND_IN = """#!{python}
import pathlib, sys, time
if "--list-langs" in sys.argv:
    print("List:\\n{langs}"); sys.exit()
given = sys.stdin.buffer.read()
assert sys.argv[sys.argv.index("-l") + 1] == "vie" and sys.argv[-1] == "tsv"
{act}
print("level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext")
print("1\\t1\\t0\\t0\\t0\\t0\\t0\\t0\\t600\\t800\\t-1\\t")
for k, line in enumerate({lines!r}):
    for n, (word, conf) in enumerate(line):
        print(f"5\\t1\\t1\\t1\\t{{k}}\\t{{n}}\\t{{60 + 40 * n}}\\t{{50 + 20 * k}}\\t38\\t14\\t{{conf}}\\t{{word}}")
"""


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a tesseract first that says these lines of (word, confidence), and does `act` before."""

    def put(*lines, act="", langs="vie"):
        path = tmp_path / "tesseract"
        path.write_text(STAND_IN.format(python=sys.executable, lines=lines, act=act, langs=langs), encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        monkeypatch.setenv("LC_ALL", "C.UTF-8")

    ocr._knows_vietnamese.cache_clear()
    yield put
    ocr._knows_vietnamese.cache_clear()


def words(text, confidence=90):
    return [(word, confidence) for word in text.split()]


def test_words_become_a_text_with_their_places(program):
    program(words("Giao Sở Tài chính lập dự toán"), words("trước ngày 30/6/2023."))
    found = read_bytes(png(*WHITE), "quet.png")
    check(found)
    assert found.source == "ocr"
    assert [w.code for w in found.warnings] == ["ocr"]
    assert found.text == "Giao Sở Tài chính lập dự toán trước ngày 30/6/2023."
    assert [found.text[b.start : b.end] for b in found.boxes] == found.text.split()
    first = found.boxes[0]
    assert (first.page, first.left, first.top, first.right, first.bottom, first.confidence) == (1, 0.1, 0.0625, 0.1633, 0.08, 0.9)  # fmt: skip


def test_a_directive_is_no_surer_than_its_letters(program):
    program(words("Giao Sở Tài chính lập dự toán.", 96), words("Giao Sở Y tế báo cáo kết quả tiêm.", 40))
    sure, doubtful = read_bytes(png(*WHITE), "quet.png").directives
    plain = read_bytes("Giao Sở Tài chính lập dự toán.".encode(), "a.txt").directives[0]
    assert 0.8 < sure.confidence < plain.confidence
    assert doubtful.confidence < 0.3
    assert "text:recognised on a scanned page" in sure.because


def test_letters_are_composed_before_their_places_are_counted(program):
    program([("Quye\u0302\u0301t", 90), ("đi\u0323nh", 90), ("\u200b", 90), ("ban hành", 90)])
    found = read_bytes(png(*WHITE), "quet.png")
    assert found.text.split() == ["Quyết", "định", "banhành"]
    assert [found.text[b.start : b.end] for b in found.boxes] == ["Quyết", "định", "banhành"]


def test_pages_are_told_and_time_is_kept(program):
    told = []
    program(words("Trang quét có chữ"))
    limits = ScanLimits(progress=lambda page, pages: told.append((page, pages)))
    found = read_bytes(scanned_pdf(WHITE, WHITE), "quet.pdf", scans=limits)
    assert told == [(1, 2), (2, 2)]
    assert {box.page for box in found.boxes} == {1, 2}
    program(words("Trang quét có chữ"), act="time.sleep(1.2)")
    found = read_bytes(scanned_pdf(WHITE, WHITE, WHITE), "quet.pdf", scans=ScanLimits(seconds=2))
    assert "pages_not_recognised" in [w.code for w in found.warnings]


def test_a_page_that_takes_too_long_is_stopped(program, monkeypatch):
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 0.5)
    program(words("chữ"), act="time.sleep(60)")
    with pytest.raises(ReadingError) as caught:
        read_bytes(png(*WHITE), "quet.png")
    assert caught.value.code == "too_slow"


def test_scanned_pages_stand_between_those_with_text(program):
    program(words("Trang quét"))
    found = read_bytes(scanned_pdf(WHITE, text="Thong bao so mot"), "a.pdf")
    check(found)
    assert found.text == "Thong bao so mot\nTrang quét"
    assert [(b.page, found.text[b.start : b.end]) for b in found.boxes] == [(2, "Trang"), (2, "quét")]
    assert [w.code for w in found.warnings] == ["ocr"]


@pytest.mark.parametrize("data", [png(*WHITE), tiff(WHITE), scanned_pdf(WHITE)], ids=["png", "tiff", "pdf"])
def test_without_the_program_the_sentence_says_how_to_install_it(data, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "quet")
    assert caught.value.code in ("needs_program", "no_text_layer")
    assert "apt install tesseract-ocr tesseract-ocr-vie" in caught.value.message


def test_a_program_without_vietnamese_is_as_none(program):
    program(words("chữ"), langs="eng")
    with pytest.raises(ReadingError) as caught:
        read_bytes(png(*WHITE), "quet.png")
    assert caught.value.code == "needs_program"


def test_no_second_means_that_nothing_is_recognised(program):
    program(words("chữ"))
    with pytest.raises(ReadingError) as caught:
        read_bytes(scanned_pdf(WHITE), "quet.pdf", scans=ScanLimits(seconds=0))
    assert caught.value.code == "no_text_layer"
    with pytest.raises(ReadingError):
        read_bytes(png(*WHITE), "quet.png", scans=ScanLimits(seconds=0))


def test_a_picture_without_a_letter(program):
    program()
    with pytest.raises(ReadingError) as caught:
        read_bytes(png(*WHITE), "quet.png")
    assert "Không nhận ra chữ nào" in caught.value.message


def bomb(data, at, value):
    return data[:at] + value + data[at + len(value) :]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(png(*WHITE), 16, b"\0\x01\0\0\0\x01\0\0"), "too_large"),
        (bomb(png(*WHITE), 16, b"\0\0\0\0"), "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "damaged"),
        (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\xff\xff\xff\xff" + bytes(9), "too_large"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "damaged"),
        (b"II*\0\xff\xff\0\0", "damaged"),
        (b"II*\0" + b"\x08\0\0\0" + b"\0\0" + b"\x08\0\0\0", "damaged"),
        (scanned_pdf((30_000, 30_000, b"")), "too_large"),
    ],
)
def test_bombs_and_broken_heads_are_refused_before_anything_is_decoded(data, code, program):
    program(words("chữ"), act="pathlib.Path(__file__).with_name('ran').touch()")
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "quet")
    assert caught.value.code == code


def test_sizes_are_read_from_the_head():
    assert image.measure(tiff((50, 60, bytes(3000)), (70, 80, bytes(5600)))) == [(50, 60), (70, 80)]
    assert image.measure(png(50, 60, bytes(3000))) == [(50, 60)]
    assert image.measure(b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc2\0\x11\x08\0\x40\0\x30" + bytes(9)) == [(48, 64)]


real = pytest.mark.skipif(
    not (ocr.available() and FONT.is_file()), reason="Tesseract with its Vietnamese data, or the DejaVu font, is not installed"
)  # fmt: skip


@real
@pytest.mark.parametrize("form", [png, scanned_pdf, tiff])
def test_a_scanned_notice_is_read_by_the_real_program(form):
    page = picture(LINES)
    data = form(page) if form is not png else png(*page)
    found = read_bytes(data, "quet")
    check(found)
    d = found.document
    assert (d.number, d.symbol, str(d.date), d.issuer) == ("34", "TB-UBND", "2023-03-14", "UBND huyện Tân Hiệp")
    assert [(x.clause, x.lead, str(x.deadline.due_on)) for x in found.directives] == [
        ("1", ("Phòng Nông nghiệp và Phát triển nông thôn",), "2023-03-25"),
        ("2", ("Công an huyện",), "None"),
    ]
    assert all(0.5 < x.confidence < 0.95 for x in found.directives)


@real
def test_a_text_layer_with_wrong_letters_is_read_from_the_picture():
    """Every letter of the layer is another one, as a font without a proper ToUnicode map gives it."""
    rows = [(85.0, 80.0 + 16 * k, "Giao Phong Nong nghiep kiem tra tinh hinh tren dia ban") for k in range(12)]
    data = builders.pdf([rows], codes=lambda text: "".join(chr(ord(ch) + 3) if ch.isalpha() else ch for ch in text))
    assert "damaged_text" in [w.code for w in read_bytes(data, "a.pdf").warnings]

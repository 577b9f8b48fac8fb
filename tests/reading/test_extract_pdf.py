"""PDF with a text layer: columns, broken lines, pages."""

import datetime as dt

import pytest
from tests.reading.builders import notice, pdf, set_lines

from dondoc.reading import read_bytes
from dondoc.reading.extract.layout import Piece, rows_of

HEAD = [
    (85, 60, "ỦY BAN NHÂN DÂN"), (300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (85, 78, "HUYỆN TÂN HIỆP"), (330, 78, "Độc lập - Tự do - Hạnh phúc"),
    (85, 100, "Số: 34/TB-UBND"), (320, 100, "Tân Hiệp, ngày 14 tháng 3 năm 2023"), (265, 130, "THÔNG BÁO"), (130, 150, "Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban"),
]  # fmt: skip
BODY = (
    "Ngày 13/3/2023, đồng chí Trần Quang Minh, Chủ tịch UBND huyện chủ trì cuộc họp giao ban. Chủ tịch UBND huyện kết luận như sau:\n"
    "1. Phòng Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Trạm Khuyến nông kiểm tra tình hình xâm nhập mặn trên địa bàn, báo cáo UBND huyện trước ngày 25/3/2023.\n"
    "2. Công an huyện tiếp tục duy trì nghiêm chế độ trực ban."
)


def document(body=BODY):
    pages = set_lines(body, top=180)
    pages[0][:0] = HEAD
    y = pages[-1][-1][1] + 30
    pages[-1] += [
        (85, y, "Nơi nhận:"),
        (360, y, "KT. CHỦ TỊCH"),
        (85, y + 16, "- Như trên;"),
        (360, y + 16, "PHÓ CHỦ TỊCH"),
        (85, y + 32, "- Lưu: VT."),
        (370, y + 80, "Lê Thị Thu"),
    ]
    return pdf(pages)


def test_a_printed_notice():
    found = read_bytes(document(), "a.pdf")
    d = found.document
    assert found.source == "pdf"
    assert (d.type, d.number, d.symbol, d.date, d.place, d.issuer) == (
        "Thông báo",
        "34",
        "TB-UBND",
        dt.date(2023, 3, 14),
        "Tân Hiệp",
        "UBND huyện Tân Hiệp",
    )
    assert d.subject == "Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban"
    assert (d.signer.authority, d.signer.position, d.signer.name) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Thu")
    assert d.recipients == ("Như trên", "Lưu: VT")
    assert found.meeting.chair is not None
    assert found.meeting.chair.name == "Trần Quang Minh"
    assert [x.lead for x in found.directives] == [("Phòng Nông nghiệp và Phát triển nông thôn",), ("Công an huyện",)]


def test_broken_lines_become_paragraphs():
    assert (
        read_bytes(document(), "a.pdf").text.count(
            "\n1. Phòng Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với Trạm Khuyến nông kiểm tra tình hình xâm nhập mặn"
        )
        == 1
    )
    for line in BODY.split("\n"):
        assert line in read_bytes(document(), "a.pdf").text


def test_a_list_broken_by_a_page_goes_on_without_the_page_number():
    clauses = "\n".join(
        f"{n}. Phòng Nội vụ rà soát, thống kê, cập nhật đầy đủ hồ sơ của đơn vị số {n}, báo cáo UBND huyện trong tháng 5 năm 2023."
        for n in range(1, 41)
    )
    found = read_bytes(document(BODY.split("\n", maxsplit=1)[0] + "\n" + clauses), "a.pdf")
    assert [d.clause for d in found.directives] == [str(n) for n in range(1, 41)]
    assert all(d.deadline.due_on == dt.date(2023, 5, 31) for d in found.directives)


@pytest.mark.parametrize("height", [30.0, 810.0])
def test_a_stamp_at_the_edge_of_a_later_page_marks_the_document(height):
    pages = set_lines(notice("1. Phòng Nội vụ lập đề án."))
    assert read_bytes(pdf(pages), "a.pdf").document.secrecy is None
    second = [(290.0, height, "TỐI MẬT"), (85.0, 100.0, "Sở Nội vụ tổng hợp tình hình thực hiện trong quý,")]
    assert read_bytes(pdf([*pages, second]), "a.pdf").document.secrecy == "Tối mật"


def grid(xs, ys):
    return [(xs[0], y, xs[-1], y) for y in ys] + [(x, ys[0], x, ys[-1]) for x in xs]


def test_a_table_drawn_with_lines_becomes_rows():
    xs, ys = (60, 100, 300, 400, 520), (90, 120, 160, 200, 240)
    lines = [line for line in grid(xs, ys) if line != (60, 200, 520, 200)]
    lines += [(60, 200, 300, 200), (400, 200, 520, 200)]  # the third column's last two cells are one
    page = [
        (250, 60, "PHỤ LỤC"), (64, 105, "STT"), (104, 105, "Nhiệm vụ"), (304, 105, "Chủ trì"), (404, 105, "Thời hạn"),
        (64, 135, "1"), (104, 135, "Rà soát quy hoạch của"), (104, 150, "ngành"), (304, 135, "Sở Xây dựng"), (404, 135, "15/10/20"), (404, 150, "23"),
        (64, 175, "2"), (104, 175, "Xây dựng quy chế"), (304, 175, "Sở Nội vụ"), (404, 175, "Quý III/2023"), (64, 215, "3"), (104, 215, "Tập huấn phần mềm"), (404, 215, "Quý IV/2023"),
        (85, 270, "Hết phụ lục này."),
    ]  # fmt: skip
    found = read_bytes(pdf([page], drawn=lines), "a.pdf")
    assert found.text.split("\n") == [
        "PHỤ LỤC", "| STT | Nhiệm vụ | Chủ trì | Thời hạn |", "| 1 | Rà soát quy hoạch của ngành | Sở Xây dựng | 15/10/2023 |",
        "| 2 | Xây dựng quy chế | Sở Nội vụ | Quý III/2023 |", "| 3 | Tập huấn phần mềm | Sở Nội vụ | Quý IV/2023 |", "Hết phụ lục này.",
    ]  # fmt: skip
    assert [d.lead for d in found.directives] == [("Sở Xây dựng",), ("Sở Nội vụ",), ("Sở Nội vụ",)]


def test_a_row_that_a_page_breaks_is_one():
    xs, ys = (60, 100, 300, 400), (90, 120, 160)
    first = [(64, 105, "STT"), (104, 105, "Nhiệm vụ"), (304, 105, "Chủ trì"), (64, 135, "1"), (104, 135, "Rà soát quy hoạch"), (304, 135, "Sở Xây dựng")]  # fmt: skip
    second = [(104, 105, "của các ngành"), (64, 135, "2"), (104, 135, "Tập huấn phần mềm"), (304, 135, "Sở Y tế")]
    found = read_bytes(pdf([first, second], drawn=grid(xs, ys)), "a.pdf")
    assert found.text.split("\n")[1:] == [
        "| 1 | Rà soát quy hoạch của các ngành | Sở Xây dựng |",
        "| 2 | Tập huấn phần mềm | Sở Y tế |",
    ]


def test_a_label_set_off_by_a_tab_belongs_to_its_paragraph():
    page = [(85, 80, "1."), (110, 80, "Giao Sở Nội vụ rà soát;"), (85, 100, "a)"), (110, 100, "Báo cáo kết quả."), (85, 120, "-"), (110, 120, "Hằng quý.")]  # fmt: skip
    assert read_bytes(pdf([page]), "a.pdf").text.split("\n") == ["1. Giao Sở Nội vụ rà soát;", "a) Báo cáo kết quả.", "- Hằng quý."]  # fmt: skip


def test_ligatures_are_letters():
    assert read_bytes(pdf([[(85, 80, "Tệp ﬁle và ﬂy trên máy")]]), "a.pdf").text == "Tệp file và fly trên máy"


@pytest.mark.parametrize(
    "shift", [lambda ch: chr(ord(ch) + 3), lambda _: "\ue000"], ids=["other letters", "no letters"]
)
def test_a_text_layer_with_wrong_letters_is_told_and_not_trusted(shift, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))  # without Tesseract
    rows = [(85.0, 80.0 + 16 * k, "Giao So Noi vu kiem tra tinh hinh tren dia ban") for k in range(12)]
    rows.append((85.0, 300.0, "1. Giao Sở Nội vụ rà soát."))

    def codes(text):
        return text if text.startswith("1.") else "".join(shift(ch) if ch.isalpha() else ch for ch in text)

    found = read_bytes(pdf([rows], codes=codes), "a.pdf")
    assert [w.code for w in found.warnings] == ["damaged_text"]
    assert all(d.confidence <= 0.5 for d in found.directives)


def test_columns_whose_lines_stand_at_different_heights():
    page = [
        (300, 54, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"), (85, 60, "ỦY BAN NHÂN DÂN"), (330, 72, "VIỆT NAM"), (85, 78, "HUYỆN TÂN HIỆP"), (320, 90, "Độc lập - Tự do - Hạnh phúc"),
        (85, 96, "Số: 34/TB-UBND"), (300, 108, "Tân Hiệp, ngày 14 tháng 3 năm 2023"), (265, 140, "THÔNG BÁO"), (150, 160, "Kết luận của Chủ tịch UBND huyện tại cuộc họp"),
    ]  # fmt: skip
    d = read_bytes(pdf([page]), "a.pdf").document
    assert (d.number, d.place, d.type, d.issuer) == ("34", "Tân Hiệp", "Thông báo", "UBND huyện Tân Hiệp")


def test_kinh_gui_alone_under_the_head_belongs_to_no_column():
    page = [
        *HEAD[:6], (85, 118, "V/v chuẩn bị hội nghị"), (150, 150, "Kính gửi:"), (200, 166, "- Sở Tài chính;"), (200, 182, "- Sở Y tế."),
        (113, 206, "Để chuẩn bị tốt cho hội nghị, Ủy ban nhân dân huyện yêu cầu các cơ quan báo"), (85, 222, "cáo trước ngày 20/3/2023."),
    ]  # fmt: skip
    d = read_bytes(pdf([page]), "a.pdf").document
    assert (d.place, d.date) == ("Tân Hiệp", dt.date(2023, 3, 14))
    assert d.addressees == ("Sở Tài chính", "Sở Y tế")


def test_two_lines_of_small_letters_beside_one_of_large_ones_stay_two():
    left = [Piece(85, 150, 700 - 12 * k, 711 - 12 * k, text) for k, text in enumerate(("- Như trên;", "- Lưu: VT."))]
    right = [Piece(330, 480, 691, 708, "PHÓ CHỦ TỊCH")]
    assert [[p.text for p in row.pieces] for row in rows_of(left + right)] == [
        ["- Như trên;", "PHÓ CHỦ TỊCH"],
        ["- Lưu: VT."],
    ]


@pytest.mark.parametrize("below", [[], [(230, 182, "CHỦ TỊCH ỦY BAN NHÂN DÂN")]], ids=["first paragraph", "capitals"])
def test_a_title_of_one_long_line_ends_where_something_else_begins(below):
    page = [
        *HEAD[:7], (103, 160, "Về việc tăng cường công tác phòng, chống dịch trên địa bàn huyện nhà"), *below,
        (113, 210, "Ngày 13/3/2023, Chủ tịch Ủy ban nhân dân huyện có ý kiến chỉ đạo như"), (85, 226, "sau:"),
        (113, 242, "1. Công an huyện báo cáo trước ngày 25/3/2023."),
    ]  # fmt: skip
    found = read_bytes(pdf([page]), "a.pdf")
    assert found.document.subject == "Về việc tăng cường công tác phòng, chống dịch trên địa bàn huyện nhà"
    assert [d.clause for d in found.directives] == ["1"]


def test_a_last_page_of_two_short_lines_has_the_edges_of_the_page_before():
    first = set_lines(BODY, top=180)[0]
    first[:0] = HEAD
    second = [
        (290, 40, "2"), (113, 80, "3. Giao Phòng Tài chính - Kế hoạch bố trí kinh phí."), (113, 98, "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./."),
        (85, 130, "Nơi nhận:"), (360, 130, "CHỦ TỊCH"), (85, 146, "- Như trên;"), (360, 146, "TRẦN QUANG"), (370, 190, "Lê Thị Thu"),
    ]  # fmt: skip
    text = read_bytes(pdf([first, second]), "a.pdf").text
    assert "\n3. Giao Phòng Tài chính - Kế hoạch bố trí kinh phí.\nYêu cầu các cơ quan" in text


def test_the_dash_of_a_range_that_a_cell_breaks_is_no_list():
    xs, ys = (60, 100, 300, 400), (90, 120, 160)
    page = [(64, 105, "STT"), (104, 105, "Nhiệm vụ"), (304, 105, "Chủ trì"), (64, 135, "1"), (104, 135, "Lập đề án giai đoạn 2026"), (104, 150, "- 2030"), (304, 135, "Sở Xây dựng")]  # fmt: skip
    text = read_bytes(pdf([page], drawn=grid(xs, ys)), "a.pdf").text
    assert "| 1 | Lập đề án giai đoạn 2026 - 2030 | Sở Xây dựng |" in text

"""PDF with a text layer: columns, broken lines, pages."""

import datetime as dt

import pytest
from tests.reading.builders import notice, pdf, set_lines

from dondoc.reading import read_bytes

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

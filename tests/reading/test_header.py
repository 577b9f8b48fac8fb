"""Formal elements, in the forms in which copies reach an office."""

import datetime as dt

import pytest
from tests.reading.builders import notice

from dondoc.reading import read, read_text
from dondoc.reading.header import stamp, type_by_symbol
from dondoc.reading.issuer import issuer_name

BODY = "1. Phòng Nội vụ lập đề án."


def test_a_notice_with_its_box_in_lines():
    d = read(notice(BODY)).document
    assert (d.type, d.number, d.symbol, d.date, d.place) == (
        "Thông báo",
        "34",
        "TB-UBND",
        dt.date(2023, 3, 14),
        "Tân Hiệp",
    )
    assert d.issuer == "UBND huyện Tân Hiệp"
    assert d.subject == "Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban tháng 3"
    assert (d.signer.authority, d.signer.position, d.signer.name) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Thu")
    assert d.recipients == ("Như trên", "Lưu: VT")
    assert (d.urgency, d.secrecy) == (None, None)


def test_a_letter_in_table_form():
    text = (
        "| SỞ Y TẾ ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc  --- |\n| --- | --- |\n"
        "| Số: 815/SYT-NVY *V/v kiểm tra an toàn thực phẩm* | *Vĩnh Long, ngày 03 tháng 11 năm 2022* |\n"
        "| Kính gửi: | - Trung tâm Y tế các huyện; - Bệnh viện Đa khoa tỉnh. |\n| --- | --- |\n"
        "Đề nghị các đơn vị tăng cường kiểm tra.\n| *Nơi nhận:* - Như trên; - Lưu: VT, NVY. | KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC     Lý Minh Khôi |\n"
    )
    d = read(text).document
    assert (d.type, d.number, d.symbol, d.date, d.place) == (
        "Công văn",
        "815",
        "SYT-NVY",
        dt.date(2022, 11, 3),
        "Vĩnh Long",
    )
    assert (d.issuer, d.subject) == ("Sở Y tế", "kiểm tra an toàn thực phẩm")
    assert d.addressees == ("Trung tâm Y tế các huyện", "Bệnh viện Đa khoa tỉnh")
    assert (d.signer.authority, d.signer.position, d.signer.name) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lý Minh Khôi")
    assert d.recipients == ("Như trên", "Lưu: VT, NVY")


def test_a_printed_page_in_two_columns():
    text = (
        "UBND TỈNH HẬU GIANG                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "     SỞ XÂY DỰNG                              Độc lập - Tự do - Hạnh phúc\n\n"
        "   Số: 90 /SXD-QLN                      Hậu Giang, ngày 12 tháng 7 năm 2023\n"
        "V/v quản lý nhà ở xã hội\n\n        Kính gửi: UBND các huyện, thị xã, thành phố.\n\n"
        "        Sở Xây dựng đề nghị UBND các huyện, thị xã, thành phố rà soát quỹ đất.\n"
        "Nơi nhận:                                     GIÁM ĐỐC\n- Như trên;\n- Lưu: VT.\n\n                                          Trần Hoàng Nam\n"
    )
    d = read(text).document
    assert (d.number, d.symbol, d.place, d.date) == ("90", "SXD-QLN", "Hậu Giang", dt.date(2023, 7, 12))
    assert d.issuer == "Sở Xây dựng tỉnh Hậu Giang"
    assert d.subject == "quản lý nhà ở xã hội"
    assert (d.signer.position, d.signer.name) == ("GIÁM ĐỐC", "Trần Hoàng Nam")


def test_a_blank_number_and_day_stay_open():
    d = read(
        notice(BODY).replace("Số: 34/TB-UBND", "Số:      /TB-UBND").replace("ngày 14 tháng 3", "ngày      tháng 3")
    ).document
    assert (d.number, d.symbol, d.date) == (None, "TB-UBND", None)
    assert d.date_text is not None
    assert d.issuer == "UBND huyện Tân Hiệp"


def test_an_impossible_date_is_open_and_told():
    reading = read(notice(BODY).replace("ngày 14 tháng 3", "ngày 31 tháng 02"))
    assert reading.document.date is None
    assert "impossible_date" in [w.code for w in reading.warnings]


def test_a_party_document():
    text = (
        "TỈNH ỦY VĨNH LONG\nVĂN PHÒNG\n*\nSố 22-TB/VPTU\nĐẢNG CỘNG SẢN VIỆT NAM\nVĩnh Long, ngày 02 tháng 6 năm 2023\nTHÔNG BÁO\n"
        "Kết luận của Thường trực Tỉnh ủy\nNgày 01/6/2023, Thường trực Tỉnh ủy họp, kết luận như sau:\n1. Giao Ban Tổ chức Tỉnh ủy rà soát quy hoạch.\n"
    )
    d = read(text).document
    assert (d.number, d.symbol, d.issuer, d.type) == ("22", "TB/VPTU", "Văn phòng Tỉnh ủy Vĩnh Long", "Thông báo")


def test_a_copy_that_begins_with_its_title():
    d = read(
        "Công điện số 12/CĐ-TTg ngày 05/5/2024 về việc phòng cháy rừng.\n\nThủ tướng Chính phủ yêu cầu:\n1. Bộ Công an kiểm tra."
    ).document
    assert (d.type, d.number, d.symbol, d.date, d.issuer, d.subject) == (
        "Công điện", "12", "CĐ-TTg", dt.date(2024, 5, 5), "Thủ tướng Chính phủ", "về việc phòng cháy rừng",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("MẬT", ("Mật", None)), ("TỐI MẬT", ("Tối mật", None)), ("TUYỆT MẬT", ("Tuyệt mật", None)), ("[MẬT]", ("Mật", None)), ("Độ mật: Tối mật", ("Tối mật", None)),
        ("HỎA TỐC", (None, "Hỏa tốc")), ("HOẢ TỐC", (None, "Hỏa tốc")), ("THƯỢNG KHẨN", (None, "Thượng khẩn")), ("KHẨN", (None, "Khẩn")),
        ("bảo mật", (None, None)), ("bí mật nhà nước", (None, None)), ("mật ong", (None, None)), ("BẢO MẬT THÔNG TIN", (None, None)), ("mật", (None, None)),
        ("MẬT - KHẨN", ("Mật", "Khẩn")), ("TỐI MẬT/HỎA TỐC", ("Tối mật", "Hỏa tốc")), ("HỎA TỐC, MẬT", ("Mật", "Hỏa tốc")), ("“MẬT”", ("Mật", None)),
        ("M Ậ T", ("Mật", None)), ("T Ố I M Ậ T", ("Tối mật", None)), ("Mức độ mật: Tuyệt mật", ("Tuyệt mật", None)), ("Độ mật: mật", ("Mật", None)),
        ("DẤU MẬT", ("Mật", None)), ("Tài liệu MẬT", ("Mật", None)), ("TOI MAT", ("Tối mật", None)), ("tuyệt mật", ("Tuyệt mật", None)),
        ("tài liệu mật", (None, None)), ("Mat", (None, None)), ("MẬT KHẨU", (None, None)), ("MẬT ONG", (None, None)), ("A B C", (None, None)),
    ],
)  # fmt: skip
def test_stamps(line, expected):
    assert stamp(line) == expected


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_secret_document_is_marked(mark):
    reading = read(notice(BODY).replace("Số: 34", f"{mark}\nSố: 34"))
    assert reading.document.secrecy is not None
    assert reading.document.secrecy.upper() == mark


@pytest.mark.parametrize("line", ["MẬT", "TỐI MẬT", "MẬT - KHẨN"])
def test_a_stamp_on_an_annex_or_at_the_end_marks_the_document(line):
    assert read(f"{notice(BODY)}\nPHỤ LỤC\n{line}\n1. Danh mục").document.secrecy is not None
    assert read(f"{notice(BODY)}\n{line}\n").document.secrecy is not None


def test_words_of_secrecy_in_the_text_mark_nothing():
    assert read(notice("1. Phòng Nội vụ bảo mật thông tin.\n2. Mật ong được hỗ trợ quảng bá.")).document.secrecy is None
    assert read(notice("1. BẢO VỆ BÍ MẬT\nSở Nội vụ quản lý tài liệu\nmật\ntheo quy định.")).document.secrecy is None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["UBND TỈNH KIÊN GIANG", "VĂN PHÒNG"], "Văn phòng UBND tỉnh Kiên Giang"),
        (["ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"], "UBND thành phố Cần Thơ"),
        (["UBND TỈNH AN GIANG", "SỞ NÔNG NGHIỆP VÀ", "MÔI TRƯỜNG"], "Sở Nông nghiệp và Môi trường tỉnh An Giang"),
        (["BỘ GIÁO DỤC VÀ ĐÀO TẠO"], "Bộ Giáo dục và Đào tạo"),
        (["CHÍNH PHỦ"], "Chính phủ"),
        (["THỦ TƯỚNG CHÍNH PHỦ"], "Thủ tướng Chính phủ"),
        (["HỘI ĐỒNG NHÂN DÂN", "TỈNH ĐỒNG THÁP"], "Hội đồng nhân dân tỉnh Đồng Tháp"),
        (["UBND TỈNH CÀ MAU", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"], "Ban Chỉ đạo chuyển đổi số tỉnh Cà Mau"),
    ],
)
def test_issuers_name(lines, name):
    found = issuer_name(lines, "")
    assert found is not None
    assert found.lower() == name.lower()


@pytest.mark.parametrize(
    ("symbol", "kind"),
    [
        ("TB-VP", "Thông báo"),
        ("QĐ-UBND", "Quyết định"),
        ("CT-TTg", "Chỉ thị"),
        ("2022/NĐ-CP", "Nghị định"),
        ("SNV-CCHC", None),
        (None, None),
    ],
)
def test_type_by_symbol(symbol, kind):
    assert type_by_symbol(symbol) == kind


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("UBND TỈNH MẪU\nVĂN PHÒNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM\nĐộc lập - Tự do - Hạnh phúc", "Văn phòng UBND tỉnh Mẫu"),
        ("UBND TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nĐộc lập - Tự do -\nHạnh phúc", "UBND tỉnh Mẫu"),
        ("UBND TỈNH MẪU      CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n                    VIỆT NAM\n       Độc lập - Tự do - Hạnh phúc", "UBND tỉnh Mẫu"),
        ("UBND TỈNH MẪU      CỘNG HÒA XÃ HỘI CHỦ NGHĨA\nSỞ XÂY DỰNG          VIỆT NAM\n   Độc lập - Tự do - Hạnh phúc", "Sở Xây dựng tỉnh Mẫu"),
        ("UBND XÃ TÂN LẬP MỚI\nPHÒNG KINH TẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", "Phòng Kinh tế xã Tân Lập Mới"),
        ("BẢO HIỂM XÃ HỘI TỈNH MẪU\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc", "Bảo hiểm xã hội tỉnh Mẫu"),
    ],
)  # fmt: skip
def test_a_motto_broken_by_a_narrow_column_is_no_part_of_the_issuer(lines, issuer):
    text = f"{lines}\nSố: 12/TB-VP\nMẫu, ngày 03 tháng 01 năm 2026\nTHÔNG BÁO\nVề việc nộp báo cáo\n\nGiao Sở Tài chính báo cáo."
    d = read_text(text).document
    assert (d.issuer, d.number, d.date, d.subject) == (issuer, "12", dt.date(2026, 1, 3), "Về việc nộp báo cáo")

"""Who is told: forms of naming that documents of many offices share."""

import datetime as dt

import pytest
from tests.reading.builders import notice

from dondoc.reading import read, read_text


def duties(body):
    return read(notice(body)).directives


def only(body):
    (duty,) = duties(body)
    return duty


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Riêng Phòng Y tế lập dự toán bổ sung.", ("Phòng Y tế",)),
        ("Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam huyện giám sát việc chi trả.", ("Ban Thường trực Ủy ban MTTQ Việt Nam huyện",)),
        ("Đề nghị Ban Tuyên giáo Huyện ủy, Hội Nông dân huyện tuyên truyền sâu rộng.", ("Ban Tuyên giáo Huyện ủy", "Hội Nông dân huyện")),
        ("Các phòng: Nội vụ, Tư pháp cử người tham gia.", ("Phòng Nội vụ", "Phòng Tư pháp")),
        ("Yêu cầu các phòng: Nội vụ, Tư pháp cử người tham gia.", ("Phòng Nội vụ", "Phòng Tư pháp")),
        ("Đề nghị bà Lan cung cấp thêm chứng cứ trước ngày 20/3/2023.", ("bà Lan",)),
        ("Đề nghị ông Tư Hòa tháo dỡ phần lấn chiếm trước ngày 20/3/2023.", ("ông Tư Hòa",)),
        ("VNPT Đông Hải, Viettel Đông Hải bảo đảm đường truyền phục vụ hội nghị.", ("VNPT Đông Hải", "Viettel Đông Hải")),
        ("Vườn Quốc gia Trà Cú kiểm tra các chốt bảo vệ rừng trước ngày 20/3/2023.", ("Vườn Quốc gia Trà Cú",)),
        ("Báo và Phát thanh, Truyền hình Đông Hải thường xuyên đưa tin.", ("Báo và Phát thanh, Truyền hình Đông Hải",)),
        ("Các thành viên Ban Chỉ đạo hoàn thiện hồ sơ trước ngày 20/3/2023.", ("Các thành viên Ban Chỉ đạo",)),
        ("Các Phòng: Đăng ký kinh doanh, Doanh nghiệp, Kinh tế đối ngoại theo dõi việc khắc phục.", ("Phòng Đăng ký kinh doanh", "Phòng Doanh nghiệp", "Phòng Kinh tế đối ngoại")),
        ("Các hộ tham gia chuỗi liên kết thực hiện đúng hợp đồng đã ký.", ("Các hộ tham gia chuỗi liên kết",)),
        ("Yêu cầu các cấp ủy, tổ chức đảng thực hiện nghiêm quy trình.", ("các cấp ủy, tổ chức đảng",)),
        ("Các chủ hồ chứa thông báo cho người dân hạ du trước khi xả nước.", ("Các chủ hồ chứa",)),
    ],
)  # fmt: skip
def test_who_is_told(sentence, lead):
    assert only(f"1. {sentence}").lead == lead


def test_another_body_in_the_second_half_of_a_sentence():
    found = duties("1. Phòng Y tế chuẩn bị vật tư; riêng các trạm y tế phân công trực trước ngày 20/3/2023.")
    assert [duty.lead for duty in found] == [("Phòng Y tế",), ("các trạm y tế",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Đồng chí Trưởng phòng Y tế vắng (đi công tác).",
        "Ban Chỉ đạo biểu dương UBND xã Phú Mỹ, UBND xã Tân Lập.",
        "Hội nghị cảm ơn Công an huyện, Phòng Y tế.",
        "Thời gian qua, Phòng Y tế thực hiện công tác tiêm chủng đúng kế hoạch.",
        "Hạn chế là một số xã khuyết cán bộ, hồ sơ phải bổ sung nhiều lần.",
        "Ngày 12/3/2023, Phòng Y tế kiểm tra các trạm, lập biên bản 02 trường hợp.",
        "Thống nhất tiếp tục áp dụng mức hỗ trợ đến hết ngày 30/6/2023.",
        "Dự họp có các thành viên Ban Chỉ đạo, lãnh đạo Phòng Y tế.",
    ],
)
def test_absence_praise_accounts_and_approvals_are_no_duties(sentence):
    assert duties(f"1. {sentence}") == ()


def test_whoever_is_charged_in_the_second_half_is_told_besides_the_heading():
    found = duties(
        "1. Các trường tiểu học\n- Không thu thêm khoản nào ngoài danh mục; Trưởng phòng Giáo dục và Đào tạo chịu trách nhiệm nếu để xảy ra lạm thu."
    )
    assert [duty.lead for duty in found] == [("Các trường tiểu học",), ("Trưởng phòng Giáo dục và Đào tạo",)]


def test_how_often_may_open_the_sentence():
    found = duties("1. Ban Quản lý dự án huyện\n- Thứ Sáu hằng tuần báo cáo UBND huyện khối lượng thi công.")
    assert [(duty.lead, duty.deadline.rrule) for duty in found] == [
        (("Ban Quản lý dự án huyện",), "FREQ=WEEKLY;BYDAY=FR")
    ]


def test_what_a_paper_is_to_hold_is_part_of_writing_it():
    duty = only(
        "1. Phòng Nội vụ xây dựng quy chế theo hướng: mỗi phòng có một đầu mối; các xã tự chấm điểm trước ngày 05 hằng tháng."
    )
    assert duty.lead == ("Phòng Nội vụ",)
    assert duty.deadline.kind == "none"


def test_a_closing_time_for_the_whole_list():
    found = duties(
        "1. Phòng Nội vụ:\n- Rà soát biên chế.\n- Lập danh sách dôi dư. Các nhiệm vụ này hoàn thành trước ngày 30/4/2023."
    )
    assert [duty.deadline.due_on for duty in found] == [dt.date(2023, 4, 30)] * 2


HEAD = (
    "ỦY BAN NHÂN DÂN\nHUYỆN ĐÔNG HẢI\nSố: 05/TB-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
)


def test_a_blank_day_gives_years_but_no_days():
    reading = read_text(
        f"{HEAD}Đông Hải, ngày     tháng 3 năm 2023\nTHÔNG BÁO\nKết luận cuộc họp\nChủ tịch UBND huyện kết luận như sau:\n"
        "1. Phòng Y tế báo cáo trước ngày 31/3.\n2. Phòng Nội vụ báo cáo trong 05 ngày kể từ ngày ký Thông báo này.\n"
    )
    assert reading.document.date is None
    assert [duty.deadline.due_on for duty in reading.directives] == [dt.date(2023, 3, 31), None]


def test_the_hour_of_a_telegram_stands_before_its_day():
    reading = read_text(
        f"{HEAD}Đông Hải, hồi 09 giờ 30 ngày 18 tháng 9 năm 2024\nCÔNG ĐIỆN\nVề ứng phó mưa lớn\n"
        "Chủ tịch UBND huyện yêu cầu:\n1. Phòng Y tế trực 24/24 giờ, báo cáo trước 16 giờ hôm nay.\n"
    )
    assert reading.document.date == dt.date(2024, 9, 18)
    assert reading.directives[0].deadline.due_on == dt.date(2024, 9, 18)


TABLE = """PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ
TT
Nội dung công việc
Đơn vị chủ trì
Đơn vị phối hợp
Thời gian hoàn thành
1
Khảo sát các tuyến kênh cần nạo vét
trong vụ hè thu
Phòng Kinh tế
UBND các xã, thị trấn
Trước 25/5/2023
2
Cắm biển cảnh báo tại các cống
Phòng Hạ tầng
Công an huyện
Quý II/2023
3
Họp tổng kết
Phòng Kinh tế
"""


def test_a_table_whose_cells_stand_one_to_a_line():
    reading = read_text(notice("1. Giao Phòng Nội vụ theo dõi việc thực hiện.") + TABLE)
    rows = [duty for duty in reading.directives if "row" in duty.flags]
    assert [duty.clause for duty in rows] == ["Phụ lục.1", "Phụ lục.2"]  # the third has too few cells
    assert rows[0].lead == ("Phòng Kinh tế",)
    assert rows[0].coordinate == ("UBND các xã, thị trấn",)
    assert rows[0].deadline.due_on == dt.date(2023, 5, 25)
    assert reading.text[rows[0].start : rows[0].end] == "Khảo sát các tuyến kênh cần nạo vét\ntrong vụ hè thu"
    assert rows[1].deadline.due_on == dt.date(2023, 6, 30)


def test_numbers_alone_on_a_line_are_else_page_numbers():
    reading = read_text(notice("1. Giao Phòng Nội vụ rà soát biên chế.\n2\nGiao Phòng Y tế lập dự toán."))
    assert [duty.lead for duty in reading.directives] == [("Phòng Nội vụ",), ("Phòng Y tế",)]

"""Sets of bodies named by how they stand, bare heads, and days counted from the meeting."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.reading.builders import notice

from dondoc.reading import read_text


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Các sở, ngành chưa nộp báo cáo năm khẩn trương nộp trong tuần này.", ("Các sở, ngành chưa nộp báo cáo năm",)),
        ("Các chủ đầu tư có tỷ lệ giải ngân dưới 20% phải giải trình bằng văn bản.", ("Các chủ đầu tư có tỷ lệ giải ngân dưới 20%",)),
        ("UBND các xã còn nợ tiền điện tập trung trả trong quý II.", ("UBND các xã còn nợ tiền điện",)),
        ("Các doanh nghiệp đã ký hợp đồng thuê đất cần nộp đủ tiền thuê.", ("Các doanh nghiệp đã ký hợp đồng thuê đất",)),
        ("Các đơn vị được giao làm chủ đầu tư khẩn trương hoàn thiện hồ sơ.", ("Các đơn vị được giao làm chủ đầu tư",)),
        ("Các cơ quan để xảy ra sai phạm phải kiểm điểm trước ngày 20/5/2023.", ("Các cơ quan để xảy ra sai phạm",)),
        ("Phòng Nội vụ và các xã chưa bàn giao hồ sơ phải bàn giao xong trước ngày 20/5/2023.", ("Phòng Nội vụ", "các xã chưa bàn giao hồ sơ")),
        ("UBND các xã có rừng chỉ đạo các chủ rừng khẩn trương phát dọn thực bì.", ("UBND các xã có rừng",)),
        ("Thuế tỉnh Mẫu rà soát nợ đọng; gửi danh sách trước ngày 20/5/2023.", ("Thuế tỉnh Mẫu",)),
        ("Sở Tài chính, Thống kê tỉnh và Thuế cơ sở 3 đối chiếu số liệu.", ("Sở Tài chính", "Thống kê tỉnh", "Thuế cơ sở 3")),
    ],
)  # fmt: skip
def test_a_set_is_named_whole_and_the_order_begins_after_it(sentence, lead):
    assert read_text(notice(sentence)).directives[0].lead == lead


@pytest.mark.parametrize(
    "sentence",
    [
        "Các sở, ngành chưa quan tâm, chưa chỉ đạo quyết liệt, còn đùn đẩy trách nhiệm.",
        "Các đơn vị chưa thực hiện nghiêm túc chế độ báo cáo.",
        "Một số đơn vị còn chậm triển khai, chưa sớm khắc phục tồn tại.",
        "UBND các huyện đã chỉ đạo các xã khẩn trương triển khai.",
    ],
)
def test_a_description_in_the_same_words_is_no_duty(sentence):
    assert read_text(notice(sentence)).directives == ()


def test_when_is_not_which():
    found = read_text(
        notice("Giao Công an huyện phối hợp với UBND thị trấn Mẫu trong quá trình thực hiện.")
    ).directives[0]
    assert found.coordinate == ("UBND thị trấn Mẫu",)


def test_a_bare_head_means_the_body_told_before():
    first, second = read_text(
        notice("Giao Sở Xây dựng lập quy hoạch. Giao Sở tiếp thu ý kiến của Sở Tài chính, hoàn thiện hồ sơ.")
    ).directives
    assert (first.lead, second.lead) == (("Sở Xây dựng",), ("Sở Xây dựng",))


def test_a_bare_head_far_from_any_body_stays_bare():
    body = "Giao Sở Xây dựng lập quy hoạch.\nII. VỀ ĐẤT ĐAI\n1. Giao Sở rà soát hồ sơ."
    assert [d.lead for d in read_text(notice(body)).directives] == [("Sở Xây dựng",), ("Sở",)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("trong 05 ngày làm việc kể từ ngày họp", dt.date(2023, 3, 20)),
        ("trong 10 ngày kể từ ngày làm việc này", dt.date(2023, 3, 23)),
        ("trong 03 ngày kể từ ngày họp báo", None),
        ("trong 03 ngày sau khi kết thúc hội nghị", None),
    ],
)
def test_days_are_counted_from_the_meeting_that_the_document_reports(words, day):
    # The notice of 14/3/2023 reports a meeting of the day before.
    found = read_text(notice(f"Giao Phòng Nội vụ báo cáo {words}.")).directives[0]
    assert found.deadline.due_on == day


@pytest.mark.parametrize(
    "sentence",
    [
        "Ông Lê Văn Tám kiến nghị bồi thường bổ sung 100 m2 đất; đề nghị được giao một lô tái định cư.",
        "Các hộ dân thôn Đông phản ánh nhà máy xả nước thải ra mương.",
        "Vụ việc đã được giải quyết hết thẩm quyền; bà Sáu không cung cấp được tình tiết mới.",
    ],
)
def test_what_citizens_ask_for_is_no_order(sentence):
    assert read_text(notice(sentence)).directives == ()


def test_an_order_after_what_a_citizen_asks_for_stays_one():
    found = read_text(
        notice("Ông Lê Văn Tám kiến nghị cấp sổ đỏ; giao Phòng Nội vụ trả lời trước ngày 20/5/2023.")
    ).directives
    assert [(d.lead, d.deadline.due_on) for d in found] == [(("Phòng Nội vụ",), dt.date(2023, 5, 20))]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Chỉ đạo Công an các xã nắm chắc tình hình, không để bị động.", "standing"),
        ("Trực tiếp chỉ đạo và chịu trách nhiệm trước Chủ tịch UBND huyện về phòng cháy.", "standing"),
        ("Giao đồng chí Phó Chủ tịch trực tiếp chỉ đạo công tác khắc phục hậu quả.", "standing"),
        ("Đài Phát thanh huyện tăng thời lượng tin về dịch bệnh.", "standing"),
        ("Nghiêm cấm đốt rơm rạ ven đường.", "standing"),
        ("UBND xã Mẫu cắt cử người trực 24/24 giờ.", "standing"),
        ("Yêu cầu Phòng Nội vụ chỉ đạo các chủ đầu tư lập danh sách lao động.", "none"),
        ("Mỗi học kỳ ít nhất 01 lần tổ chức kiểm tra bếp ăn.", "recurring"),
    ],
)
def test_what_has_no_end_is_told_by_the_main_verb(sentence, kind):
    assert read_text(notice(sentence)).directives[0].deadline.kind == kind


def test_two_dated_acts_with_a_comma_between_are_two_duties():
    found = read_text(
        notice("Phòng Nội vụ hoàn thành rà soát trước ngày 20/5/2023, lập hồ sơ bàn giao trước ngày 30/6/2023.")
    ).directives
    assert [d.deadline.due_on for d in found] == [dt.date(2023, 5, 20), dt.date(2023, 6, 30)]


def test_the_day_behind_what_a_paper_is_to_hold():
    sentence = "Giao Phòng Nội vụ hoàn thiện dự thảo theo hướng: không dàn trải; xã chủ động lồng ghép; trình UBND huyện trước ngày 20/5/2023."
    found = read_text(notice(sentence)).directives
    assert [(d.lead, d.deadline.due_on) for d in found] == [(("Phòng Nội vụ",), dt.date(2023, 5, 20))]


def test_a_heading_may_say_which_of_a_set():
    body = "1. Đối với chủ đầu tư các dự án nhà ở xã hội:\na) Công bố thông tin dự án trước ngày 20/5/2023.\n2. Trưởng các xóm\na) Tổ chức họp dân."
    assert [d.lead for d in read_text(notice(body)).directives] == [
        ("chủ đầu tư các dự án nhà ở xã hội",),
        ("Trưởng các xóm",),
    ]


def test_ministries_listed_after_one_head():
    found = read_text(notice("Bộ trưởng các Bộ: Quốc phòng, Công an chỉ đạo lực lượng sẵn sàng.")).directives[0]
    assert found.lead == ("Bộ trưởng Bộ Quốc phòng", "Bộ trưởng Bộ Công an")


def test_a_set_before_the_colon_is_no_bearer_where_its_members_follow():
    found = read_text(
        notice("Các đơn vị thuộc huyện: Phòng Nội vụ lập danh sách; Thanh tra huyện kiểm tra trước ngày 20/5/2023.")
    ).directives
    assert [d.lead for d in found] == [("Phòng Nội vụ",), ("Thanh tra huyện",)]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Trên cơ sở đề xuất của Phòng Nội vụ, Phòng Tài chính thẩm định.", ("Phòng Tài chính",)),
        ("Về đường Vành đai 3 Thị trấn Mẫu, UBND thị trấn Mẫu và UBND xã Đông khẩn trương bàn giao mặt bằng.", ("UBND thị trấn Mẫu", "UBND xã Đông")),
        ("Vào thứ Sáu hằng tuần, báo cáo tiến độ về UBND huyện.", ()),
        ("Đề nghị MTTQ huyện và các đoàn thể vận động hội viên.", ("MTTQ huyện", "các đoàn thể")),
        ("Giao các phòng, ban; UBND các xã rà soát hồ sơ tồn.", ("các phòng, ban", "UBND các xã")),
        ("Các bộ, cơ quan trung ương và địa phương rà soát từng dự án.", ("Các bộ, cơ quan trung ương và địa phương",)),
        ("Yêu cầu các thành viên Ban Chỉ đạo bám sát địa bàn.", ("các thành viên Ban Chỉ đạo",)),
    ],
)  # fmt: skip
def test_who_is_told_beside_other_names(sentence, lead):
    assert read_text(notice(sentence)).directives[0].lead == lead


def test_an_assessment_is_none_in_any_of_its_parts():
    body = "Nhìn chung bộ máy vận hành ổn định; tiếp nhận 4.215 hồ sơ, giải quyết đúng hạn 97%.\nTuy nhiên việc giao đất chậm; còn 37 hộ chưa nhận tiền."
    assert read_text(notice(body)).directives == ()


def test_a_case_before_xong_keeps_the_duty_whole():
    found = read_text(
        notice("Phòng Nội vụ rà soát hồ sơ, nếu có sai phạm thì xử lý, xong trong tháng 6/2023.")
    ).directives
    assert [d.deadline.due_on for d in found] == [dt.date(2023, 6, 30)]


@pytest.mark.parametrize("words", ["trước ngày 20 tháng Chạp", "vào ngày mùng 4 Tết", "chậm nhất ngày 15 tháng Giêng"])
def test_days_of_the_moon_are_events(words):
    found = read_text(notice(f"Phòng Nội vụ báo cáo {words}.")).directives[0]
    assert (found.deadline.kind, found.deadline.text, found.deadline.due_on) == ("event", words, None)

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

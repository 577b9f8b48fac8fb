"""Where one sentence is several duties, where several are one, and whose the time is."""

from __future__ import annotations

import pytest
from tests.reading.builders import notice

from dondoc.reading import read_text


def duties(body: str) -> list[tuple[str, ...]]:
    """Each duty as its first words, its leads, and its day or the kind of its time."""
    found = read_text(notice(body)).directives
    return [
        (
            " ".join(d.text.split()[:3]).strip(",;."),
            *d.lead,
            d.deadline.due_on.isoformat() if d.deadline.due_on else d.deadline.kind,
        )
        for d in found
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Phòng Nội vụ gửi dự thảo trước ngày 20/5/2023 và trình UBND huyện trước ngày 02/6/2023.",
            [("Phòng Nội vụ", "Phòng Nội vụ", "2023-05-20"), ("trình UBND huyện", "Phòng Nội vụ", "2023-06-02")],
        ),
        (
            "Phòng Nội vụ ban hành danh mục trước ngày 20/5/2023, đồng thời hướng dẫn các xã ghi nhật ký.",
            [("Phòng Nội vụ", "Phòng Nội vụ", "2023-05-20"), ("đồng thời hướng", "Phòng Nội vụ", "none")],
        ),
        (
            "Phòng Nội vụ bảo đảm kinh phí, trường hợp vượt khả năng thì báo cáo trước ngày 20/5/2023.",
            [("Phòng Nội vụ", "Phòng Nội vụ", "standing"), ("trường hợp vượt", "Phòng Nội vụ", "2023-05-20")],
        ),
        (
            "Phòng Nội vụ theo dõi, đôn đốc việc thực hiện; bố trí lịch kiểm tra trước ngày 20/5/2023.",
            [("Phòng Nội vụ", "Phòng Nội vụ", "standing"), ("bố trí lịch", "Phòng Nội vụ", "2023-05-20")],
        ),
        (
            "Phòng Nội vụ rà soát danh mục; trình UBND huyện phê duyệt trước ngày 20/5/2023.",
            [("Phòng Nội vụ", "Phòng Nội vụ", "2023-05-20")],
        ),
        (
            "Phòng Nội vụ rà soát định kỳ hai năm một lần; đề xuất điều chỉnh trước ngày 30/6 hằng năm.",
            [("Phòng Nội vụ", "Phòng Nội vụ", "recurring")],
        ),
        (
            "Phòng Nội vụ hoàn thành rà soát trước ngày 20/5/2023; kết quả gửi về Phòng Tài chính trước ngày 25/5/2023.",
            [("Phòng Nội vụ", "Phòng Nội vụ", "2023-05-20"), ("kết quả gửi", "Phòng Nội vụ", "2023-05-25")],
        ),
        (
            "Phòng Y tế lập hồ sơ; quá thời hạn này mà chưa xong thì Phòng Nội vụ báo cáo UBND huyện.",
            [("Phòng Y tế", "Phòng Y tế", "none"), ("quá thời hạn", "Phòng Nội vụ", "none")],
        ),
        (
            "Phòng Y tế lập kế hoạch chung; trong đó Trung tâm Y tế bố trí người trực.",
            [("Phòng Y tế", "Phòng Y tế", "none"), ("trong đó Trung", "Trung tâm Y tế", "none")],
        ),
        (
            "Phòng Y tế; Phòng Nội vụ phối hợp rà soát danh mục trước ngày 20/5/2023.",
            [("Phòng Y tế;", "Phòng Y tế", "Phòng Nội vụ", "2023-05-20")],
        ),
    ],
)
def test_a_sentence_is_cut_where_the_addressee_or_the_time_changes(sentence, expected):
    assert [(a.strip(";"), *rest) for a, *rest in duties("1. " + sentence)] == [
        (a.strip(";"), *rest) for a, *rest in expected
    ]


def test_a_task_with_lines_under_it_is_theirs():
    body = """1. Hoàn thiện thể chế
a) Quy chuẩn về trạm đo mưa tự động.
- Cơ quan chủ trì: Phòng Kinh tế.
- Cơ quan phối hợp: Phòng Tài chính; các xã.
- Thời gian hoàn thành: Quý IV năm 2023.
2. Nâng cao nhận thức
Tổ chức diễn tập ở vùng trọng điểm.
- Đơn vị chủ trì: Công an huyện, Phòng Nội vụ
- Thời gian thực hiện: Thường xuyên."""
    first, second = read_text(notice(body)).directives
    assert (first.lead, first.coordinate) == (("Phòng Kinh tế",), ("Phòng Tài chính", "các xã"))
    assert (first.clause, first.deadline.kind, str(first.deadline.due_on)) == ("1.a", "period", "2023-12-31")
    assert first.text == "Quy chuẩn về trạm đo mưa tự động"
    assert second.lead == ("Công an huyện", "Phòng Nội vụ")
    assert second.deadline.kind == "standing"
    assert all(d.confidence >= 0.9 for d in (first, second))


def test_lines_that_name_nobody_describe_no_task():
    assert duties("1. Phòng Y tế lập hồ sơ.\n- Thời gian hoàn thành: 20/5/2023.") == [
        ("Phòng Y tế", "Phòng Y tế", "2023-05-20")
    ]


def test_orders_inside_a_section_that_tells_how_things_stand():
    body = """I. VỀ TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 4
1. Trong tháng 4, sản xuất tiếp tục tăng; Phòng Kinh tế tích cực triển khai nhiệm vụ; giải ngân còn chậm.
2. Trong thời gian tới, yêu cầu các phòng, ban tập trung thực hiện các nhiệm vụ sau:
a) Phòng Y tế:
- Lập hồ sơ trước ngày 20/5/2023.
II. VỀ TÌNH HÌNH GIẢI NGÂN
1. Các Phòng: Nội vụ, Tài chính khẩn trương ban hành văn bản trong tháng 5 năm 2023."""
    assert duties(body) == [
        ("Lập hồ sơ", "Phòng Y tế", "2023-05-20"),
        ("Các Phòng: Nội", "Phòng Nội vụ", "Phòng Tài chính", "2023-05-31"),
    ]


def test_what_was_assigned_before_is_told_not_ordered():
    body = "1. Tại Thông báo số 41/TB-VP ngày 27/01/2023, UBND huyện đã giao Phòng Y tế lập hồ sơ; giao Phòng Nội vụ rà soát."
    assert duties(body) == []


def test_two_contents_named_above_share_the_time_that_follows():
    body = (
        "1. Phòng Nội vụ rà soát biên chế.\n"
        "2. Các trường học trồng cây; Hiệu trưởng Trường THPT An Vĩnh lập danh sách học sinh. "
        "Hai nội dung nêu trên thực hiện xong trước ngày 26/5/2023."
    )
    assert [one[-1] for one in duties(body)] == ["none", "2023-05-26", "2023-05-26"]


def test_contents_of_the_clause_but_for_one():
    body = """2. Về đá xây dựng
- Phòng Kinh tế tổng hợp nhu cầu trước ngày 25 hằng tháng.
- Phòng Nội vụ hoàn tất thủ tục gia hạn.
- Phòng Y tế có ý kiến bằng văn bản. Các nhiệm vụ nêu tại khoản này, trừ việc tổng hợp hằng tháng, phải hoàn thành trước ngày 20/5/2023."""
    assert [one[-1] for one in duties(body)] == ["recurring", "2023-05-20", "2023-05-20"]


def test_an_assignment_table_with_roles_in_one_cell_and_the_time_told_before():
    body = """1. Các cơ quan hoàn thành nhiệm vụ theo thời hạn mới:
| TT | Nhiệm vụ | Cơ quan thực hiện | Văn bản giao, thời hạn cũ | Thời hạn mới |
| --- | --- | --- | --- | --- |
| 1 | Báo cáo kết quả xử lý xe công dôi dư | Chủ trì: Phòng Tài chính; phối hợp: Phòng Nội vụ | Thông báo số 9; hạn 31/3/2023 | 20/5/2023 |"""
    (row,) = read_text(notice(body)).directives
    assert (row.lead, row.coordinate) == (("Phòng Tài chính",), ("Phòng Nội vụ",))
    assert str(row.deadline.due_on) == "2023-05-20"

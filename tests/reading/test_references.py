"""Documents that a text cites."""

import datetime as dt

from dondoc.reading.references import find_references


def refs(text, own=(None, None)):
    return [(r.type, r.number, r.date and r.date.isoformat()) for r in find_references(text, 0, own)]


def test_type_number_and_date():
    assert refs("Thực hiện Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 và Công văn số 12/SNV-CCVC ngày 5/5/2021.") == [
        ("Nghị định", "45/2020/NĐ-CP", "2020-04-08"), ("Công văn", "12/SNV-CCVC", "2021-05-05"),
    ]  # fmt: skip


def test_once_each_with_the_date_of_any_mention():
    assert refs("Nghị quyết số 10/NQ-HĐND được triển khai. Nghị quyết số 10/NQ-HĐND ngày 09/12/2021 quy định.") == [
        ("Nghị quyết", "10/NQ-HĐND", "2021-12-09")
    ]


def test_the_type_is_said_once_for_several():
    assert refs("tại các Thông báo số 9/TB-UBND ngày 11/01/2021; số 32/TB-UBND ngày 16/7/2021") == [
        ("Thông báo", "9/TB-UBND", "2021-01-11"),
        ("Thông báo", "32/TB-UBND", "2021-07-16"),
    ]


def test_party_numbers():
    assert refs("Kết luận số 18-KL/TW ngày 02/4/2026") == [("Kết luận", "18-KL/TW", "2026-04-02")]


def test_the_day_may_stand_before():
    assert refs("Ngày 11/12/2025, Quốc hội đã ban hành Nghị quyết số 254/2025/QH15 về đất đai.") == [
        ("Nghị quyết", "254/2025/QH15", "2025-12-11")
    ]


def test_a_number_over_a_line_break_and_its_offsets():
    text = "theo Công văn số 77/SNN-\n   TTBVTV ngày 3/4/2022"
    (found,) = find_references(text, 0, (None, None))
    assert found.number == "77/SNN-TTBVTV"
    assert text[found.start : found.end] == "77/SNN-\n   TTBVTV"
    assert found.date == dt.date(2022, 4, 3)


def test_its_own_number_fractions_and_laws_by_name_are_none():
    assert (
        refs(
            "đạt 16/22 chỉ tiêu, 100.000 đồng/người, Luật Đất đai, Thông báo số 34/TB-UBND, 24/24 giờ, ngày 15/12",
            ("34", "TB-UBND"),
        )
        == []
    )

"""Which sentences are duties, whose, and by when: one short notice for each construction."""

import datetime as dt

import pytest
from tests.reading.builders import notice

from dondoc.reading import read, read_text, without_page_numbers


def duties(body):
    return read(notice(body)).directives


def only(body):
    (duty,) = duties(body)
    return duty


def test_verb_of_assignment_names_the_lead():
    duty = only("1. Giao Phòng Y tế tham mưu kế hoạch tiêm chủng.")
    assert duty.lead == ("Phòng Y tế",)
    assert duty.clause == "1"
    assert duty.deadline.kind == "none"


def test_subject_of_an_action_leads_and_partners_coordinate():
    duty = only(
        "1. Phòng Nội vụ chủ trì, phối hợp chặt chẽ với Phòng Tư pháp, Công an huyện rà soát hồ sơ trước ngày 20/3/2023."
    )
    assert duty.lead == ("Phòng Nội vụ",)
    assert duty.coordinate == ("Phòng Tư pháp", "Công an huyện")
    assert duty.deadline.due_on == dt.date(2023, 3, 20)
    assert duty.deadline.text == "trước ngày 20/3/2023"


def test_heading_is_the_addressee_of_what_stands_under_it():
    found = duties(
        "1. Phòng Nội vụ:\na) Rà soát biên chế.\nđ) Báo cáo UBND huyện trước 30/4.\n2. Đối với UBND các xã:\n- Tăng cường kiểm tra."
    )
    assert [(d.clause, d.lead) for d in found] == [
        ("1.a", ("Phòng Nội vụ",)),
        ("1.đ", ("Phòng Nội vụ",)),
        ("2", ("UBND các xã",)),
    ]
    assert all("inherit" in d.flags for d in found)
    assert found[1].deadline.due_on == dt.date(2023, 4, 30)


def test_own_subject_overrides_the_heading():
    found = duties(
        "1. Phòng Nội vụ, Phòng Tư pháp\n- Rà soát thủ tục.\n- Phòng Tư pháp hướng dẫn UBND các xã ban hành quy chế."
    )
    assert [d.lead for d in found] == [("Phòng Nội vụ", "Phòng Tư pháp"), ("Phòng Tư pháp",)]


def test_lead_in_with_an_addressee_leads_every_item():
    found = duties(
        "2. Yêu cầu Trưởng các phòng, ban thực hiện các nhiệm vụ sau:\na) Niêm yết thủ tục.\nb) Trả lời kiến nghị của cử tri."
    )
    assert [d.lead for d in found] == [("Trưởng các phòng, ban",)] * 2


def test_marks_inside_a_sentence_make_several_duties():
    found = duties(
        "1. Giao Phòng Kinh tế và Hạ tầng: (i) Lập quy hoạch chi tiết; (ii) Chủ trì, phối hợp với Công an huyện xử lý vi phạm (hoàn thành trong tháng 5 năm 2023)."
    )
    assert [d.lead for d in found] == [("Phòng Kinh tế và Hạ tầng",)] * 2
    assert [d.clause for d in found] == ["1.i", "1.ii"]
    assert found[1].coordinate == ("Công an huyện",)
    assert found[1].deadline.due_on == dt.date(2023, 5, 31)


def test_a_change_of_addressee_splits_a_sentence():
    found = duties(
        "1. Giao Phòng Nội vụ lập danh sách; Phòng Tài chính - Kế hoạch thẩm định kinh phí trong quý II/2023."
    )
    assert [d.lead for d in found] == [("Phòng Nội vụ",), ("Phòng Tài chính - Kế hoạch",)]
    assert [d.deadline.kind for d in found] == ["none", "period"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Giao Phòng Y tế rà soát danh mục trước ngày 1/4/2023, Phòng Tài chính bố trí kinh phí trước ngày 15/4/2023.",
            [("Phòng Y tế", "2023-04-01"), ("Phòng Tài chính", "2023-04-15")],
        ),
        (
            "Giao Phòng Y tế rà soát danh mục, đồng thời Phòng Tài chính bố trí kinh phí trước ngày 15/3/2023.",
            [("Phòng Y tế", None), ("Phòng Tài chính", "2023-03-15")],
        ),
        (
            "Giao Phòng Y tế rà soát danh mục, Phòng Tài chính bố trí kinh phí, hoàn thành trước ngày 15/3/2023.",
            [("Phòng Y tế", "2023-03-15"), ("Phòng Tài chính", "2023-03-15")],
        ),
        (
            "Giao Phòng Y tế rà soát danh mục; giao Phòng Tài chính bố trí kinh phí; hoàn thành trước ngày 15/3/2023.",
            [("Phòng Y tế", "2023-03-15"), ("Phòng Tài chính", "2023-03-15")],
        ),
        (
            "Giao Phòng Y tế rà soát danh mục, Phòng Tài chính bố trí kinh phí, báo cáo trước ngày 15/3/2023.",
            [("Phòng Y tế", None), ("Phòng Tài chính", "2023-03-15")],
        ),
        (
            "Giao Phòng Y tế phối hợp với Công an huyện, Phòng Tài chính rà soát danh mục trước ngày 15/3/2023.",
            [("Phòng Y tế", "2023-03-15")],
        ),
    ],
)
def test_several_leads_in_one_sentence_and_whose_the_time_is(sentence, expected):
    found = [(*d.lead, d.deadline.due_on and d.deadline.due_on.isoformat()) for d in duties("1. " + sentence)]
    assert found == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Giao Phòng Y tế chủ trì, Phòng Tài chính phối hợp rà soát danh mục.",
        "Giao Phòng Y tế chủ trì rà soát danh mục, Phòng Tài chính phối hợp thực hiện.",
    ],
)
def test_who_is_named_before_phoi_hop_is_a_partner(sentence):
    duty = only("1. " + sentence)
    assert (duty.lead, duty.coordinate) == (("Phòng Y tế",), ("Phòng Tài chính",))


def test_a_page_that_ends_inside_a_sentence_breaks_nothing():
    body = """1. Về công tác phòng, chống dịch bệnh trên địa bàn, các cơ quan, đơn vị cần bám sát
tình hình thực tế để chủ động ứng phó, không để bị động trong mọi tình huống; giao Phòng
{}Y tế chủ trì, phối hợp với các cơ quan, đơn vị liên quan lập đề án thành lập trung tâm
kiểm soát bệnh tật, báo cáo Ủy ban nhân dân huyện trước ngày 15/3/2023. Giao Phòng
Tài chính bố trí kinh phí thực hiện trong dự toán được giao, hoàn thành trong tháng 5
năm 2023 và báo cáo kết quả với Ủy ban nhân dân huyện theo đúng quy định hiện hành."""
    whole = [(d.lead, d.deadline.due_on) for d in duties(body.format(""))]
    assert [lead for lead, _ in whole[-2:]] == [("Phòng Y tế",), ("Phòng Tài chính",)]
    for page in ("3\n", "\n3\n\n", "\n- 3 -\n\n\n", "Trang 3/5\n"):
        found = duties(body.format(page))
        assert [(d.lead, d.deadline.due_on) for d in found] == whole
        assert without_page_numbers(found[-2].text) == duties(body.format(""))[-2].text


@pytest.mark.parametrize(
    ("passage", "without"),
    [
        ("giao Phòng\n\n3\n\nY tế", "giao Phòng\nY tế"),
        ("a\n\nb", "a\n\nb"),
        ("12\na", "12\na"),
        ("a\n1\n2\n\nb", "a\nb"),
        ("", ""),
    ],
)
def test_a_passage_without_its_page_numbers(passage, without):
    assert without_page_numbers(passage) == without


def test_several_verbs_with_one_addressee_and_one_deadline_stay_one():
    duty = only("1. Phòng Nội vụ rà soát, tổng hợp; đề xuất phương án, trình UBND huyện trước ngày 20/3/2023.")
    assert duty.text.endswith("20/3/2023.")


def test_a_deadline_in_a_sentence_of_its_own_belongs_to_the_duty_before():
    duty = only("1. Phòng Nội vụ rà soát biên chế. Hoàn thành trước ngày 30/6/2023.")
    assert duty.deadline.due_on == dt.date(2023, 6, 30)
    assert "inherit_deadline" in duty.flags


def test_what_was_done_is_no_duty():
    assert duties("1. Phòng Nội vụ đã hoàn thành rà soát biên chế. Tuy nhiên, việc giải ngân vẫn còn chậm.") == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Đồng ý chủ trương mua sắm thiết bị.",
        "Ghi nhận và biểu dương kết quả của các xã.",
        "Thống nhất với báo cáo của Phòng Nội vụ.",
        "Nhân dịp năm mới, chúc các đồng chí mạnh khỏe.",
        "Trân trọng cảm ơn sự phối hợp của quý cơ quan.",
        "Năm 2023 có ý nghĩa quan trọng đối với huyện.",
        "Giải ngân vốn đầu tư công vẫn còn chậm so với kế hoạch.",
        "Nghị quyết số 12/NQ-HĐND giao Phòng Nội vụ chủ trì đề án.",
    ],
)
def test_no_duty(sentence):
    assert duties(f"1. {sentence}") == ()


def test_an_approval_that_assigns_keeps_the_assignment():
    duty = only("1. Đồng ý chủ trương sửa trụ sở; giao Phòng Tài chính - Kế hoạch thẩm định dự toán.")
    assert duty.lead == ("Phòng Tài chính - Kế hoạch",)
    assert duty.text.startswith("giao")


def test_assessments_have_their_own_section():
    found = duties(
        "I. ĐÁNH GIÁ CHUNG\nPhòng Nội vụ triển khai còn chậm; cần quyết liệt hơn.\nII. NHIỆM VỤ\n1. Phòng Nội vụ lập đề án."
    )
    assert [d.clause for d in found] == ["II.1"]


def test_two_sections_with_one_number_are_told_apart():
    found = duties("I. NHIỆM VỤ\n1. Phòng Nội vụ lập đề án.\nI. KIẾN NGHỊ\n1. Phòng Tư pháp trả lời.")
    assert [d.clause for d in found] == ["I.1", "I(2).1"]


def test_somebody_told_by_the_lead_is_neither_lead_nor_partner():
    duty = only("1. Chủ tịch UBND các xã chỉ đạo Công an xã phối hợp với các đoàn thể tuần tra.")
    assert duty.lead == ("Chủ tịch UBND các xã",)
    assert duty.coordinate == ()


def test_a_regulation_on_cooperation_has_parties_not_partners():
    duty = only("1. Phòng Nội vụ thực hiện tốt quy chế phối hợp với Công an huyện.")
    assert duty.coordinate == ()


def test_an_imperative_without_addressee_is_implicit():
    duty = only("1. Rà soát lại quy định về chức năng, nhiệm vụ.")
    assert duty.lead == ()
    assert "implicit" in duty.flags


def test_what_follows_with_no_new_subject_inherits():
    found = duties("1. Phòng Nội vụ lập đề án vị trí việc làm. Báo cáo kết quả hằng tháng.")
    assert [d.lead for d in found] == [("Phòng Nội vụ",)] * 2
    assert found[1].deadline.kind == "recurring"


def test_a_working_session_is_told_to_the_body_worked_with():
    text = notice("1. Khẩn trương rà soát quy hoạch.").replace(
        "Kết luận của Chủ tịch UBND huyện tại cuộc họp giao ban tháng 3",
        "Kết luận của Chủ tịch UBND huyện tại buổi làm việc với lãnh đạo xã Thạnh Đông",
    )
    (duty,) = read(text).directives
    assert duty.lead == ("xã Thạnh Đông",)
    assert "implicit" in duty.flags


def test_the_closing_call_is_flagged_and_the_closing_notice_is_none():
    found = duties("1. Phòng Nội vụ lập đề án.\nYêu cầu các phòng, ban nghiêm túc triển khai thực hiện.")
    assert found[-1].flags == ("closing",)
    assert found[-1].clause is None
    assert len(found) == 2


def test_a_conditional_duty_is_flagged():
    duty = only("1. Trường hợp phát sinh vướng mắc, UBND các xã báo cáo UBND huyện.")
    assert duty.lead == ("UBND các xã",)
    assert "conditional" in duty.flags


def test_what_the_author_will_do_counts_only_with_a_time():
    assert duties("1. UBND huyện sẽ tiếp tục quan tâm hỗ trợ các xã.") == ()
    duty = only("1. UBND huyện sẽ tổ chức kiểm tra trong tháng 4/2023.")
    assert "commitment" in duty.flags


def test_a_date_that_does_not_exist_stays_open_and_is_told():
    reading = read(notice("1. Phòng Nội vụ báo cáo trước ngày 31/02/2024."))
    assert reading.directives[0].deadline.kind == "date"
    assert reading.directives[0].deadline.due_on is None
    assert [w.code for w in reading.warnings] == ["impossible_date"]


def test_every_directive_says_why():
    duty = only("1. Giao Phòng Y tế tham mưu kế hoạch trong tháng 4/2023.")
    assert "lead:verb of assignment" in duty.because
    assert "deadline:period" in duty.because
    assert 0.9 <= duty.confidence <= 1


def test_a_guess_is_less_sure_than_an_order():
    sure = only("1. Giao Phòng Y tế tham mưu kế hoạch tiêm chủng.")
    guess = only("1. Phấn đấu hoàn thành các chỉ tiêu được giao.")
    assert guess.confidence < sure.confidence - 0.1


def test_bullets_after_a_subject_go_on_about_it():
    found = duties(
        "1. Về hồ sơ\n- Các cơ sở giáo dục cập nhật dữ liệu học sinh.\n- Kiểm tra, đối chiếu dữ liệu với sổ gốc."
    )
    assert [d.lead for d in found] == [("Các cơ sở giáo dục",)] * 2


def test_what_stands_under_a_duty_is_its_bearers_too():
    found = duties("1. Công an huyện xây dựng phương án bảo đảm an ninh, trong đó:\na) Rà soát các điểm nóng.")
    assert found[-1].lead == ("Công an huyện",)


def test_ordinals_are_clauses():
    found = duties(
        "2. Thời gian tới, UBND xã Thạnh Đông cần tập trung một số nhiệm vụ sau:\nMột là, rà soát quy hoạch.\nHai là, đẩy nhanh giải ngân."
    )
    assert [(d.clause, d.lead) for d in found] == [("2.1", ("UBND xã Thạnh Đông",)), ("2.2", ("UBND xã Thạnh Đông",))]


def test_a_decisions_articles():
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LONG AN\nSố: 77/QĐ-UBND\nLong An, ngày 05 tháng 4 năm 2022\nQUYẾT ĐỊNH\nVề việc ban hành Quy chế\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.\nĐiều 2. Giao Sở Nội vụ hướng dẫn thực hiện.\n"
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.\nĐiều 4. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành Quyết định này./.\nCHỦ TỊCH\nLê Văn Tám"
    )
    found = read(text).directives
    assert [(d.clause, d.lead) for d in found] == [
        ("Điều 2", ("Sở Nội vụ",)),
        ("Điều 4", ("Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Nội vụ")),
    ]


def test_of_minutes_only_the_conclusion_counts():
    text = (
        "SỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nBIÊN BẢN\nHọp giao ban\nHôm nay, ngày 12 tháng 5 năm 2023, Sở Nội vụ họp giao ban.\n"
        "I. Ý KIẾN THẢO LUẬN\n1. Phòng Kế hoạch đề nghị Phòng Hành chính mua thêm máy.\nII. KẾT LUẬN CỦA CHỦ TRÌ\n1. Giao Phòng Hành chính lập dự toán.\n"
    )
    assert [d.clause for d in read(text).directives] == ["II.1"]


def test_an_annex_table_is_read_by_its_columns():
    text = notice("1. Phòng Nội vụ lập đề án.") + (
        "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n| STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn | Sản phẩm |\n| --- | --- | --- | --- | --- | --- |\n"
        "| I | Nhóm thể chế | | | | |\n"
        "| 1 | Xây dựng quy chế quản lý dữ liệu dùng chung | Phòng Văn hóa và Thông tin | Phòng Tư pháp; Công an huyện | Quý III/2023 | Quyết định |\n"
    )
    row = read(text).directives[-1]
    assert row.clause == "Phụ lục.1"
    assert row.lead == ("Phòng Văn hóa và Thông tin",)
    assert row.coordinate == ("Phòng Tư pháp", "Công an huyện")
    assert row.deadline.due_on == dt.date(2023, 9, 30)


def test_the_author_by_its_abbreviation_orders_others():
    text = (
        "UBND TỈNH LONG AN\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 50/SGDĐT-VP\nLong An, ngày 05 tháng 4 năm 2023\nKính gửi: Các trường THPT.\n"
        "Sở GDĐT yêu cầu các trường THPT thực hiện các nội dung sau:\n1. Rà soát cơ sở vật chất.\nGIÁM ĐỐC\nLê Văn Tám"
    )
    assert [d.lead for d in read(text).directives] == [("các trường THPT",)]


def test_the_issuing_office_follows_up():
    text = notice(
        "1. Phòng Nội vụ lập đề án.\nVăn phòng HĐND và UBND huyện có trách nhiệm theo dõi, đôn đốc việc thực hiện."
    )
    assert read(text).directives[-1].lead == ("Văn phòng HĐND và UBND huyện",)


@pytest.mark.parametrize(
    "flood",
    [
        "a" * 200_000,
        "- Rà\n" * 4_000,
        "(" * 50_000,
        "các sở, ngành và " * 4_000,
        "TP. " * 20_000,
        "Giao Sở Y tế; " * 4_000,
        "| a | b |\n" * 4_000,
        "trước ngày 30/6/2023, " * 4_000,
    ],
)
def test_floods_end(flood):
    assert len(read(notice(flood)).text) > len(flood) / 2


@pytest.mark.parametrize(
    ("line", "lead", "coordinate"),
    [
        ("đ) Đối với UBND cấp huyện: ký cam kết tiến độ bàn giao mặt bằng.", ("UBND cấp huyện",), ()),
        ("a) Riêng Sở Y tế: khẩn trương hoàn thành phương án.", ("Sở Y tế",), ()),
        (
            "- Đối với Sở Tài chính, Sở Xây dựng: chủ trì, phối hợp với Sở Y tế thẩm định dự toán.",
            ("Sở Tài chính", "Sở Xây dựng"),
            ("Sở Y tế",),
        ),
    ],
)
def test_an_addressee_and_its_task_on_one_line(line: str, lead: tuple[str, ...], coordinate: tuple[str, ...]) -> None:
    found = read_text(
        f"Chủ tịch UBND tỉnh kết luận như sau:\n\n1. Nhiệm vụ\n\n{line} Báo cáo trước ngày 31/3/2021.\n"
    ).directives
    assert [d.lead for d in found] == [lead, lead]
    assert found[0].coordinate == coordinate
    assert found[0].text == line.split(" ", 1)[1]
    assert "inherit" in found[0].flags


def test_what_stands_before_a_colon_is_no_addressee_when_it_names_nobody() -> None:
    found = read_text("Chủ tịch UBND tỉnh kết luận như sau:\n\n1. Đối với kết quả năm 2020: đạt 16/22 chỉ tiêu.\n")
    assert found.directives == ()

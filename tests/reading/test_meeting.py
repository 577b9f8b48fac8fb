"""The meeting: date, chair, reporter, absences, substitutes, speakers."""

import datetime as dt

import pytest

from dondoc.reading.meeting import read_meeting
from dondoc.reading.model import Person, Substitute
from dondoc.reading.persons import person


def meeting(text):
    return read_meeting([text], None, dt.date(2023, 3, 20))


@pytest.mark.parametrize(
    ("words", "name", "position"),
    [
        ("Chủ tịch UBND huyện Trần Quang Minh", "Trần Quang Minh", "Chủ tịch UBND huyện"),
        ("đồng chí Trần Quang Minh, Chủ tịch UBND huyện", "Trần Quang Minh", "Chủ tịch UBND huyện"),
        ("ông Trần Quang Minh - Phó Giám đốc Sở Y tế", "Trần Quang Minh", "Phó Giám đốc Sở Y tế"),
        ("Phó Thủ tướng Chính phủ Lê Văn An", "Lê Văn An", "Phó Thủ tướng Chính phủ"),
        ("Chủ tịch UBND tỉnh", None, "Chủ tịch UBND tỉnh"),
        ("Chủ tịch UBND tỉnh Hà Giang", None, "Chủ tịch UBND tỉnh Hà Giang"),
    ],
)
def test_person(words, name, position):
    assert person(words) == Person(name, position)


def test_nobody_is_nobody():
    assert person("các đại biểu dự họp") is None
    assert person("") is None


def test_date_and_chair():
    m = meeting(
        "Ngày 13/3/2023, tại Phòng họp số 1, đồng chí Trần Quang Minh, Chủ tịch UBND huyện chủ trì cuộc họp giao ban."
    )
    assert m.date == dt.date(2023, 3, 13)
    assert m.chair == Person("Trần Quang Minh", "Chủ tịch UBND huyện")


def test_chair_as_a_labelled_line():
    assert meeting("Cuộc họp giao ban\n1. Chủ trì: Ông Huỳnh Văn Tám, Phó Chủ tịch UBND huyện.").chair == Person(
        "Huỳnh Văn Tám", "Phó Chủ tịch UBND huyện"
    )


def test_who_reported():
    m = meeting(
        "Chiều 13/3/2023, UBND huyện họp. Sau khi nghe Chánh Văn phòng Phạm Minh Tâm trình bày dự thảo, các đại biểu thảo luận."
    )
    assert m.reporter == Person("Phạm Minh Tâm", "Chánh Văn phòng")


def test_absences_with_reasons_and_substitutes():
    m = meeting(
        "Ngày 13/3/2023, UBND huyện họp. Vắng: Trưởng phòng Tư pháp Lê Văn Hùng (đi học), Chủ tịch UBND xã Đông Thái (cử Phó Chủ tịch Nguyễn Thị Mai dự thay). Cuộc họp thảo luận."
    )
    assert m.absent == (
        Person("Lê Văn Hùng", "Trưởng phòng Tư pháp", "đi học"),
        Person(None, "Chủ tịch UBND xã Đông Thái", None),
    )
    assert m.substitutes == (Substitute("UBND xã Đông Thái", "Nguyễn Thị Mai", "Phó Chủ tịch"),)


def test_absence_told_in_a_sentence():
    m = meeting("Ngày 13/3/2023, UBND huyện họp. Đ/c Giám đốc Kho bạc vắng (có lý do), Phó Giám đốc dự thay.")
    assert m.absent == (Person(None, "Giám đốc Kho bạc", "có lý do"),)
    assert m.substitutes[0].unit == "Kho bạc"
    assert m.substitutes[0].position == "Phó Giám đốc"


def test_members_who_sent_a_deputy():
    m = meeting(
        "Ngày 13/3/2023, UBND tỉnh họp, vắng 01 thành viên (Phó Chủ tịch UBND tỉnh Lê Văn An đi công tác), 02 thành viên cử cấp phó tham dự (Sở Y tế (ông Trần Văn Ba), Công an tỉnh (Võ Thành Tâm)),"
        " 01 UBND cấp huyện cử Phó Chủ tịch UBND cấp huyện chủ trì tại điểm cầu (Gò Quao (bà Đỗ Thị Sáu))."
    )
    assert m.absent == (Person("Lê Văn An", "Phó Chủ tịch UBND tỉnh", "đi công tác"),)
    assert [(s.unit, s.name) for s in m.substitutes] == [
        ("Sở Y tế", "Trần Văn Ba"),
        ("Công an tỉnh", "Võ Thành Tâm"),
        ("UBND huyện Gò Quao", "Đỗ Thị Sáu"),
    ]


def test_speakers_in_brackets():
    m = meeting(
        "Ngày 13/3/2023, UBND tỉnh họp. Các ý kiến phát biểu của lãnh đạo các huyện (Gò Quao, An Biên), các sở (Văn hóa, Thể thao và Du lịch, Y tế) và ý kiến của Liên đoàn Lao động tỉnh."
    )
    assert m.speakers == ("Gò Quao", "An Biên", "Văn hóa, Thể thao và Du lịch", "Y tế", "Liên đoàn Lao động tỉnh")


def test_a_text_without_a_meeting_tells_of_none():
    m = meeting("Sở Y tế báo cáo số liệu quý I.")
    assert (m.date, m.chair, m.absent) == (None, None, ())


def test_a_day_after_the_document_is_no_meeting_held():
    assert meeting("Ngày 25/3/2023, UBND huyện họp giao ban.").date is None


def test_who_chairs_may_end_the_sentence():
    found = meeting(
        "Ngày 13/3/2023, UBND huyện họp phiên thường kỳ, đồng chí Trần Quang Minh, Chủ tịch UBND huyện chủ trì."
    )
    assert found.chair == Person("Trần Quang Minh", "Chủ tịch UBND huyện")


def test_the_name_before_the_post_of_who_was_absent():
    found = meeting(
        "Ngày 13/3/2023, Chủ tịch UBND huyện chủ trì phiên họp. Đồng chí Lê Văn Hai, Trưởng phòng Y tế vắng mặt do đi học; "
        "Chủ tịch UBND xã Phú Ninh vắng mặt (bận tiếp công dân)."
    )
    assert found.absent == (
        Person("Lê Văn Hai", "Trưởng phòng Y tế", "đi học"),
        Person(None, "Chủ tịch UBND xã Phú Ninh", "bận tiếp công dân"),
    )


def test_who_came_instead_of_the_head():
    found = meeting(
        "Ngày 13/3/2023, Chủ tịch UBND huyện chủ trì phiên họp. Giám đốc Trung tâm Y tế cử đồng chí Lê Thị Hoài, "
        "Phó Giám đốc dự thay."
    )
    assert found.absent == ()
    assert found.substitutes == (Substitute("Trung tâm Y tế", "Lê Thị Hoài", "Phó Giám đốc"),)


def test_a_reason_word_inside_a_name_is_none():
    found = meeting(
        "Ngày 13/3/2023, Chủ tịch UBND tỉnh chủ trì hội nghị. Vắng: Giám đốc Sở Khoa học và Công nghệ Lưu Thế Khải nghỉ ốm."
    )
    assert found.absent == (Person("Lưu Thế Khải", "Giám đốc Sở Khoa học và Công nghệ", "nghỉ ốm"),)

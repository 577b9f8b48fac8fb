"""Several times in one duty: each with what it is for."""

import datetime as dt

import pytest
from tests.reading.builders import notice

from dondoc.reading import Reading, read


def only(body):
    (duty,) = read(notice(body)).directives
    return duty


@pytest.mark.parametrize(
    ("sentence", "times"),
    [
        (
            "Phòng Nội vụ hoàn thành dự thảo trong tháng 3/2023, lấy ý kiến các phòng trong 10 ngày.",
            [("2023-03-31", "hoàn thành dự thảo"), (None, "lấy ý kiến các phòng")],
        ),
        (
            "Trước ngày 20/3/2023, Phòng Nội vụ lập danh sách; trước ngày 30/3/2023 trình UBND huyện.",
            [("2023-03-20", "lập danh sách"), ("2023-03-30", "trình UBND huyện.")],
        ),
    ],
)
def test_each_time_says_what_it_is_for(sentence, times):
    duties = read(notice(f"1. {sentence}")).directives
    found = [(m.due_on and m.due_on.isoformat(), m.purpose) for duty in duties for m in duty.times]
    assert found == times


def test_one_time_needs_no_list():
    duty = only("1. Phòng Nội vụ lập danh sách trước ngày 20/3/2023.")
    assert duty.times == ()
    assert duty.deadline.due_on == dt.date(2023, 3, 20)


def test_times_point_into_the_text_and_survive_json():
    reading = read(notice("1. Phòng Nội vụ hoàn thành dự thảo trong tháng 3/2023, lấy ý kiến các phòng trong 10 ngày."))
    duty = reading.directives[0]
    assert [reading.text[m.start : m.end] for m in duty.times] == [m.text for m in duty.times]
    assert Reading.from_dict(reading.to_dict()) == reading

"""What is read of a submission before anything is stored."""

from tests.reading.builders import notice

from dondoc.documents.intake import Submission, take


def test_working_days_of_a_submission_leave_out_holidays(province):
    text = notice("1. Phòng Y tế báo cáo trong 05 ngày làm việc kể từ ngày ký Thông báo này.").replace(
        "ngày 14 tháng 3 năm 2023", "ngày 28 tháng 4 năm 2023"
    )
    (duty,) = take(Submission.pasted(text), jurisdiction_id=province.id).reading.directives
    # 29/4 is a Saturday; 1/5 to 3/5 are holidays and the days off in their place
    assert str(duty.deadline.due_on) == "2023-05-10"

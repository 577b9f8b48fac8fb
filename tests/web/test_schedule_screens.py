"""The screens of deadlines that live: calendar, decision with its preview, events, recurring directives, legal limits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from tests.directives import story
from tests.meetings.meetings_world import *  # noqa: F403 - fixtures
from tests.meetings.papers_world import *  # noqa: F403 - fixtures
from tests.meetings.slips_world import *  # noqa: F403 - fixtures
from tests.schedules.schedule_world import STORM, counted, declare, part, waiting
from tests.schedules.test_series import end_unit, monthly, start

from dondoc.calendars.selectors import calendar_of, limits_of
from dondoc.directives.models import DeadlineEvent
from dondoc.foundation import progress
from dondoc.schedules.commands.recount_deadlines import recount_deadlines
from dondoc.schedules.models import DeadlineKept, Occurrence, Series
from dondoc.schedules.recounting import recount_of

pytestmark = pytest.mark.usefixtures("story_day")
DECISION = {
    "source": "12/QĐ-TTg", "decided_on": "17/01/2021", "d-TOTAL_FORMS": "2", "d-INITIAL_FORMS": "0",
    "d-0-day": "21/01/2021", "d-0-kind": "holiday", "d-0-name": "Nghỉ tránh bão", "d-1-day": "", "d-1-kind": "holiday",
    "d-1-name": "",
}  # fmt: skip


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_year_shows_its_days_off_and_their_source(enter: Any, lead_focal: Any) -> None:
    answer = enter(lead_focal).get(reverse("web:calendar_year") + "?nam=2021")
    page = text_of(answer)
    assert answer.status_code == 200
    assert page.count('class="cal-month"') == 12
    assert "is-compensatory-off" in page
    assert "hanoimoi.vn" in page
    assert reverse("web:calendar_decision") not in page
    assert enter(lead_focal).get(reverse("web:calendar_year") + "?nam=hai").status_code == 200


def test_a_decision_is_looked_at_then_entered(enter: Any, office_leader: Any, province: Any) -> None:
    directive = counted(office_leader, province)
    client = enter(office_leader)
    url = reverse("web:calendar_decision")
    shown = client.post(url, DECISION)
    page = text_of(shown)
    assert shown.status_code == 200
    assert "2 thời hạn sang ngày khác" in page
    assert "25/01/2021" in page
    assert calendar_of(province.id).is_working_day(STORM.day)
    mine = part(directive, province, "stc")
    done = client.post(
        url, {**DECISION, "confirm": "1", "digest": shown.context["found"].digest, "keep": [str(mine.id)]}
    )
    assert done.status_code == 302
    assert not calendar_of(province.id).is_working_day(STORM.day)
    assert part(directive, province).due_on == dt.date(2021, 1, 25)
    assert part(directive, province, "stc").due_on == dt.date(2021, 1, 22)
    assert DeadlineKept.objects.filter(assignment_id=mine.id).exists()
    history = text_of(client.get(reverse("web:directive", args=[directive.id])))
    assert "Tính lại thời hạn của Sở Kế hoạch và Đầu tư theo lịch làm việc: từ 22/01/2021 thành 25/01/2021" in history


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"d-0-day": ""}, "Chưa có ngày nào trong quyết định."),
        ({"d-0-day": "31/02/2021"}, "không có trong lịch"),
        ({"d-0-day": "12/02/2021"}, "trong lịch đã như vậy"),
        ({"source": ""}, "Số, ký hiệu"),
        ({"decided_on": "19/01/2021"}, "Ngày ký không thể sau hôm nay."),
    ],
)
def test_a_slip_in_a_decision_is_named(wrong: Any, said: str, enter: Any, office_leader: Any) -> None:
    answer = enter(office_leader).post(reverse("web:calendar_decision"), {**DECISION, **wrong})
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_the_administrator_enters_and_moves_nothing(
    enter: Any, administrator: Any, office_leader: Any, province: Any
) -> None:
    directive = counted(office_leader, province)
    assert enter(administrator).post(reverse("web:calendar_decision"), DECISION).status_code == 302
    assert not calendar_of(province.id).is_working_day(STORM.day)
    assert part(directive, province).due_on == dt.date(2021, 1, 22)
    desk = text_of(enter(office_leader).get(reverse("web:desk")))
    assert "Thời hạn mà lịch làm việc đếm sang ngày khác" in desk


def test_what_was_not_moved_can_be_moved_later(enter: Any, office_leader: Any, province: Any, now: dt.datetime) -> None:
    directive = counted(office_leader, province)
    declare(office_leader, now)
    client, url = enter(office_leader), reverse("web:deadline_recount")
    shown = client.get(url)
    assert "2 thời hạn sang ngày khác" in text_of(shown)
    assert client.post(url, {"digest": "khác"}).status_code == 422
    assert client.post(url, {"digest": shown.context["found"].digest}).status_code == 302
    assert part(directive, province).due_on == dt.date(2021, 1, 25)
    assert "Mọi thời hạn đang có đều đúng" in text_of(client.get(url))


def test_a_date_on_a_day_off_is_named(enter: Any, office_leader: Any, province: Any, now: dt.datetime) -> None:
    from tests.directives import story

    story.give(office_leader, province, due_on=STORM.day)
    declare(office_leader, now)
    page = text_of(enter(office_leader).get(reverse("web:deadline_recount")))
    assert "Ngày ghi sẵn nay rơi vào ngày nghỉ" in page
    assert "22/01/2021" in page


def test_an_event_is_looked_at_recorded_and_corrected(enter: Any, office_leader: Any, province: Any) -> None:
    directive, event = waiting(office_leader, province)
    client, url = enter(office_leader), reverse("web:event_days", args=[event.id])
    desk = text_of(client.get(reverse("web:desk")))
    assert url in desk
    shown = text_of(client.get(url, {"ngay": "15/01/2021"}))
    assert "22/01/2021" in shown
    assert part(directive, province).due_on is None
    assert client.get(url, {"ngay": "19/01/2021"}).status_code == 422
    assert client.post(url, {"ngay": "15/01/2021"}).status_code == 302
    assert part(directive, province).due_on == dt.date(2021, 1, 22)
    # Corrected: without a reason it is asked for, with one the deadlines follow.
    assert client.post(url, {"ngay": "18/01/2021"}).status_code == 422
    assert client.post(url, {"ngay": "18/01/2021", "reason": "Ghi nhầm"}).status_code == 302
    assert part(directive, province).due_on == dt.date(2021, 1, 25)
    preview = text_of(client.get(url, {"ngay": "", "taken_back": "on"}))
    assert "Nếu sự kiện chưa diễn ra" in preview
    assert client.post(url, {"ngay": "", "taken_back": "on", "reason": "Hoãn"}).status_code == 302
    assert DeadlineEvent.objects.get(id=event.id).occurred_on is None
    assert part(directive, province).due_on is None
    page = text_of(client.get(reverse("web:directive", args=[directive.id])))
    assert "lại chờ sự kiện" in page
    assert "Rút ngày diễn ra 18/01/2021" in page


def test_a_unit_sees_an_event_and_records_none(enter: Any, lead_focal: Any, office_leader: Any, province: Any) -> None:
    _directive, event = waiting(office_leader, province)
    url = reverse("web:event_days", args=[event.id])
    client = enter(lead_focal)
    assert "Chỉ lãnh đạo và chuyên viên Văn phòng ghi nhận sự kiện." in text_of(client.get(url))
    assert client.get(url, {"ngay": "15/01/2021"}).status_code == 403
    assert client.post(url, {"ngay": "15/01/2021"}).status_code == 403


def test_a_directive_is_let_come_again_changed_and_stopped(enter: Any, office_leader: Any, province: Any) -> None:
    directive = monthly(office_leader, province)
    client = enter(office_leader)
    page = text_of(client.get(reverse("web:directive", args=[directive.id])))
    assert reverse("web:series_new", args=[directive.id]) in page
    form = text_of(client.get(reverse("web:series_new", args=[directive.id])))
    assert 'name="day" value="25"' in form
    assert "Ngày 25 hằng tháng" in form
    answer = client.post(
        reverse("web:series_new", args=[directive.id]), {"frequency": "monthly", "day": "25", "off_day": "before"}
    )
    series = Series.objects.get()
    url = reverse("web:series", args=[series.id])
    assert (answer.status_code, answer["Location"]) == (302, url)
    page = text_of(client.get(url))
    assert "Tháng 02/2021" in page
    assert "Ngày 25 hằng tháng" in page
    bad = client.post(reverse("web:series_change", args=[series.id]), {"frequency": "monthly", "off_day": "before"})
    assert bad.status_code == 422
    changed = client.post(
        reverse("web:series_change", args=[series.id]),
        {"frequency": "monthly", "day": "20", "off_day": "after", "leads": [province.units["syt"].id]},
    )
    assert changed.status_code == 302
    page = text_of(client.get(url))
    assert "Ngày 20 hằng tháng" in page
    assert "Sở Y tế" in page
    act = lambda verb, **data: client.post(reverse("web:series_act", args=[series.id, verb]), data, follow=True)  # noqa: E731
    assert "Chưa đến lúc mở kỳ tiếp theo" in text_of(act("mo", number="1"))
    assert "Hãy nêu lý do." in text_of(act("bo-qua", number="2"))
    assert "Đã bỏ qua kỳ tiếp theo." in text_of(act("bo-qua", number="2", reason="Đã gộp"))
    assert "Đã dừng" in text_of(act("dung", reason="Hết việc"))
    assert act("khac").status_code == 404
    assert [one.state for one in Occurrence.objects.order_by("number")] == ["opened", "skipped"]


def test_a_rule_that_never_comes_is_named(enter: Any, office_leader: Any, province: Any) -> None:
    directive = monthly(office_leader, province)
    answer = enter(office_leader).post(
        reverse("web:series_new", args=[directive.id]),
        {"frequency": "monthly", "off_day": "after", "rrule": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"},
    )
    assert answer.status_code == 422
    assert "Quy luật lặp lại không dùng được" in text_of(answer)


def test_a_unit_that_ended_is_asked_about(enter: Any, office_leader: Any, province: Any, now: dt.datetime) -> None:
    series = start(office_leader, monthly(office_leader, province), now)
    end_unit(province, "skhdt", "2021-01-17")
    client = enter(office_leader)
    assert "Nhiệm vụ định kỳ cần chọn đơn vị cho kỳ tiếp theo" in text_of(client.get(reverse("web:desk")))
    assert "cần chọn đơn vị" in text_of(client.get(reverse("web:series_list")))
    assert "kỳ tiếp theo chưa mở được" in text_of(client.get(reverse("web:series", args=[series.id])))
    assert "Không có đơn vị kế thừa." in text_of(client.get(reverse("web:series_change", args=[series.id])))


def test_limits_show_their_history_and_are_replaced_ended_confirmed(
    enter: Any, office_leader: Any, lead_focal: Any, province: Any
) -> None:
    client, url = enter(office_leader), reverse("web:legal_limits")
    page = text_of(client.get(url))
    assert "5 ngày làm việc" in page
    assert "trước 3 ngày làm việc" in page
    assert "chưa ai xác nhận" in page
    assert reverse("web:legal_limit_new") not in text_of(enter(lead_focal).get(url))
    client = enter(office_leader)
    form = client.get(reverse("web:legal_limit_new") + "?ma=tb_ket_luan")
    assert 'value="meeting_end"' in text_of(form)
    given = {
        "key": "tb_ket_luan", "name": "Ra thông báo kết luận", "amount": "3", "unit": "NLV", "anchor": "meeting_end",
        "valid_from": "01/03/2021", "source": "QĐ 99/2021/QĐ-TTg", "confidence": "A", "remark": "",
    }  # fmt: skip
    assert client.post(reverse("web:legal_limit_new"), {**given, "key": "Ý"}).status_code == 422
    assert client.post(reverse("web:legal_limit_new"), given).status_code == 302
    assert [one.amount for one in limits_of(province.id).history("tb_ket_luan")] == [5, 3]
    confirm = reverse("web:legal_limit_confirm", args=["giay_moi", "2018-12-25"])
    assert "Đã ghi nhận bạn xác nhận" in text_of(client.post(confirm, follow=True))
    assert "đã được xác nhận" in text_of(client.post(confirm, follow=True))
    end = reverse("web:legal_limit_end", args=["giay_moi", "2018-12-25"])
    assert client.get(end).status_code == 200
    assert client.post(end, {"last_day": "31/05/2021", "reason": "QĐ 100"}).status_code == 302
    assert limits_of(province.id).history("giay_moi")[0].valid_to == dt.date(2021, 5, 31)
    assert client.get(reverse("web:legal_limit_end", args=["giay_moi", "hom-nay"])).status_code == 404


def test_the_process_leads_to_all_of_it(enter: Any, lead_focal: Any) -> None:
    page = text_of(enter(lead_focal).get(reverse("web:process")))
    for name in ("calendar_year", "deadline_events", "series_list", "legal_limits"):
        assert reverse(f"web:{name}") in page


def test_papers_and_slips_are_named_and_lead_to_where_they_are_changed(
    enter: Any, office_leader: Any, paper: Any, sent: Any, now: dt.datetime
) -> None:
    client = enter(office_leader)
    shown = text_of(client.post(reverse("web:calendar_decision"), DECISION))
    page, place = reverse("web:meeting_papers", args=[paper.meeting_id]), f"tai-lieu-{paper.id}"
    assert f'href="{page}#{place}"' in shown
    assert f'id="{place}"' in text_of(client.get(page))
    assert f'href="{reverse("web:slip_round", args=[sent.id])}"' in shown
    assert "nên không tự dời" in shown
    assert "19/01/2021" in shown
    assert "22/01/2021" in shown
    declare(office_leader, now)
    assert "Tài liệu họp" in text_of(client.get(reverse("web:deadline_recount")))


def test_the_page_that_waits_is_told_how_many_deadlines_are_moved(
    enter: Any, office_leader: Any, lead_focal: Any, province: Any
) -> None:
    url = reverse("web:recount_progress")
    leader = enter(office_leader)
    assert leader.get(url).status_code == 204
    told: list[tuple[int, int]] = []
    counted(office_leader, province)
    declare(office_leader, story.at("2021-01-18"))
    page = text_of(leader.get(reverse("web:deadline_recount")))
    assert f'data-progress="{url}"' in page
    digest = recount_of(province.id, today=dt.date(2021, 1, 18)).digest
    tell = progress.teller("recount", province.id)

    def both(done: int, total: int) -> None:
        told.append((done, total))
        tell(done, total)

    recount_deadlines(actor=office_leader, digest=digest, now=story.at("2021-01-18", 15), progress=both)
    assert told == [(2, 2)]
    assert leader.get(url).json() == {"words": "Đã dời 2/2 thời hạn", "done": 100}
    assert enter(lead_focal).get(url).status_code == 403
    progress.finished("recount", province.id)
    assert leader.get(url).status_code == 204

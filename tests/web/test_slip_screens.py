"""The screens of opinions by slip over HTTP: answered on a phone and taken back, nothing of others before the close."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import NOW
from tests.directives.draft_world import files_folder
from tests.meetings.meetings_world import LOCAL, heads, plan_of

from dondoc.meetings.commands._round import RoundFacts
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.close_round import close_round
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.commands.set_slip_silence import set_slip_silence
from dondoc.meetings.models import Slip, SlipRound
from dondoc.meetings.slip_members import MEMBERS_GROUP, members
from dondoc.meetings.slip_selectors import slips_of
from dondoc.organizations.models import GroupMembership, Jurisdiction, UnitGroup

__all__ = ["files_folder", "heads", "plan_of"]
DUE = dt.datetime(2021, 1, 21, 17, 0, tzinfo=LOCAL)


@pytest.fixture(autouse=True)
def _its_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def as_(client):
    def enter(user):
        client.force_login(user)
        return client

    return enter


@pytest.fixture
def send(heads, specialist, province):
    def sent():
        facts = RoundFacts(
            title="Dự thảo Quy chế làm việc", content="Đề nghị thông qua dự thảo.", due_at=DUE,
            member_post_ids=[heads.head[code].id for code in ("skhdt", "stc", "syt")],
        )  # fmt: skip
        found = open_round(actor=specialist, unit_id=province.units["ubnd"].id, facts=facts, now=NOW)
        return send_round(actor=specialist, round_id=found.id, now=NOW)

    return sent


def url(name, *args):
    return reverse(f"web:{name}", args=args)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def own(found):
    return next(slip for slip in slips_of(found) if slip.unit.code == "skhdt")


def test_one_tap_on_the_desk_agrees_and_the_page_takes_it_back(as_, send, lead_head):
    found = send()
    slip = own(found)
    head = as_(lead_head)
    body = head.get(url("desk")).content.decode()
    answer = url("slip_answer", found.id, slip.id)
    assert "Phiếu chờ ý kiến của bạn" in body
    assert f'action="{answer}"' in body
    response = head.post(answer, {"stance": "agree"}, follow=True)
    assert "Đã ghi ý kiến" in text_of(response)
    assert "Rút lại" in text_of(response)
    assert Slip.objects.get(id=slip.id).stance == "agree"
    assert "Phiếu chờ ý kiến của bạn" not in text_of(head.get(url("desk")))
    assert "Đã rút ý kiến" in text_of(head.post(answer, {"stance": ""}, follow=True))
    assert Slip.objects.get(id=slip.id).stance == ""
    assert "Phiếu chờ ý kiến của bạn" in text_of(head.get(url("desk")))


def test_what_may_no_longer_be_answered_does_not_wait(as_, send, lead_head):
    send()
    with time_machine.travel(DUE + dt.timedelta(minutes=1), tick=False):
        assert "Phiếu chờ ý kiến của bạn" not in text_of(as_(lead_head).get(url("desk")))
        assert "Đang chờ ý kiến của bạn" not in text_of(as_(lead_head).get(url("slips")))


def test_a_member_sees_nothing_of_others_before_the_close(as_, send, lead_head, specialist, chair):
    found = send()
    page = url("slip_round", found.id)
    answer_slip(actor=lead_head, slip_id=own(found).id, stance="disagree", text="Cần lấy thêm ý kiến.", now=NOW)
    seen = text_of(as_(lead_head).get(page))
    assert "Cần lấy thêm ý kiến." in seen
    assert "đã trả lời" not in seen
    assert "Phiếu của các thành viên" not in seen
    for everything in (specialist, chair):
        seen = text_of(as_(everything).get(page))
        assert "1/3 đã trả lời" in seen
        # While it is open nobody's silence agrees.
        assert "Đồng ý 0 Không đồng ý 1 Không có ý kiến 0 Chưa trả lời 2" in seen
        assert "Phiếu của các thành viên" in seen
    close_round(actor=specialist, round_id=found.id, now=DUE + dt.timedelta(minutes=1))
    seen = text_of(as_(lead_head).get(page))
    assert "1/3 đã trả lời" in seen
    assert "Đồng ý 2 (Chưa trả lời: 2) Không đồng ý 1 Không có ý kiến 0" in seen
    assert "Được thông qua" in seen
    assert "Phiếu của các thành viên" not in seen


def test_the_list_asks_no_more_for_more_rounds(as_, send, specialist):
    send()
    office = as_(specialist)
    office.get(url("slips"))
    with CaptureQueriesContext(connection) as one:
        office.get(url("slips"))
    send()
    send()
    with CaptureQueriesContext(connection) as three:
        response = office.get(url("slips"))
    assert text_of(response).count("Dự thảo Quy chế làm việc") == 3
    assert len(three) == len(one)


def test_words_that_are_needed_are_asked_for_and_what_was_typed_stays(as_, send, lead_head):
    found = send()
    slip = own(found)
    response = as_(lead_head).post(url("slip_answer", found.id, slip.id), {"stance": "disagree", "text": " "})
    assert response.status_code == 422
    assert 'value="disagree" checked' in response.content.decode()
    assert Slip.objects.get(id=slip.id).stance == ""


def test_an_outsider_is_told_of_nothing(as_, send, outsider):
    assert as_(outsider).get(url("slip_round", send().id)).status_code == 404


def form_of(**more):
    return {
        "title": "Quy chế", "content": "Thông qua.", "due_day": "21/01/2021", "due_time": "17:00", "silence": "agrees", **more
    }  # fmt: skip


@pytest.fixture
def committee(province, heads):
    """The group of members: Kế hoạch và Đầu tư and Tài chính; Y tế is none."""
    group = UnitGroup.objects.create(
        jurisdiction_id=province.id, code=MEMBERS_GROUP, name="thành viên UBND tỉnh", sort_key="thanh vien"
    )
    for code in ("skhdt", "stc"):
        GroupMembership.objects.create(
            jurisdiction_id=province.id,
            group_id=group.id,
            unit_id=province.units[code].id,
            valid_from=dt.date(2020, 1, 1),
        )
    return heads


def test_the_form_offers_a_working_day_the_members_and_the_office_s_own_rule(as_, committee, specialist):
    set_slip_silence(actor=specialist, silence="abstains", now=NOW)
    with time_machine.travel(
        dt.datetime(2021, 1, 13, 9, 0, tzinfo=LOCAL), tick=False
    ):  # five days on is a Monday, four a Sunday
        page = as_(specialist).get(url("slip_new")).content.decode()
    assert 'value="18/01/2021"' in page
    assert '<option value="abstains" selected>' in page
    boxes = f'name="members" value="{committee.head["skhdt"].id}"'
    other = f'name="members" value="{committee.head["syt"].id}"'
    assert boxes in page
    assert other not in page
    assert other in as_(specialist).get(url("slip_new") + "?tat-ca=1").content.decode()


def test_all_members_are_asked_with_one_box_or_some_one_by_one(as_, committee, specialist):
    office = as_(specialist)
    assert office.post(url("slip_new"), form_of(everybody="on")).status_code == 302
    everybody = SlipRound.objects.get()
    assert [slip.post_id for slip in slips_of(everybody)] == members(everybody.jurisdiction_id, NOW.date())
    codes = {slip.unit.code for slip in slips_of(everybody)}
    assert {"skhdt", "stc"} <= codes
    assert "syt" not in codes
    page = office.get(url("slip_change", everybody.id)).content.decode()
    assert re.search(r'<input[^>]*name="everybody"[^>]*checked', page)
    head = committee.head["syt"].id
    assert office.post(url("slip_new"), form_of(members=[str(head)])).status_code == 302
    assert [slip.post_id for slip in slips_of(SlipRound.objects.latest("id"))] == [head]
    refused = office.post(url("slip_new"), form_of())
    assert refused.status_code == 422
    assert "Hãy chọn các thành viên" in text_of(refused)


def test_two_who_opened_a_round_do_not_overwrite_each_other(as_, committee, specialist, clerk):
    as_(specialist).post(url("slip_new"), form_of(everybody="on"))
    found = SlipRound.objects.get()
    page = url("slip_change", found.id)
    version = re.search(r'name="version" value="(\d+)"', as_(clerk).get(page).content.decode())
    assert version is not None
    given = {"everybody": "on", "version": version[1]}
    assert as_(specialist).post(page, form_of(title="Của người thứ nhất", **given)).status_code == 302
    second = as_(clerk).post(page, form_of(title="Của người thứ hai", **given))
    assert second.status_code == 409
    assert "vừa được người khác sửa" in text_of(second)
    assert "Của người thứ hai" in second.content.decode(), "what was typed stays"
    assert SlipRound.objects.get().title == "Của người thứ nhất"
    assert as_(clerk).post(page, form_of(everybody="on")).status_code == 422


def test_a_dossier_is_declared_to_hold_no_secret(as_, committee, specialist, files_folder):
    office = as_(specialist)
    for declared, status in (({}, 422), ({"not_secret": "on"}, 302)):
        given = form_of(everybody="on", file=SimpleUploadedFile("to-trinh.txt", b"To trinh."), **declared)
        assert office.post(url("slip_new"), given).status_code == status
    assert SlipRound.objects.get().file.name == "to-trinh.txt"


def test_a_deadline_is_put_off_and_members_read_why(as_, send, specialist, lead_head):
    found = send()
    office, step = as_(specialist), url("slip_step", found.id, "gia-han")
    for day, said in (
        ("21/01/2021", "Hạn mới phải sau"),
        ("24/01/2021", "không phải ngày làm việc"),
        ("32/01/2021", "không có trong lịch"),
    ):
        refused = office.post(step, {"due_day": day, "due_time": "17:00", "reason": "Chờ số liệu"})
        assert refused.status_code == 422
        assert said in text_of(refused)
        assert f'value="{day}"' in refused.content.decode(), "what was typed stays"
    assert office.post(step, {"due_day": "26/01/2021", "due_time": "17:00", "reason": "Chờ số liệu"}).status_code == 302
    seen = text_of(as_(lead_head).get(url("slip_round", found.id)))
    assert "Hạn trả lời được lùi từ 21/01/2021 17:00 đến 26/01/2021 17:00. Chờ số liệu" in seen
    assert "Gia hạn trả lời" not in seen


def test_the_office_sets_what_silence_means(as_, specialist, lead_head, province):
    office = as_(specialist)
    assert "Đã lưu." in text_of(office.post(url("slip_silence"), {"silence": "unanswered"}, follow=True))
    assert Jurisdiction.objects.get(id=province.id).slip_silence == "unanswered"
    assert "Hãy chọn cách tính" in text_of(office.post(url("slip_silence"), {"silence": "x"}, follow=True))
    assert "Cách tính phiếu" not in text_of(as_(lead_head).get(url("slips")))

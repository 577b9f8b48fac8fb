"""The screens of opinions by slip over HTTP: answered on a phone and taken back, nothing of others before the close."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import NOW
from tests.meetings.meetings_world import LOCAL, heads, plan_of

from dondoc.meetings.commands._round import RoundFacts
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.close_round import close_round
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.models import Slip
from dondoc.meetings.slip_selectors import slips_of

__all__ = ["heads", "plan_of"]
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

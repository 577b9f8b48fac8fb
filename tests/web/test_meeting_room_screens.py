"""The secretary's screen without a script: decisions changed and dropped as they were seen, items put at a place."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.meetings_world import called, heads, meeting, plan_of, put_on

from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.change_decision import change_decision
from dondoc.meetings.commands.drop_decision import drop_decision
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_meeting import plan_meeting
from dondoc.meetings.commands.record_decision import record_decision
from dondoc.meetings.models import AgendaItem, Category, Decision, PaperVersion

__all__ = ["called", "heads", "meeting", "plan_of"]
HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def running(called, specialist):
    put_on(called.meeting)
    return open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)


@pytest.fixture
def as_(client):
    def enter(user):
        client.force_login(user, backend="dondoc.accounts.backends.PasswordBackend")
        return client

    return enter


@pytest.fixture
def office(as_, specialist):
    return as_(specialist)


@pytest.fixture
def decision(running, specialist):
    return record_decision(actor=specialist, meeting_id=running.id, text="Thông qua báo cáo.", now=NOW)


def address(decision, step=""):
    return f"/hop/{decision.meeting_id}/phong/quyet-nghi/{decision.id}/{step}"


def votes(number, against=0, abstained=0):
    return {"for": str(number), "against": str(against), "abstained": str(abstained)}


def test_a_decision_is_changed_with_its_votes(office, decision, called):
    page = office.get(f"/hop/{decision.meeting_id}/phong/", {"sua": decision.id}).content.decode()
    assert 'class="decision-form"' in page
    answer = office.post(address(decision), {"version": "1", "text": "Thông qua, có bổ sung.", **votes(1)})
    assert answer.status_code == 302
    decision.refresh_from_db()
    assert (decision.text, decision.votes_for, decision.version) == ("Thông qua, có bổ sung.", 1, 2)
    # As they were cast they stay, also when who cast them has left the room since.
    Decision.objects.filter(id=decision.id).update(votes_for=5)
    answer = office.post(address(decision), {"version": "2", "text": "Thông qua.", **votes(5)})
    assert answer.status_code == 302
    assert Decision.objects.get(id=decision.id).text == "Thông qua."


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": ""}, "Hãy ghi nội dung."),
        ({"text": "Bản mới.", **votes(9)}, "nhiều hơn số thành viên có mặt"),
        ({"text": "Bản mới.", "for": "1"}, "Hãy ghi đủ số phiếu"),
        ({"text": "Bản mới.", "for": "một", "against": "0", "abstained": "0"}, "Hãy ghi đủ số phiếu"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_refused_stays_in_its_form(office, decision, said, sentence, headers):
    answer = office.post(address(decision), {"version": "1", **said}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert page.count('class="decision-form"') == 1
    assert said["text"] in page
    decision.refresh_from_db()
    assert decision.version == 1


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_two_on_one_decision_see_both_and_neither_is_lost(office, decision, clerk, headers):
    change_decision(
        actor=clerk, decision_id=decision.id, version=1, text="Bản của văn thư.", votes_for=1, votes_against=0,
        votes_abstained=0, now=NOW,
    )  # fmt: skip
    answer = office.post(address(decision), {"version": "1", "text": "Bản của tôi."}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của văn thư.<br>" in page
    assert "1 đồng ý, 0 không đồng ý, 0 không có ý kiến" in page
    assert page.count("Bản của tôi.") == 2
    assert 'name="version" value="2"' in page
    assert (answer.headers.get("HX-Retarget") == "#room-decisions") is bool(headers)
    answer = office.post(address(decision), {"version": "2", "text": "Bản của tôi.", "take": "both"})
    assert answer.status_code == 302
    assert Decision.objects.get(id=decision.id).text == "Bản của văn thư.\nBản của tôi."


def test_what_was_dropped_meanwhile_stands_there_for_who_changed_it(office, decision, clerk):
    drop_decision(actor=clerk, decision_id=decision.id, version=1, now=NOW)
    answer = office.post(address(decision), {"version": "1", "text": "Bản của tôi."}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản vừa lưu (đã bỏ)" in page
    assert "Bản của tôi." in page
    assert office.post(address(decision), {"version": "2", "text": "Bản của tôi.", "take": "mine"}).status_code == 302
    assert Decision.objects.get(id=decision.id).dropped_at is None


def test_a_decision_is_dropped_as_it_was_seen_and_brought_back(office, decision, clerk):
    change_decision(actor=clerk, decision_id=decision.id, version=1, text="Bản của văn thư.", now=NOW)
    answer = office.post(address(decision, "bo/"), {"version": "1"}, headers=HTMX)
    assert answer.status_code == 409
    assert "Người khác vừa sửa mục này" in answer.content.decode()
    assert Decision.objects.get(id=decision.id).dropped_at is None
    for headers in ({}, HTMX):
        version = Decision.objects.get(id=decision.id).version
        answer = office.post(address(decision, "bo/"), {"version": str(version)}, headers=headers)
        page = answer.content.decode()
        assert "Đã bỏ “Bản của văn thư.”." in page
        assert "Khôi phục" in page
        assert Decision.objects.get(id=decision.id).dropped_at is not None
        back = {"version": str(version + 1), "text": "Bản của văn thư.", "for": "", "against": "", "abstained": ""}
        assert office.post(address(decision), back, headers=headers).status_code in (200, 302)
        assert Decision.objects.get(id=decision.id).dropped_at is None


def test_a_new_decision_that_is_refused_keeps_its_words(office, running):
    said = {"text": "Thông qua.", **votes(99)}
    answer = office.post(f"/hop/{running.id}/phong/quyet-nghi/", said)
    assert answer.status_code == 422
    assert 'placeholder="Nội dung quyết nghị">Thông qua.</textarea>' in answer.content.decode()
    assert not Decision.objects.exists()


def test_an_address_names_a_decision_of_its_meeting(office, decision, specialist, province, plan_of):
    other = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(title="Khác"), now=NOW)
    said = {"version": "1", "text": "Khác."}
    for step in ("", "bo/"):
        assert office.post(f"/hop/{other.id}/phong/quyet-nghi/{decision.id}/{step}", said).status_code == 404
    decision.refresh_from_db()
    assert decision.version == 1


def test_the_quorum_is_said_where_somebody_votes(office, running, specialist, called):
    place = f"/hop/{running.id}/phong/"
    assert "người được biểu quyết, chưa đủ hai phần ba" in office.get(place).content.decode()
    decision = record_decision(
        actor=specialist, meeting_id=running.id, text="Thông qua.", votes_for=1, votes_against=0, votes_abstained=0, now=NOW
    )  # fmt: skip
    Category.objects.filter(id=called.members.id).update(has_vote=False)
    page = office.get(place).content.decode()
    assert "Không thành phần nào được ghi là được biểu quyết." in page  # beside votes that were recorded
    Decision.objects.filter(id=decision.id).update(votes_for=None, votes_against=None, votes_abstained=None)
    page = office.get(place).content.decode()
    assert "biểu quyết" not in page
    assert 'name="for"' not in page
    part = office.get(f"{place}phan/decisions/").content.decode()
    assert "biểu quyết" not in part


def test_a_part_brings_the_counts_beside_it(office, running, specialist, decision):
    first = add_item(actor=specialist, meeting_id=running.id, title="Báo cáo", now=NOW)
    part = office.post(f"/hop/{running.id}/phong/muc/{first.id}/bat-dau/", headers=HTMX).content.decode()
    assert '<span hx-swap-oob="innerHTML:.n-agenda">0/1</span>' in part
    assert 'id="room-now" hx-swap-oob="true"' in part
    part = office.get(f"/hop/{running.id}/phong/phan/decisions/").content.decode()
    assert '<span hx-swap-oob="innerHTML:.n-decisions">1</span>' in part


def test_an_item_is_put_at_a_place(office, running, specialist):
    items = [add_item(actor=specialist, meeting_id=running.id, title=title, now=NOW) for title in "ABC"]
    place = f"/hop/{running.id}/tai-lieu/muc/{items[2].id}/cho/"

    def order():
        return "".join(
            AgendaItem.objects.filter(meeting_id=running.id).order_by("position").values_list("title", flat=True)
        )

    answer = office.post(place, {"place": "1"}, headers=JSON)
    assert (answer.status_code, answer.json(), order()) == (200, {"id": items[2].id}, "CAB")
    assert office.post(place, {"place": "3"}).status_code == 302
    assert order() == "ABC"
    for said in ({}, {"place": "x"}):
        office.post(place, said, headers=JSON)
        assert order() == "ABC"


def test_a_refusal_reaches_the_script_that_asked(as_, office, running, specialist, lead_head, lead_focal, province):
    item = add_item(actor=specialist, meeting_id=running.id, title="A", now=NOW)
    refused = as_(lead_head).post(f"/hop/{running.id}/tai-lieu/muc/{item.id}/cho/", {"place": "1"}, headers=JSON)
    assert (refused.status_code, refused.json()["message"]) == (403, "Chương trình họp do Văn phòng UBND tỉnh lập.")
    paper = ask_for_paper(
        actor=specialist, meeting_id=running.id, title="Báo cáo", kind="report", item_id=item.id,
        unit_id=province.units["skhdt"].id, now=NOW,
    )  # fmt: skip
    place = f"/hop/{running.id}/tai-lieu/{paper.id}/gui/"
    unit = as_(lead_focal)
    assert unit.post(place, headers=JSON).status_code == 422
    assert not PaperVersion.objects.exists()


def test_who_takes_part_neither_changes_nor_drops(as_, decision, lead_head):
    unit = as_(lead_head)
    for step in ("", "bo/"):
        assert unit.post(address(decision, step), {"version": "1", "text": "Khác."}).status_code == 403
    decision.refresh_from_db()
    assert (decision.version, decision.dropped_at) == (1, None)

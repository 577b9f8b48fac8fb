"""The exchange by a program of the Office."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.directives.story import assignment, bring_to, item
from tests.documents.exchange import builders as b
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import issued
from tests.documents.test_accept_packet import WORDS
from tests.documents.test_receive_packet import ABOUT, notice, receive, said

from dondoc.documents.exchange.codes import Status, Steering
from dondoc.ledger.verify import verify

FILES = (b.Attachment("Thông báo 21.pdf", WORDS, "Toàn văn"),)


@pytest.fixture
def counter(as_user, ours):
    """The clerk's program."""
    return as_user(ours.clerk)


def test_a_packet_is_brought_in_once_and_taken_over(counter, ours):
    form = {"file": SimpleUploadedFile("goi.edxml", notice(attachments=FILES))}
    came = counter.post("/exchange/incoming", form=form)
    assert (came.status_code, came.json()["state"], came.json()["notation"]) == (201, "received", "21/TB-VP")
    path = f"/exchange/incoming/{came.json()['id']}"
    again = counter.post("/exchange/incoming", form={"file": SimpleUploadedFile("b.edxml", notice(attachments=FILES))})
    assert (again.json()["id"], again.json()["times_seen"]) == (came.json()["id"], 2)
    shown = counter.get(path).json()
    assert [one["name"] for one in shown["attachments"]] == ["Thông báo 21.pdf"]
    assert counter.get(f"{path}/attachments/1/file").content == WORDS
    assert b"".join(counter.get(f"{path}/file").streaming_content) == notice(attachments=FILES)
    done = counter.post(f"{path}/accept", {"register_id": ours.register.id, "settled_by": "Sở Tài chính"}).json()
    assert done["packet"]["state"] == "accepted"
    assert done["draft_id"]
    assert counter.get(f"/drafts/{done['draft_id']}").status_code == 200
    course = f"/exchange/courses/{shown['course_id']}"
    assert counter.post(f"{course}/statuses", {"status": "06"}).json()["code"] == "status_refused"
    assert counter.post(f"{course}/statuses", {"status": "04"}).status_code == 201
    assert [step["status"] for step in counter.get(course).json()["steps"]] == ["", "01", "03", "04"]
    assert verify().intact


def test_a_packet_is_refused_and_one_of_the_quarantine_put_aside(counter, ours):
    row, bad = receive(ours, notice()), receive(ours, b"x")
    assert counter.post(f"/exchange/incoming/{row.id}/refuse", {"reason": "Nhầm"}).json()["state"] == "refused"
    listed = counter.get("/exchange/incoming?state=quarantined").json()
    assert (listed["count"], listed["items"][0]["error_code"], listed["items"][0]["kind"]) == (1, "not_xml", None)
    assert counter.get(f"/exchange/incoming/{bad.id}").json()["attachments"] == []
    stays = counter.post(f"/exchange/incoming/{bad.id}/release", {"note": "Xem lại"})
    assert (stays.status_code, stays.json()["code"], stays.json()["error_code"]) == (
        409,
        "still_quarantined",
        "not_xml",
    )
    assert counter.post(f"/exchange/incoming/{bad.id}/dismiss", {"reason": "Thư rác"}).json()["state"] == "dismissed"


def test_a_document_is_sent_followed_and_asked_back(counter, ours, theirs, notice_out):
    path = f"/documents/{notice_out.id}/exchange"
    assert counter.post(path, {"receivers": ["H99.99"]}).json()["code"] == "unknown_party"
    sent = counter.post(path, {"receivers": ["000.00.01.H01"], "steering": 2, "due_on": "2021-01-25"})
    (packet,) = sent.json()["items"]
    assert (sent.status_code, packet["state"], packet["receiver_code"]) == (201, "queued", "H01.01")
    assert counter.post(path, {"receivers": ["H01.01"]}).json()["code"] == "sent_before"
    ours.round()
    theirs.round()
    ours.round()
    assert counter.get(f"/exchange/outgoing/{packet['id']}").json()["state"] == "sent"
    assert counter.post(f"/exchange/outgoing/{packet['id']}/retry").json()["code"] == "wrong_state"
    (course,) = counter.get(path).json()["items"]
    assert (course["last"], course["side"]) == ("01", "originator")
    (asked,) = counter.post(f"{path}/recall", {"reason": "Gửi nhầm"}).json()["items"]
    assert (asked["kind"], asked["status"]) == ("status", "13")
    assert counter.get("/exchange/outgoing?kind=").json()["count"] == 1
    assert counter.get("/exchange/outgoing").json()["count"] == 2


def test_who_asks_back_is_answered(counter, ours):
    row = receive(ours, notice(attachments=FILES, steering=Steering.NONE))
    document = ours.take(row).document
    receive(ours, said(Status.TAKE_BACK, ABOUT, "Gửi nhầm", sender=b.OFFICE))
    path = f"/exchange/courses/{row.course_id}/answer"
    assert counter.post(path, {"agree": False}).json()["code"] == "reason_required"
    assert counter.post(path, {"agree": True}).json()["status"] == "15"
    changed = counter.patch(f"/documents/{document.id}", {"number": "99"})
    assert (changed.status_code, changed.json()["code"]) == (409, "taken_back")


def test_a_report_goes_to_who_gave_the_task(counter, ours, theirs, province, lead_focal):
    from dondoc.directives.commands.create_directives import create_directives

    theirs.send(issued(theirs.leader, number="30", symbol="TB-VPAG"), steering=2)
    theirs.round()
    ours.round()
    document = ours.take(ours.incoming().get()).document
    (directive,) = create_directives(actor=ours.leader, items=[item(province)], document=document, now=ours.clock())
    one = assignment(directive, province.units["skhdt"])
    report = issued(
        ours.leader, number="40", symbol="BC-VP", text="Báo cáo kết quả rà soát danh mục dự án đầu tư công năm 2021."
    )
    path = f"/assignments/{one.id}/report-packet"
    assert counter.post(path, {"document_id": report.id}).json()["code"] == "not_completed"
    bring_to("accepted", one, unit=lead_focal, office=ours.leader, now=ours.clock())
    assert counter.post(path, {"document_id": report.id}).json()["steering"] == 3


def test_bodies_are_entered_by_their_codes(counter, ours):
    made = counter.post("/exchange/parties", {"code": "000.00.13.H33", "name": "Sở Tài chính"})
    assert (made.status_code, made.json()["code"]) == (200, "H33.13")
    assert counter.get("/exchange/parties").json()["items"][0]["code"] == "H33.01"
    refused = counter.post("/exchange/parties", {"code": "H33", "name": "UBND tỉnh", "is_own": True})
    assert refused.status_code == 403


def test_others_have_no_exchange(as_user, ours, specialist, chair, lead_focal):
    row = receive(ours, notice())
    assert as_user(specialist).get(f"/exchange/incoming/{row.id}").status_code == 200
    assert as_user(specialist).post(f"/exchange/incoming/{row.id}/refuse", {"reason": "x"}).status_code == 403
    for person in (chair, lead_focal):
        assert as_user(person).get("/exchange/incoming").status_code == 404

"""Two jurisdictions exchange through the queue: sent, taken over, refused, taken back; a worker that dies in between."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.documents.exchange.loopback import Running
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import LEASE, OURS, THEIRS, issued

from dondoc.documents.commands.answer_recall import answer_recall
from dondoc.documents.commands.refuse_packet import refuse_packet
from dondoc.documents.commands.request_recall import request_recall
from dondoc.documents.commands.retry_packet import retry_packet
from dondoc.documents.commands.send_status import send_status
from dondoc.documents.exchange.errors import Unreachable
from dondoc.documents.exchange.http import HttpSettings, HttpTransport
from dondoc.documents.exchange.transport import Outgoing
from dondoc.documents.exchange_worker import claim, deliver_due
from dondoc.documents.models import Document
from dondoc.ledger.verify import verify


@pytest.fixture(params=["folder", "http"])
def both(request, ours, theirs):
    """Both offices, over either transport."""
    if request.param == "folder":
        yield ours, theirs
        return
    server = Running()
    server.store.waiting = {OURS: {}, THEIRS: {}}
    for office in (ours, theirs):
        office.transport = HttpTransport(HttpSettings(server.address, timeout=5), office.own.code)
    yield ours, theirs
    server.close()


def codes(course):
    return [one.code for one in course.statuses.order_by("id")]


def test_a_notice_goes_its_whole_way_and_each_sees_the_others_statuses(both, notice_out):
    ours, theirs = both
    (sent,) = ours.send(notice_out)
    assert ours.round().delivered.sent == 1
    assert len(theirs.round().fetched.taken) == 1
    came = theirs.incoming().get()
    assert (came.state, came.sender_code, came.notation) == ("received", OURS, "21/TB-VP")
    taken = theirs.take(came)
    assert (taken.document.code, taken.document.direction) == ("21/TB-VP", "received")
    assert (taken.entry.number, taken.entry.author) == (1, "Văn phòng UBND tỉnh Kiên Giang")
    course = theirs.course(side="receiver")
    for code in ("04", "05", "06"):
        send_status(actor=theirs.clerk, course_id=course.id, status=code, now=theirs.clock.on(hours=1))
    theirs.round()
    assert len(ours.round().fetched.taken) == 5
    assert codes(ours.course(side="originator")) == codes(course) == ["01", "03", "04", "05", "06"]
    sent.refresh_from_db()
    assert sent.state == "sent"
    assert not ours.round().delivered.sent
    assert not theirs.round().fetched.taken
    assert verify().intact


def test_a_notice_is_refused_with_its_reason_and_sent_again(both, notice_out):
    ours, theirs = both
    ours.send(notice_out)
    ours.round()
    theirs.round()
    came = theirs.incoming().get()
    refuse_packet(actor=theirs.clerk, packet_id=came.id, reason="Không đúng thẩm quyền", now=theirs.clock())
    theirs.round()
    ours.round()
    assert codes(ours.course(side="originator")) == ["01", "02"]
    assert ours.course().statuses.get(code="02").reason == "Không đúng thẩm quyền"
    ours.clock.on(hours=1)
    ours.send(notice_out, steering=2)
    ours.round()
    theirs.round()
    again = theirs.incoming(state="received").get()
    assert again.steering == 2
    theirs.take(again)


@pytest.mark.parametrize("by_packet", [False, True])
@pytest.mark.parametrize("agree", [False, True])
def test_a_notice_is_asked_back(both, notice_out, by_packet, agree):
    ours, theirs = both
    ours.send(notice_out)
    ours.round()
    theirs.round()
    document = theirs.take(theirs.incoming().get()).document
    theirs.round()
    ours.round()
    request_recall(
        actor=ours.clerk,
        course_ids=[ours.course().id],
        by_packet=by_packet,
        reason="Gửi nhầm",
        now=ours.clock.on(hours=1),
    )
    ours.round()
    theirs.round()
    asked = theirs.incoming().last()
    assert (asked.kind, asked.state) == ("recall" if by_packet else "status", "received")
    answer_recall(
        actor=theirs.clerk, course_id=asked.course_id, agree=agree, reason="" if agree else "Đã triển khai",
        now=theirs.clock.on(hours=1),
    )  # fmt: skip
    theirs.round()
    ours.round()
    assert codes(ours.course())[-1] == ("15" if agree else "16")
    assert ours.course().is_over is agree
    document = Document.objects.get(jurisdiction_id=2, id=document.id)
    assert (document.taken_back_at is not None) is agree
    assert document.taken_back_reason == ("Gửi nhầm" if agree else "")
    asked.refresh_from_db()
    assert asked.state == "applied"


def test_a_replacement_ends_what_it_replaces(ours, theirs, notice_out):
    ours.send(notice_out)
    ours.round()
    theirs.round()
    old = theirs.take(theirs.incoming().get()).document
    fresh = issued(
        ours.leader, number="22", text="Giao Sở Y tế rà soát các trạm y tế, báo cáo trong tháng 02 năm 2021."
    )
    ours.send(fresh, kind="replace", reason="Sai căn cứ", replaces_document_id=notice_out.id)
    ours.round()
    theirs.round()
    new = theirs.incoming().last()
    assert (new.kind, new.state) == ("replace", "received")
    first = theirs.course(document_id=old.id)
    assert first.asked == "replace"
    answer_recall(actor=theirs.clerk, course_id=first.id, agree=True, now=theirs.clock())
    frozen = Document.objects.get(jurisdiction_id=2, id=old.id)
    assert (frozen.taken_back_at, frozen.taken_back_reason) == (theirs.clock(), "Sai căn cứ")
    assert theirs.take(new).document.code == "22/TB-VP"
    theirs.round()
    ours.round()
    assert ours.course(document_id=notice_out.id).is_over
    assert codes(ours.course(document_id=fresh.id)) == ["01", "03"]


def test_a_worker_killed_between_sending_and_recording_sends_nothing_twice(both, notice_out):
    ours, theirs = both
    ours.send(notice_out)
    packet = claim(ours.own, now=ours.clock(), lease=LEASE)
    data = open_bytes(packet)
    send(ours, packet, data)
    # Dead here. Nobody else takes the row while its lease runs.
    assert claim(ours.own, now=ours.clock.on(minutes=1), lease=LEASE) is None
    assert len(theirs.round().fetched.taken) == 1
    ours.clock.on(minutes=10)
    assert ours.round().delivered.sent == 1
    theirs.round()
    assert theirs.incoming(kind="new").count() == 1
    assert codes(theirs.course()) == ["01"]


def open_bytes(packet):
    from dondoc.documents.disk import open_content

    with open_content(packet.file.sha256) as file:
        return file.read()


def send(office, packet, data):
    from dondoc.documents.exchange.codes import OrganCode

    office.transport.send(Outgoing(packet.name, OrganCode(packet.receiver_code), data))


class Broken:
    """A way that does not work for as long as it is told."""

    def __init__(self, inner, *errors):
        self.inner, self.errors, self.names = inner, list(errors), []

    def send(self, packet):
        self.names.append(packet.name)
        if self.errors:
            raise self.errors.pop(0)
        self.inner.send(packet)


def test_what_fails_waits_longer_each_time_and_is_given_up_in_the_end(ours, theirs, notice_out):
    (sent,) = ours.send(notice_out)
    way = Broken(ours.transport, *[Unreachable() for _ in range(10)])
    waits = []
    for _attempt in range(10):
        counted = deliver_due(ours.own, way, clock=ours.clock, lease=LEASE)
        sent.refresh_from_db()
        if counted.given_up:
            break
        assert counted.failed == 1
        assert not deliver_due(ours.own, way, clock=ours.clock, lease=LEASE).failed
        waits.append(sent.next_attempt_at - ours.clock())
        ours.clock.now = sent.next_attempt_at
    assert waits == sorted(waits)
    assert (waits[0], waits[-1]) == (dt.timedelta(minutes=1), dt.timedelta(days=1))
    assert (sent.state, sent.error_code, sent.attempts) == ("given_up", "unreachable", 10)
    assert len(set(way.names)) == 1
    retry_packet(actor=ours.clerk, packet_id=sent.id, now=ours.clock())
    assert deliver_due(ours.own, way, clock=ours.clock, lease=LEASE).sent == 1
    assert len(theirs.round().fetched.taken) == 1


def test_one_bad_row_stops_neither_the_queue_nor_the_loop(ours, theirs, notice_out):
    other = issued(
        ours.leader, number="23", text="Giao Sở Y tế rà soát các trạm y tế, báo cáo trong tháng 02 năm 2021."
    )
    ours.send(notice_out)
    ours.send(other)
    way = Broken(ours.transport, RuntimeError("a fault of ours"))
    assert deliver_due(ours.own, way, clock=ours.clock, lease=LEASE).sent == 1
    ours.clock.on(minutes=10)
    assert ours.round().delivered.sent == 1
    assert len(theirs.round().fetched.taken) == 2


def test_statuses_arrive_in_the_order_in_which_they_were_said(ours, theirs, notice_out):
    ours.send(notice_out)
    ours.round()
    theirs.transport, kept = Broken(theirs.transport, Unreachable()), theirs.transport
    theirs.transport.fetch, theirs.transport.acknowledge = kept.fetch, kept.acknowledge
    theirs.round()  # 01 fails
    theirs.take(theirs.incoming().get())
    assert not theirs.round().delivered.sent  # 03 waits behind it
    theirs.clock.on(minutes=2)
    assert theirs.round().delivered.sent == 2
    ours.round()
    assert codes(ours.course()) == ["01", "03"]


def test_a_folder_that_is_not_there_is_tried_again(ours, notice_out, tmp_path):
    from dondoc.documents.exchange.folder import FolderTransport
    from dondoc.documents.exchange_worker import run_round

    ours.send(notice_out)
    found = run_round(
        ours.own, lambda party: FolderTransport(tmp_path / "o-mang", party.code), clock=ours.clock, lease=LEASE
    )
    assert found.fetched is None
    assert found.problem.code == "unreachable"
    assert ours.outgoing().get().state == "queued"


def test_a_receiver_without_a_folder_is_left_to_a_person(ours, notice_out):
    (sent,) = ours.send(notice_out)
    assert ours.round().delivered.given_up == 1
    sent.refresh_from_db()
    assert (sent.state, sent.error_code) == ("given_up", "rejected")
    # It never left: asking it back cancels it.
    assert request_recall(actor=ours.clerk, course_ids=[sent.course_id], reason="Nhầm nơi nhận", now=ours.clock()) == []
    sent.refresh_from_db()
    assert sent.state == "cancelled"

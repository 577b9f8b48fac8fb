"""The HTTP transport against a real server on the loopback: two bodies, and a server that misbehaves."""

from __future__ import annotations

import hashlib
import json
from http.server import BaseHTTPRequestHandler

import pytest
from tests.documents.exchange import builders as b
from tests.documents.exchange.loopback import Desk, Running

from dondoc.documents.exchange.codes import OrganCode, Status
from dondoc.documents.exchange.errors import (
    BadAddress,
    BadName,
    NameTaken,
    OddAnswer,
    Rejected,
    StatusRefused,
    Unreachable,
)
from dondoc.documents.exchange.folder import FolderTransport
from dondoc.documents.exchange.http import HttpSettings, HttpTransport
from dondoc.documents.exchange.transport import Outgoing

CODES = ("H33.12", "H33.13")


@pytest.fixture
def running():
    server = Running()
    server.store.waiting = {code: {} for code in CODES}
    yield server
    server.close()


def transport(server, code="H33.13", **extra):
    return HttpTransport(HttpSettings(server.address, timeout=5, **extra), code)


@pytest.fixture(params=["http", "folder"])
def desks(request, tmp_path):
    """The office and the department of finance, over either transport."""
    if request.param == "folder":
        office, finance = (FolderTransport(tmp_path, code) for code in CODES)
        yield Desk(b.OFFICE, office), Desk(b.FINANCE, finance)
        return
    server = request.getfixturevalue("running")
    yield Desk(b.OFFICE, transport(server, CODES[0])), Desk(b.FINANCE, transport(server, CODES[1]))


def notice(number="21"):
    return b.notice(to=(b.FINANCE,), code_number=number)


def test_a_notice_is_taken_over_and_each_sees_the_others_statuses(desks):
    office, finance = desks
    key = office.issue(notice())
    assert len(finance.take().taken) == 1
    assert finance.received[key].subject == "Kết luận họp giải ngân vốn đầu tư công"
    assert finance.received[key].attachments[0].content == b"%PDF-1.7 tep thu"
    for status in (Status.ARRIVED, Status.ACCEPTED, Status.ASSIGNED, Status.PROCESSING, Status.COMPLETED):
        finance.say(key, status, b.OFFICE)
        office.take()
        assert office.course(key, "H33.13").reached is status
    assert office.course(key, "H33.13") == finance.course(key, "H33.12")


def test_a_notice_is_refused_with_its_reason(desks):
    office, finance = desks
    key = office.issue(notice())
    finance.take()
    finance.say(key, Status.ARRIVED, b.OFFICE)
    with pytest.raises(StatusRefused):
        finance.say(key, Status.REFUSED, b.OFFICE)
    finance.say(key, Status.REFUSED, b.OFFICE, "Không đúng thẩm quyền")
    assert len(office.take().taken) == 2
    assert office.course(key, "H33.13").last is Status.REFUSED


def test_a_notice_is_taken_back(desks):
    office, finance = desks
    key = office.issue(notice())
    finance.take()
    finance.say(key, Status.ARRIVED, b.OFFICE)
    office.take()
    office.say(key, Status.TAKE_BACK, b.FINANCE, "Gửi nhầm")
    finance.take()
    assert finance.course(key, "H33.12").last is Status.TAKE_BACK
    with pytest.raises(StatusRefused):
        finance.say(key, Status.ACCEPTED, b.OFFICE)
    finance.say(key, Status.AGREED, b.OFFICE)
    office.take()
    assert office.course(key, "H33.13").over


def test_a_notice_is_recalled_by_a_packet_and_the_recall_declined(desks):
    office, finance = desks
    key = office.issue(notice())
    finance.take()
    finance.say(key, Status.ARRIVED, b.OFFICE)
    finance.say(key, Status.ACCEPTED, b.OFFICE)
    office.take()
    assert office.issue(b.recall(notice())) == key
    assert len(finance.take().taken) == 1
    finance.say(key, Status.DECLINED, b.OFFICE, "Đã triển khai")
    finance.say(key, Status.ASSIGNED, b.OFFICE)
    office.take()
    assert office.course(key, "H33.13").reached is Status.ASSIGNED


def test_what_cannot_be_used_is_put_aside_and_the_rest_goes_on(desks):
    office, finance = desks
    office.transport.send(Outgoing("A-1", OrganCode("H33.13"), b"<a><b></a>"))
    office.post(b.notice(to=(b.HEALTH,)), b.FINANCE.code)  # addressed to another body
    office.post(b.recall(notice("99")), b.FINANCE.code)
    office.post(b.status(Status.ACCEPTED), b.FINANCE.code)  # of a document that finance never saw
    office.issue(notice("22"))
    done = finance.take()
    assert [one.code for one in done.refused] == [
        "mismatched_tags",
        "another_body",
        "unknown_document",
        "unknown_document",
    ]
    assert all(one.message.endswith(".") for one in done.refused)
    assert len(done.taken) == 1
    assert finance.take().refused == ()


def test_a_refused_packet_is_told_to_the_server(running):
    mine = transport(running)
    transport(running, CODES[0]).send(Outgoing("a", OrganCode("H33.13"), b"<a/>"))
    mine.refuse("a", "wrong_namespace", "Sai không gian tên.")
    assert running.store.refused == [("a", "wrong_namespace", "Sai không gian tên.")]
    mine.refuse("a", "x", "y")  # gone already: no harm
    mine.acknowledge("a")


def test_sending_again_arrives_once_and_another_content_is_refused(running):
    office = transport(running, CODES[0])
    packet = Outgoing("a", OrganCode("000.00.13.H33"), b"<a/>")
    office.send(packet)
    office.send(packet)
    assert [one.data for one in transport(running).fetch()] == [b"<a/>"]
    with pytest.raises(NameTaken):
        office.send(Outgoing("a", OrganCode("H33.13"), b"<b/>"))


def test_a_body_that_the_server_does_not_know_is_refused_for_good(running):
    with pytest.raises(Rejected) as refused:
        transport(running).send(Outgoing("a", OrganCode("H33.99"), b"<a/>"))
    assert refused.value.message == "Bên nhận từ chối gói tin (mã 404): Không có cơ quan này."
    assert not refused.value.temporary


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503])
def test_a_busy_server_is_tried_again(running, status):
    running.store.fails = [status]
    with pytest.raises(Unreachable) as refused:
        transport(running).send(Outgoing("a", OrganCode("H33.12"), b"<a/>"))
    assert refused.value.temporary
    transport(running).send(Outgoing("a", OrganCode("H33.12"), b"<a/>"))


def test_a_refusal_is_one_line_whatever_the_server_says(running):
    running.store.fails = [400]
    with pytest.raises(Rejected) as refused:
        list(transport(running).fetch())
    assert refused.value.message == "Bên nhận từ chối gói tin (mã 400): Tạm dừngđể bảo trì"


def test_a_token_is_asked_for_and_not_shown(running):
    running.store.tokens = {"bí-mật-1".encode().hex()}
    with pytest.raises(Rejected):
        list(transport(running).fetch())
    token = next(iter(running.store.tokens))
    assert list(transport(running, token=token).fetch()) == []
    assert token not in repr(HttpSettings(running.address, token))


def test_nobody_there():
    server = Running()
    server.close()
    with pytest.raises(Unreachable):
        list(transport(server).fetch())


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ftp://a/",
        "file:///etc",
        "a.vn/x",
        "http:///x",
        "https://u:p@a.vn/",
        "https://a.vn/?x=1",
        "javascript:x",
        "https://a.vn/#x",
    ],
)
def test_an_address_that_cannot_be_used(address):
    with pytest.raises(BadAddress):
        HttpTransport(HttpSettings(address), "H33.12")


def test_no_token_travels_in_clear():
    with pytest.raises(BadAddress):
        HttpTransport(HttpSettings("http://truc.example.vn/x", "m"), "H33.12")
    HttpTransport(HttpSettings("https://truc.example.vn/x", "m"), "H33.12")


def test_names_and_codes_are_checked_here_too(running):
    with pytest.raises(BadName):
        transport(running).send(Outgoing("a/../b", OrganCode("H33.12"), b""))
    with pytest.raises(BadName):
        transport(running).send(Outgoing("a", OrganCode("H33\r\nX: y"), b""))
    with pytest.raises(BadName):
        transport(running).acknowledge("../x")


# --- a server that misbehaves ------------------------------------------------------------------------------------------


def odd(respond):
    """A server whose every answer is `respond(handler)`."""

    class Odd(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def do_GET(self):
            respond(self)

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            respond(self)

    return Running(Odd)


def reply(handler, status=200, body=b"", **headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


BODIES = [
    b"",
    b"<html>",
    b"[]",
    b'{"packets": 3}',
    b'{"packets": [{"name": "../x", "size": 1, "sha256": "a"}]}',
    b'{"packets": [{}]}',
    b"\xff",
    b"[" * 100_000,
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_list_that_is_none(body):
    server = odd(lambda handler: reply(handler, body=body))
    try:
        with pytest.raises(OddAnswer):
            list(transport(server).fetch())
    finally:
        server.close()


def test_a_list_without_end():
    server = odd(lambda handler: reply(handler, body=b" " * 1_500_000))
    try:
        with pytest.raises((OddAnswer, Unreachable)):
            list(transport(server).fetch())
    finally:
        server.close()


def test_an_answer_cut_off():
    server = odd(lambda handler: reply(handler, body=b'{"packets"', **{"Content-Length": "1000"}))
    try:
        with pytest.raises(Unreachable):
            list(transport(server).fetch())
    finally:
        server.close()


def test_no_redirect_to_another_host():
    reached = []
    other = odd(lambda handler: reached.append(handler.path) or reply(handler, body=b'{"packets": []}'))
    server = odd(lambda handler: reply(handler, 302, Location=f"{other.address}/packets"))
    try:
        with pytest.raises(OddAnswer):
            list(transport(server, token="m").fetch())
        with pytest.raises((OddAnswer, Rejected)):
            transport(server).send(Outgoing("a", OrganCode("H33.12"), b"<a/>"))
        assert reached == []
    finally:
        server.close()
        other.close()


def test_a_redirect_on_the_same_host_is_followed():
    def respond(handler):
        if handler.path.startswith("/x/"):
            reply(handler, 307, Location="/y/packets?limit=50")
        else:
            reply(handler, body=b'{"packets": []}')

    server = odd(respond)
    try:
        assert list(transport(server).fetch()) == []
    finally:
        server.close()


def test_a_redirect_without_end():
    server = odd(lambda handler: reply(handler, 302, Location=handler.path))
    try:
        with pytest.raises(OddAnswer):
            list(transport(server).fetch())
    finally:
        server.close()


def test_packets_that_do_not_come_as_announced_are_put_aside_and_the_rest_goes_on():
    told = []
    digest = hashlib.sha256(b"<a/>").hexdigest()
    listed = [
        {"name": "1-to", "size": 10**12, "sha256": digest},
        {"name": "2-khac", "size": 4, "sha256": "0" * 64},
        {"name": "3-dai", "size": 3, "sha256": digest},
        {"name": "4-mat", "size": 4, "sha256": digest},
        {"name": "5-tot", "size": 4, "sha256": digest},
    ]

    def respond(handler):
        if handler.command == "POST":
            told.append(handler.path.split("/")[-2])
            reply(handler)
        elif handler.path.startswith("/x/packets?"):
            reply(handler, body=json.dumps({"packets": listed}).encode())
        elif handler.path.endswith("4-mat"):
            reply(handler, 404, b"{}")
        else:
            reply(handler, body=b"<a/>")

    server = odd(respond)
    try:
        assert [one.name for one in transport(server).fetch()] == ["5-tot"]
        assert told == ["1-to", "2-khac", "3-dai"]
    finally:
        server.close()


def test_a_server_that_drips_is_stopped_by_the_clock():
    def respond(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b" ")
        except OSError:
            pass

    server = odd(respond)
    try:
        with pytest.raises(Unreachable):
            list(transport(server, most_seconds=0.0).fetch())
    finally:
        server.close()

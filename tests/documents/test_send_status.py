"""Statuses that people send: 04, 05, 06 in their order, of what was taken over."""

from __future__ import annotations

import pytest
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_receive_packet import notice, receive

from dondoc.documents.commands.send_status import send_status
from dondoc.documents.exchange.codes import Status
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused


@pytest.fixture
def taken(ours):
    row = receive(ours, notice(attachments=()))
    ours.take(row)
    return row.course_id


def say(ours, course, status, actor=None, **more):
    return send_status(actor=actor or ours.clerk, course_id=course, status=status, now=ours.clock(), **more)


def test_they_follow_each_other(ours, taken):
    with pytest.raises(Conflict) as refused:
        say(ours, taken, "06")
    assert refused.value.code == "status_refused"
    for status in ("04", "5", "06"):
        say(ours, taken, status, description="Giao Phòng Tổng hợp")
    assert ours.course(id=taken).reached == "06"
    said = ours.course(id=taken).statuses.get(code="05")
    assert (said.is_ours, said.staff, said.reason) == (True, "Văn thư Ngô Dung", "Giao Phòng Tổng hợp")


@pytest.mark.parametrize("status", [*sorted(set(Status) - {"04", "05", "06"}), "07", ""])
def test_the_others_come_of_what_people_do(ours, taken, status):
    with pytest.raises(BadInput):
        say(ours, taken, status)


def test_of_our_own_documents_the_receiver_speaks(ours, notice_out):
    (sent,) = ours.send(notice_out)
    with pytest.raises(Conflict) as refused:
        say(ours, sent.course_id, "04")
    assert refused.value.code == "own_document"


def test_who_may_not(ours, theirs, taken, specialist, chair):
    for person, error in ((specialist, Refused), (chair, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            say(ours, taken, "04", actor=person)

"""Putting a packet of the quarantine aside for good."""

from __future__ import annotations

import pytest
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_receive_packet import notice, receive

from dondoc.documents import disk
from dondoc.documents.commands.dismiss_packet import dismiss_packet
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def dismiss(ours, row, reason="Thư rác", actor=None):
    return dismiss_packet(actor=actor or ours.clerk, packet_id=row.id, reason=reason, now=ours.clock())


def test_it_waits_for_nobody_and_is_kept(ours):
    row = dismiss(ours, receive(ours, b"x"))
    assert (row.state, row.decision, row.error_code) == ("dismissed", "Thư rác", "not_xml")
    assert disk.store().size_of(row.file.sha256) == row.file.size
    assert LedgerEvent.objects.get(code="incoming_packet.dismissed").reason == "Thư rác"
    with pytest.raises(Conflict):
        dismiss(ours, row)


def test_a_document_that_waits_is_refused_instead(ours):
    with pytest.raises(Conflict):
        dismiss(ours, receive(ours, notice()))


def test_a_reason_is_needed_and_the_right(ours, theirs, specialist, chair):
    row = receive(ours, b"x")
    with pytest.raises(BadInput):
        dismiss(ours, row, "")
    for person, error in ((specialist, Refused), (chair, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            dismiss(ours, row, actor=person)

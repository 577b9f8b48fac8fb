"""A document that gives tasks is taken over into its reading; another one is not."""

from __future__ import annotations

import pytest
from tests.documents.exchange import builders as b
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.test_accept_packet import WORDS
from tests.documents.test_receive_packet import notice, receive

from dondoc.directives.commands.take_over_packet import take_over_packet
from dondoc.directives.models import DraftReading
from dondoc.documents.commands.accept_packet import Taking
from dondoc.documents.exchange.codes import Steering
from dondoc.documents.models import Document, RegisterEntry
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.ledger.models import LedgerEvent

FILES = (b.Attachment("Thông báo 21.pdf", WORDS),)


def take(ours, row, actor=None, **taking):
    return take_over_packet(
        actor=actor or ours.clerk, packet_id=row.id, taking=Taking(ours.register.id, **taking), now=ours.clock()
    )


def test_what_gives_tasks_opens_its_reading(ours):
    taken = take(ours, receive(ours, notice(attachments=FILES)))
    assert taken.draft.document_id == taken.accepted.document.id
    assert taken.draft.items
    assert LedgerEvent.objects.filter(code="reading.opened").count() == 1


@pytest.mark.parametrize("steering", [None, Steering.NONE])
def test_what_gives_none_does_not(ours, steering):
    taken = take(ours, receive(ours, notice(attachments=FILES, steering=steering)))
    assert taken.draft is None
    assert taken.accepted.entry.number == 1


def test_what_is_linked_has_its_reading_already(ours, theirs):
    first = take(ours, receive(ours, notice(attachments=FILES)))
    other = receive(ours, notice(attachments=FILES, code_number="22"))
    linked = take(ours, other, link_document_id=first.accepted.document.id)
    assert linked.draft is None
    assert DraftReading.objects.count() == 1


def test_what_fails_leaves_nothing_behind(ours, theirs):
    row = receive(ours, notice(attachments=FILES))
    with pytest.raises(NotFound):
        take_over_packet(
            actor=ours.clerk, packet_id=row.id, taking=Taking(theirs.register.id), now=ours.clock()
        )  # fmt: skip
    with pytest.raises(BadInput):
        take(ours, row, attachment=7)
    assert not any(model.objects.exists() for model in (Document, RegisterEntry, DraftReading))


def test_who_may_not(ours, specialist, chair):
    row = receive(ours, notice(attachments=FILES))
    for person, error in ((specialist, Refused), (chair, NotFound)):
        with pytest.raises(error):
            take(ours, row, actor=person)

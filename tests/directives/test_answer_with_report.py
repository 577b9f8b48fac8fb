"""A completed assignment is reported to the body whose document gave it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.directives.story import assignment, bring_to, item
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import issued
from tests.documents.test_queue_packet import message_of

from dondoc.directives.commands.answer_with_report import answer_with_report
from dondoc.directives.commands.create_directives import create_directives
from dondoc.documents.exchange.codes import Steering
from dondoc.documents.models import ExchangeParty
from dondoc.foundation.errors import Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


@pytest.fixture
def given(ours, theirs, province, lead_focal):
    """A task that An Giang's notice gave to Kiên Giang, completed; and the report on it."""
    fresh = issued(theirs.leader, number="30", symbol="TB-VPAG")
    theirs.send(fresh, steering=2, due_on=dt.date(2021, 1, 25))
    theirs.round()
    ours.round()
    document = ours.take(ours.incoming().get()).document
    (directive,) = create_directives(actor=ours.leader, items=[item(province)], document=document, now=ours.clock())
    one = assignment(directive, province.units["skhdt"])
    report = issued(
        ours.leader, number="40", symbol="BC-VP", text="Báo cáo kết quả rà soát danh mục dự án đầu tư công năm 2021."
    )
    return one, report, lead_focal


def answer(ours, one, report, actor=None):
    return answer_with_report(
        actor=actor or ours.clerk, assignment_id=one.id, document_id=report.id, now=ours.clock()
    )  # fmt: skip


def test_the_report_names_the_document_that_it_answers(ours, theirs, given):
    one, report, unit = given
    bring_to("accepted", one, unit=unit, office=ours.leader, now=ours.clock())
    packet = answer(ours, one, report)
    message = message_of(packet)
    assert message.steering is Steering.REPORTS
    (about,) = message.response_for
    assert (about.organ.text, about.document_id.text) == ("H01.01", "H01.01,2021/01/12,30/TB-VPAG")
    event = LedgerEvent.objects.get(code="directive.report_sent")
    assert (event.aggregate_id, event.payload["document_id"]) == (one.directive_id, report.id)
    ours.round()
    theirs.round()
    assert theirs.incoming(kind="new").get().steering == 3
    with pytest.raises(Conflict) as refused:
        answer(ours, one, report)
    assert refused.value.code == "sent_before"


def test_only_what_is_completed_is_reported(ours, given):
    one, report, _unit = given
    with pytest.raises(Conflict) as refused:
        answer(ours, one, report)
    assert refused.value.code == "not_completed"


def test_only_what_came_through_the_exchange_is_answered(ours, province, lead_focal, notice_out):
    (directive,) = create_directives(actor=ours.leader, items=[item(province)], document=notice_out, now=ours.clock())
    one = assignment(directive, province.units["skhdt"])
    bring_to("accepted", one, unit=lead_focal, office=ours.leader, now=ours.clock())
    with pytest.raises(Conflict) as refused:
        answer(ours, one, notice_out)
    assert refused.value.code == "not_exchanged"


def test_a_sender_that_cannot_be_written_to_is_named(ours, given):
    one, report, unit = given
    bring_to("accepted", one, unit=unit, office=ours.leader, now=ours.clock())
    ExchangeParty.objects.filter(id=ours.other.id).update(is_active=False)
    with pytest.raises(Conflict, match="An Giang"):
        answer(ours, one, report)


def test_who_may_not(ours, theirs, given, specialist, lead_focal):
    one, report, _unit = given
    for person, error in ((specialist, Refused), (lead_focal, NotFound), (theirs.clerk, NotFound)):
        with pytest.raises(error):
            answer(ours, one, report, actor=person)

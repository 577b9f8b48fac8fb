"""The summary that a long dossier lacks: who owes it, on which desk it stands, how it is sent."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.papers_world import send
from tests.meetings.refusals import not_in_state
from tests.reading.builders import pdf

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.send_summary import send_summary
from dondoc.meetings.models import Paper, PaperVersion
from dondoc.meetings.paper_selectors import agenda_of, owed_papers

LONG = pdf([[(80, 80, "Trang")] for _ in range(12)])
TODAY = NOW.date()


@pytest.fixture
def long(paper, lead_focal):
    send(lead_focal, paper, LONG, "bao-cao.pdf")
    return paper


def summary(actor, item, content=b"Tom tat bao cao.", **more):
    return send_summary(actor=actor, item_id=item.id, name="tom-tat.txt", content=content, now=NOW, **more)


def test_it_stands_on_the_desk_of_the_unit_of_the_longest_report_only(long, lead_focal, coordinating_focal, specialist):
    (row,) = owed_papers(lead_focal, today=TODAY)
    assert row.is_wanted
    assert (row.paper.title, row.paper.unit_id, row.paper.due_on) == (
        "Bản tóm tắt: Dự thảo báo cáo",
        long.unit_id,
        long.due_on,
    )
    assert not row.is_late
    assert owed_papers(lead_focal, today=long.due_on + dt.timedelta(days=1))[0].is_late
    assert owed_papers(coordinating_focal, today=TODAY) == []
    assert Paper.objects.count() == 1, "it is derived, not kept"


def test_a_short_report_owes_none(paper, lead_focal):
    send(lead_focal, paper)
    assert owed_papers(lead_focal, today=TODAY) == []


def test_one_that_was_asked_for_is_owed_once(long, item, lead_focal, specialist):
    asked = ask_for_paper(
        actor=specialist, meeting_id=long.meeting_id, title="Tóm tắt", kind="summary", item_id=item.id,
        unit_id=long.unit_id, now=NOW,
    )  # fmt: skip
    assert [(row.paper.id, row.is_wanted) for row in owed_papers(lead_focal, today=TODAY)] == [(asked.id, False)]
    with pytest.raises(Conflict) as refused:
        summary(lead_focal, item)
    assert refused.value.code == "not_wanted"


def test_the_unit_sends_it_and_owes_it_no_more(long, item, called, lead_focal):
    version = summary(lead_focal, item, note="Hai trang")
    kept = version.paper
    assert (kept.kind, kept.item_id, kept.unit_id, version.number, version.note) == (
        "summary",
        item.id,
        long.unit_id,
        1,
        "Hai trang",
    )
    assert owed_papers(lead_focal, today=TODAY) == []
    (row,) = agenda_of(called.meeting, today=TODAY).items
    assert (row.wanted, row.summary.lacking) == (None, False)
    codes = LedgerEvent.objects.filter(aggregate="meeting", aggregate_id=long.meeting_id).order_by("seq")
    assert [one.code for one in codes][-2:] == ["meeting.paper_asked", "meeting.paper_sent"]
    with pytest.raises(Conflict):
        summary(lead_focal, item)


def test_who_does_not_owe_it_does_not_send_it(long, item, coordinating_focal, outsider, specialist):
    with pytest.raises(Refused):
        summary(coordinating_focal, item)
    with pytest.raises(NotFound):
        summary(outsider, item)
    assert summary(specialist, item).paper.unit_id == long.unit_id


@pytest.mark.parametrize(("content", "code"), [(b"", "empty"), ("MẬT\nTóm tắt".encode(), "secret_document")])
def test_what_is_refused_leaves_nothing(long, item, lead_focal, content, code):
    with pytest.raises(BadInput) as refused:
        summary(lead_focal, item, content)
    assert refused.value.code == code
    assert Paper.objects.count() == PaperVersion.objects.count() == 1
    assert owed_papers(lead_focal, today=TODAY)[0].is_wanted


def test_it_is_declared_to_hold_no_secret(long, item, lead_focal):
    with pytest.raises(BadInput) as refused:
        summary(lead_focal, item, is_declared=False)
    assert (refused.value.code, refused.value.details["field"]) == ("not_declared", "not_secret")
    assert PaperVersion.objects.count() == 1


def test_nothing_is_sent_to_a_meeting_that_is_over(long, item, lead_focal):
    given = {"actor": lead_focal, "item_id": item.id, "name": "a.txt", "content": b"Tom tat."}
    not_in_state(send_summary, long.meeting_id, "ended", "cancelled", **given)

"""Remarks while they are made and typed."""

from __future__ import annotations

import pytest
from tests.conftest import NOW
from tests.meetings.refusals import not_in_state, only_the_office

from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.change_remark import change_remark


def test_one_speaks_at_a_time(running, specialist):
    first = add_remark(
        actor=specialist, meeting_id=running.id, body="", invitee_id=running.by["syt"].id, state="asked", now=NOW
    )
    assert (first.body, first.speaker) == ("Sở Y tế", "Giám đốc Sở Y tế Bùi Ích")
    first = change_remark(actor=specialist, remark_id=first.id, version=1, state="speaking", now=NOW)
    add_remark(actor=specialist, meeting_id=running.id, body="Mặt trận", state="speaking", now=NOW)
    first.refresh_from_db()
    assert (first.state, first.ended_at) == ("done", NOW)


def test_a_remark_is_typed_on_and_nothing_is_written_where_nothing_changed(running, specialist):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", now=NOW)
    remark = change_remark(actor=specialist, remark_id=remark.id, version=1, text="Nhất trí.", now=NOW)
    again = change_remark(actor=specialist, remark_id=remark.id, version=2, text="Nhất trí.", now=NOW)
    assert (remark.version, again.version) == (2, 2)


def test_two_on_one_remark_keep_both_texts(running, specialist, clerk):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", now=NOW)
    change_remark(actor=specialist, remark_id=remark.id, version=1, text="Của A", now=NOW)
    with pytest.raises(Conflict) as refused:
        change_remark(actor=clerk, remark_id=remark.id, version=1, text="Của B", now=NOW)
    assert refused.value.code == "other_version"
    assert (refused.value.details["theirs"]["text"], refused.value.details["mine"]["text"]) == ("Của A", "Của B")


@pytest.mark.parametrize(
    ("said", "field"),
    [({"body": ""}, "body"), ({"speaker": "x" * 201}, "speaker"), ({"text": "x" * 50_001}, "text"), ({"state": "gone"}, "state"), ({"item_id": 999_999}, "item")],
)  # fmt: skip
def test_what_cannot_be_is_named(running, specialist, said, field):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", now=NOW)
    with pytest.raises(BadInput) as refused:
        change_remark(actor=specialist, remark_id=remark.id, version=1, now=NOW, **said)
    assert refused.value.details["field"] == field


def test_only_the_secretary_and_only_from_the_call_on(running, specialist, lead_head, outsider):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", now=NOW)
    said = {"remark_id": remark.id, "version": 1, "text": "Nhất trí."}
    only_the_office(change_remark, unit=lead_head, outsider=outsider, **said)
    not_in_state(change_remark, running.id, "planned", "cancelled", actor=specialist, **said)

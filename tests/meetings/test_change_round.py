"""Changing a round while it is prepared."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from tests.conftest import NOW
from tests.directives.draft_world import files_folder
from tests.meetings.meetings_world import LOCAL
from tests.meetings.refusals import only_the_office, round_not_in_state

from dondoc.documents.storage import admit
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings.commands.change_round import change_round
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.models import SlipRound
from dondoc.meetings.slip_selectors import slips_of

__all__ = ["files_folder"]


def test_it_is_changed_only_while_it_is_prepared(opened_round, facts, specialist, heads):
    changed = change_round(
        actor=specialist, round_id=opened_round.id, version=1, facts=facts(member_post_ids=[heads.head["syt"].id]), now=NOW
    )  # fmt: skip
    assert (changed.version, len(slips_of(changed))) == (2, 1)
    with pytest.raises(Conflict):
        change_round(actor=specialist, round_id=opened_round.id, version=1, facts=facts(), now=NOW)
    send_round(actor=specialist, round_id=opened_round.id, now=NOW)
    with pytest.raises(Conflict):
        change_round(actor=specialist, round_id=opened_round.id, version=2, facts=facts(), now=NOW)


def test_what_cannot_be_is_named_and_nothing_changes(opened_round, facts, specialist):
    for said, field in (({"title": ""}, "title"), ({"due_at": NOW}, "due_at"), ({"member_post_ids": []}, "members")):
        with pytest.raises(BadInput) as refused:
            change_round(actor=specialist, round_id=opened_round.id, version=1, facts=facts(**said), now=NOW)
        assert refused.value.details["field"] == field
    opened_round.refresh_from_db()
    assert (opened_round.version, len(slips_of(opened_round))) == (1, 3)


def test_only_the_office_and_not_once_it_is_over(sent, facts, specialist, lead_head, outsider):
    said = {"round_id": sent.id, "version": 1, "facts": facts()}
    only_the_office(change_round, unit=lead_head, outsider=outsider, **said)
    round_not_in_state(change_round, sent.id, "sent", "closed", "cancelled", actor=specialist, **said)


@pytest.mark.usefixtures("files_folder")
def test_a_dossier_is_looked_at_before_the_round_is_locked(opened_round, facts, specialist, province, monkeypatch):
    seen = []

    def looked_at(*given):
        seen.append(len(connection.savepoint_ids))
        return admit(*given)

    monkeypatch.setattr("dondoc.meetings.commands._slips.admit", looked_at)
    outside, said = len(connection.savepoint_ids), {"actor": specialist, "facts": facts(), "now": NOW}
    file = ("to-trinh.txt", b"To trinh.")
    assert change_round(round_id=opened_round.id, version=1, file=file, **said).file.name == "to-trinh.txt"
    assert open_round(unit_id=province.units["ubnd"].id, file=file, **said).file.name == "to-trinh.txt"
    assert seen == [outside, outside]
    with pytest.raises(Conflict):
        change_round(round_id=opened_round.id, version=1, file=file, **said)
    assert len(seen) == 2, "what is refused anyway is not looked at"


@pytest.mark.parametrize(
    ("due_on", "after"), [((2021, 1, 24), "25/01/2021"), ((2021, 2, 12), "17/02/2021"), ((2021, 1, 23), "25/01/2021")]
)
def test_a_deadline_on_a_day_off_is_refused_with_the_day_that_comes_next(
    opened_round, facts, specialist, province, due_on, after
):
    said = {"actor": specialist, "facts": facts(due_at=dt.datetime(*due_on, 17, 0, tzinfo=LOCAL)), "now": NOW}
    for act, more in (
        (change_round, {"round_id": opened_round.id, "version": 1}), (open_round, {"unit_id": province.units["ubnd"].id}),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=f"ngày làm việc kế tiếp là {after}") as refused:
            act(**more, **said)
        assert (refused.value.code, refused.value.details["field"]) == ("day_off", "due_at")
    assert SlipRound.objects.get().version == 1

"""Asking for another deadline: by the unit, with a reason, within the office's rules; one request at a time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.followup.deadline_world import TODAY, WANTED, ask, decide, fresh, last_event

from dondoc.directives.models import Assignment
from dondoc.followup.commands.set_extension_rules import set_extension_rules
from dondoc.followup.models import Extension, ExtensionFile
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused


def test_the_unit_asks_and_nothing_moves_yet(subject: Assignment, lead_focal: Any) -> None:
    asked = ask(lead_focal, subject, files=[("Cong van.txt", "Công văn xin ý kiến".encode())])
    assert (asked.state, asked.was_due_on, asked.wanted_on, asked.asked_on) == ("asked", story.DUE, WANTED, TODAY)
    assert not asked.is_late
    assert ExtensionFile.objects.get(extension_id=asked.id).file.name == "Cong van.txt"
    assert fresh(subject).due_on == story.DUE
    event = last_event(subject)
    assert (event.code, event.reason) == ("assignment.extension_asked", "Chờ số liệu quyết toán.")
    assert (event.payload["wanted_on"], event.payload["due_on"]) == ("2021-02-01", "2021-01-25")


def test_after_the_day_it_is_still_asked_and_says_so(subject: Assignment, lead_head: Any) -> None:
    asked = ask(lead_head, subject, now=story.at("2021-01-27"))
    assert asked.is_late
    assert asked.asked_on == dt.date(2021, 1, 27)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": "  "}, "reason_required"),
        ({"reason": "x" * 2001}, "too_long"),
        ({"wanted_on": story.DUE}, "same_or_earlier"),
        ({"wanted_on": dt.date(2021, 1, 20)}, "same_or_earlier"),
        ({"wanted_on": dt.date(2021, 1, 30)}, "not_working"),
        ({"wanted_on": dt.date(2021, 12, 31)}, "too_far"),
        ({"files": [(f"{k}.txt", b"x") for k in range(11)]}, "too_many_files"),
    ],
)
def test_bad_input(subject: Assignment, lead_focal: Any, more: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        ask(lead_focal, subject, **more)
    assert refused.value.code == code
    assert not Extension.objects.exists()


def test_a_day_off_names_the_next_working_day(subject: Assignment, lead_focal: Any) -> None:
    with pytest.raises(BadInput, match="01/02/2021"):
        ask(lead_focal, subject, wanted_on=dt.date(2021, 1, 31))


def test_a_file_that_is_refused_leaves_nothing(subject: Assignment, lead_focal: Any) -> None:
    with pytest.raises(BadInput):
        ask(lead_focal, subject, files=[("a.txt", "đủ".encode()), ("b.txt", b"")])
    assert not Extension.objects.exists()
    assert last_event(subject).code == "assignment.created"


def test_without_a_deadline_there_is_nothing_to_extend(province: Any, specialist: Any, lead_focal: Any) -> None:
    undated = story.assignment(story.give(specialist, province, due_on=None), province.units["skhdt"])
    with pytest.raises(BadInput) as refused:
        ask(lead_focal, undated)
    assert refused.value.code == "undated"


def test_one_request_at_a_time(subject: Assignment, lead_focal: Any, lead_head: Any) -> None:
    ask(lead_focal, subject)
    with pytest.raises(Conflict) as refused:
        ask(lead_head, subject, wanted_on=dt.date(2021, 2, 2))
    assert refused.value.code == "asked_already"


def test_the_office_s_rules_hold(subject: Assignment, lead_focal: Any, office_leader: Any, specialist: Any) -> None:
    rules = {"most": 1, "longest": 10, "days_before": 3, "may_ask_late": False}
    set_extension_rules(actor=office_leader, now=story.at(TODAY), **rules)
    with pytest.raises(BadInput, match="10 ngày làm việc") as far:
        ask(lead_focal, subject, wanted_on=dt.date(2021, 2, 22))
    assert far.value.code == "too_far"
    with pytest.raises(BadInput) as late:
        ask(lead_focal, subject, now=story.at("2021-01-21"))
    assert late.value.code == "asked_late"
    decide(specialist, ask(lead_focal, subject))
    with pytest.raises(BadInput) as often:
        ask(lead_focal, subject, wanted_on=dt.date(2021, 2, 3), now=story.at("2021-01-20"))
    assert often.value.code == "too_often"


def test_a_closed_assignment_has_no_deadline_to_move(subject: Assignment, lead_focal: Any, specialist: Any) -> None:
    story.call("withdraw", specialist, subject.id, story.at(TODAY))
    with pytest.raises(Conflict) as refused:
        ask(lead_focal, subject)
    assert refused.value.code == "wrong_state"


def test_others_do_not_ask_for_the_unit(
    subject: Assignment,
    specialist: Any,
    coordinating_focal: Any,
    other_unit_focal: Any,
    outsider: Any,
    administrator: Any,
) -> None:
    for actor in (specialist, coordinating_focal):
        with pytest.raises(Refused):
            ask(actor, subject)
    for actor in (other_unit_focal, outsider, administrator):
        with pytest.raises(NotFound):
            ask(actor, subject)

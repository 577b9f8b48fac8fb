"""An event that was recorded wrongly: another day, or taken back; and what recording does, before it is done."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.schedules.schedule_world import TODAY, codes, last, part, waiting

from dondoc.directives.commands.record_event import record_event
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import Directive
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.organizations.models import Unit
from dondoc.schedules.commands.correct_event import correct_event
from dondoc.schedules.event_days import preview_event

HAPPENED = dt.date(2021, 1, 15)


def correct(actor: Any, event: Any, day: str | None, now: dt.datetime, **more: Any) -> Any:
    given = {"reason": "Ghi nhầm ngày ban hành", **more}
    return correct_event(
        actor=actor, event_id=event.id, occurred_on=dt.date.fromisoformat(day) if day else None, now=now, **given
    )


def test_a_preview_says_what_recording_does(province: Any, office_leader: Any, now: dt.datetime) -> None:
    directive, event = waiting(office_leader, province)
    shown = preview_event(office_leader, event.id, occurred_on=HAPPENED, today=TODAY)
    assert [(one.was, one.becomes) for one in shown.rows] == [(None, dt.date(2021, 1, 22))] * 2
    record_event(actor=office_leader, event_id=event.id, occurred_on=HAPPENED, now=now)
    assert [part(directive, province, unit).due_on for unit in ("skhdt", "stc")] == [one.becomes for one in shown.rows]


def test_a_preview_marks_days_off_days_past_and_units_that_ended(
    province: Any, office_leader: Any
) -> None:  # fmt: skip
    _directive, event = waiting(office_leader, province, event_working_days=0)
    Unit.objects.filter(id=province.units["stc"].id).update(valid_to=dt.date(2021, 1, 17))
    lead, coordinating = preview_event(office_leader, event.id, occurred_on=dt.date(2021, 1, 16), today=TODAY).rows
    assert (lead.is_day_off, lead.is_past, lead.unit_ended_on) == (True, True, None)
    assert coordinating.unit_ended_on == dt.date(2021, 1, 17)


def test_another_day_counts_them_anew(province: Any, office_leader: Any, now: dt.datetime) -> None:
    directive, event = waiting(office_leader, province)
    record_event(actor=office_leader, event_id=event.id, occurred_on=HAPPENED, now=now)
    shown = preview_event(office_leader, event.id, occurred_on=dt.date(2021, 1, 18), today=TODAY)
    assert [(one.was, one.becomes) for one in shown.rows] == [(dt.date(2021, 1, 22), dt.date(2021, 1, 25))] * 2
    correct(office_leader, event, "2021-01-18", now)
    mine = part(directive, province)
    assert (mine.due_on, mine.original_due_on) == (dt.date(2021, 1, 25), dt.date(2021, 1, 25))
    assert Directive.objects.get(id=directive.id).due_on == dt.date(2021, 1, 25)
    assert codes("deadline_event", event.id)[-1] == "deadline_event.corrected"
    assert last("assignment", mine.id).payload["event_id"] == event.id
    assert last("deadline_event", event.id).reason == "Ghi nhầm ngày ban hành"


def test_taken_back_they_wait_again_and_can_be_recorded_again(
    province: Any, office_leader: Any, now: dt.datetime
) -> None:
    directive, event = waiting(office_leader, province)
    record_event(actor=office_leader, event_id=event.id, occurred_on=HAPPENED, now=now)
    correct(office_leader, event, None, now)
    mine = part(directive, province)
    assert (mine.due_on, mine.original_due_on) == (None, None)
    assert codes("deadline_event", event.id)[-1] == "deadline_event.taken_back"
    record_event(actor=office_leader, event_id=event.id, occurred_on=TODAY, now=now)
    mine.refresh_from_db()
    assert mine.due_on == dt.date(2021, 1, 25)


def test_what_somebody_decided_and_what_is_closed_stays(
    province: Any, office_leader: Any, lead_focal: Any, coordinating_focal: Any, now: dt.datetime
) -> None:
    directive, event = waiting(office_leader, province)
    record_event(actor=office_leader, event_id=event.id, occurred_on=HAPPENED, now=now)
    lead, coordinating = part(directive, province), part(directive, province, "stc")
    set_deadline(
        actor=office_leader, assignment_id=lead.id, due_on=dt.date(2021, 2, 3), reason="Cần thêm thời gian", now=now
    )
    story.bring_to("accepted", coordinating, unit=coordinating_focal, office=office_leader, now=now)
    shown = preview_event(office_leader, event.id, occurred_on=TODAY, today=TODAY)
    assert (shown.rows, [one.id for one in shown.decided], shown.closed) == ([], [lead.id], 1)
    correct(office_leader, event, "2021-01-18", now)
    lead.refresh_from_db()
    coordinating.refresh_from_db()
    assert lead.due_on == dt.date(2021, 2, 3)
    assert coordinating.due_on == dt.date(2021, 1, 22)


def test_an_event_is_recorded_once_and_corrected_only_then(province: Any, office_leader: Any, now: dt.datetime) -> None:
    _directive, event = waiting(office_leader, province)
    with pytest.raises(Conflict) as found:
        correct(office_leader, event, "2021-01-18", now)
    assert found.value.code == "not_recorded"
    record_event(actor=office_leader, event_id=event.id, occurred_on=HAPPENED, now=now)
    with pytest.raises(Conflict):
        record_event(actor=office_leader, event_id=event.id, occurred_on=HAPPENED, now=now)


@pytest.mark.parametrize(
    ("day", "more", "code"),
    [
        ("2021-01-15", {}, "same_day"),
        ("2021-01-19", {}, "in_future"),
        ("1021-01-19", {}, "in_future"),
        ("2021-01-14", {"reason": " "}, "reason_required"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    day: str, more: Any, code: str, province: Any, office_leader: Any, now: dt.datetime
) -> None:
    _directive, event = waiting(office_leader, province)
    record_event(actor=office_leader, event_id=event.id, occurred_on=HAPPENED, now=now)
    with pytest.raises(BadInput) as found:
        correct(office_leader, event, day, now, **more)
    assert found.value.code == code


def test_who_records_events_corrects_them(
    province: Any,
    office_leader: Any,
    lead_head: Any,
    other_unit_focal: Any,
    clerk: Any,
    outsider: Any,
    now: dt.datetime,
) -> None:
    _directive, event = waiting(office_leader, province)
    record_event(actor=office_leader, event_id=event.id, occurred_on=HAPPENED, now=now)
    for actor in (lead_head, clerk):
        with pytest.raises(Refused):
            correct(actor, event, "2021-01-18", now)
        with pytest.raises(Refused):
            preview_event(actor, event.id, occurred_on=TODAY, today=TODAY)
    for actor in (other_unit_focal, outsider):
        with pytest.raises(NotFound):
            correct(actor, event, "2021-01-18", now)

"""A holiday decree that comes late: which days move, and that nothing moves without being asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.calendars.test_calendar_of import STORM as _STORM
from tests.directives import story
from tests.schedules.schedule_world import STORM, TODAY, codes, counted, declare, last, part, waiting

from dondoc.calendars.choices import DeclaredKind
from dondoc.calendars.rules import DayChange
from dondoc.calendars.selectors import calendar_of
from dondoc.directives.commands.record_event import record_event
from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import Directive
from dondoc.followup.commands.decide_extension import decide_extension
from dondoc.followup.commands.request_extension import request_extension
from dondoc.followup.commands.stop_clock import stop_clock
from dondoc.followup.models import ClockStop
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.verify import verify
from dondoc.schedules.commands.enter_decision import enter_decision
from dondoc.schedules.commands.recount_deadlines import recount_deadlines
from dondoc.schedules.decisions import preview_decision
from dondoc.schedules.recounting import recount_of
from dondoc.worktime import default_calendar

OLD, NEW = dt.date(2021, 1, 22), dt.date(2021, 1, 25)


def moves(province: Any) -> list[tuple[dt.date, dt.date, str]]:
    return [(one.was, one.becomes, one.rule) for one in recount_of(province.id, today=TODAY).moves]


def recount(actor: Any, now: dt.datetime, **more: Any) -> Any:
    digest = recount_of(actor.jurisdiction_id, today=TODAY).digest
    return recount_deadlines(actor=actor, now=now, **{"digest": digest, **more})


def test_the_world_is_one_story() -> None:
    assert STORM == _STORM


def test_entering_a_decision_moves_nothing(province: Any, office_leader: Any, now: dt.datetime) -> None:
    directive = counted(office_leader, province)
    declare(office_leader, now)
    assert part(directive, province).due_on == OLD


def test_a_counted_deadline_becomes_the_day_of_the_calendar(
    province: Any, office_leader: Any, now: dt.datetime
) -> None:
    directive = counted(office_leader, province)
    assert moves(province) == []
    declare(office_leader, now)
    assert moves(province) == [(OLD, NEW, "words")] * 2
    done = recount(office_leader, now)
    assert (done.moved, done.kept) == (2, 0)
    for unit in ("skhdt", "stc"):
        mine = part(directive, province, unit)
        assert (mine.due_on, mine.original_due_on) == (NEW, NEW)
        event = last("assignment", mine.id)
        assert event.code == "assignment.deadline_recounted"
        assert (event.payload["was"], event.payload["due_on"]) == ("2021-01-22", "2021-01-25")
        assert event.payload["calendar"] == {
            "was": default_calendar().version, "now": calendar_of(province.id).version,
        }  # fmt: skip
    fresh = Directive.objects.get(id=directive.id)
    assert (fresh.due_on, fresh.calendar_version) == (NEW, calendar_of(province.id).version)
    assert codes("directive", directive.id)[-1] == "directive.deadline_recounted"
    assert moves(province) == []
    assert not verify().faults


def test_a_deadline_after_an_event_moves(province: Any, office_leader: Any, now: dt.datetime) -> None:
    directive, event = waiting(office_leader, province)
    record_event(actor=office_leader, event_id=event.id, occurred_on=dt.date(2021, 1, 15), now=now)
    declare(office_leader, now)
    assert moves(province) == [(OLD, NEW, "event")] * 2
    recount(office_leader, now)
    assert part(directive, province).due_on == NEW


def test_a_date_does_not_move_but_is_named(province: Any, office_leader: Any, now: dt.datetime) -> None:
    story.give(office_leader, province, due_on=STORM.day)
    declare(office_leader, now)
    found = recount_of(province.id, today=TODAY)
    assert found.moves == []
    assert [(one.assignment.due_on, one.next_day) for one in found.off_dates] == [(STORM.day, OLD)] * 2


def test_what_somebody_decided_stays(province: Any, office_leader: Any, lead_focal: Any, now: dt.datetime) -> None:
    by_hand = part(counted(office_leader, province), province)
    set_deadline(
        actor=office_leader, assignment_id=by_hand.id, due_on=dt.date(2021, 2, 3), reason="Cần thêm thời gian", now=now
    )
    extended = part(counted(office_leader, province), province)
    asked = request_extension(
        actor=lead_focal, assignment_id=extended.id, wanted_on=dt.date(2021, 2, 5), reason="Chờ số liệu", now=now
    )
    decide_extension(actor=office_leader, extension_id=asked.id, is_granted=True, now=now)
    declare(office_leader, now)
    touched = {one.assignment.id for one in recount_of(province.id, today=TODAY).moves}
    assert touched.isdisjoint({by_hand.id, extended.id})
    assert len(touched) == 2  # the coordinating unit's, on which nobody decided


def test_a_request_that_waits_goes_on_waiting(
    province: Any, office_leader: Any, lead_focal: Any, now: dt.datetime
) -> None:
    mine = part(counted(office_leader, province), province)
    asked = request_extension(
        actor=lead_focal, assignment_id=mine.id, wanted_on=dt.date(2021, 2, 5), reason="Chờ số liệu", now=now
    )
    declare(office_leader, now)
    recount(office_leader, now)
    decide_extension(actor=office_leader, extension_id=asked.id, is_granted=True, now=now)
    mine.refresh_from_db()
    assert (mine.due_on, mine.original_due_on) == (dt.date(2021, 2, 5), NEW)


def test_a_deadline_that_stood_still_is_counted_through(province: Any, office_leader: Any, now: dt.datetime) -> None:
    dated = story.assignment(story.give(office_leader, province, due_on=OLD), province.units["skhdt"])
    by_count = part(counted(office_leader, province), province)
    later = dt.datetime(2021, 1, 20, 9, tzinfo=now.tzinfo)
    for one in (dated, by_count):
        stop_clock(
            actor=office_leader, assignment_id=one.id, since=dt.date(2021, 1, 18), until=dt.date(2021, 1, 19),
            cause="Chờ hướng dẫn", now=later,
        )  # fmt: skip
        one.refresh_from_db()
        assert one.due_on == dt.date(2021, 1, 26)
    declare(office_leader, later)
    found = {one.assignment.id: one.becomes for one in recount_of(province.id, today=TODAY).moves}
    # From a date: the storm shortens what was left and lengthens what comes after alike. Counted: the term itself is longer.
    assert dated.id not in found
    assert found[by_count.id] == dt.date(2021, 1, 27)
    recount_deadlines(actor=office_leader, digest=recount_of(province.id, today=TODAY).digest, now=later)
    by_count.refresh_from_db()
    assert (by_count.due_on, by_count.original_due_on) == (dt.date(2021, 1, 27), NEW)
    stop = ClockStop.objects.get(assignment_id=by_count.id)
    assert (stop.was_due_on, stop.due_on) == (NEW, dt.date(2021, 1, 27))
    assert recount_of(province.id, today=TODAY).moves == []


def test_what_is_left_out_stays_and_is_not_asked_again(province: Any, office_leader: Any, now: dt.datetime) -> None:
    directive = counted(office_leader, province)
    declare(office_leader, now)
    mine = part(directive, province, "stc")
    done = recount(office_leader, now, left_out=[mine.id])
    assert (done.moved, done.kept) == (1, 1)
    mine.refresh_from_db()
    assert mine.due_on == OLD
    found = recount_of(province.id, today=TODAY)
    assert found.moves == []
    assert [one.assignment.id for one in found.kept] == [mine.id]
    # Another decision is another question.
    declare(office_leader, now, DayChange(dt.date(2021, 1, 20), DeclaredKind.HOLIDAY, "Bão sớm"), source="13/QĐ-TTg")
    assert {one.assignment.id for one in recount_of(province.id, today=TODAY).moves} == {
        mine.id, part(directive, province).id,
    }  # fmt: skip


def test_what_is_not_as_it_was_shown_is_asked_again(
    province: Any, office_leader: Any, lead_focal: Any, now: dt.datetime
) -> None:
    directive = counted(office_leader, province)
    declare(office_leader, now)
    digest = recount_of(province.id, today=TODAY).digest
    story.bring_to("accepted", part(directive, province), unit=lead_focal, office=office_leader, now=now)
    with pytest.raises(Conflict) as found:
        recount_deadlines(actor=office_leader, digest=digest, now=now)
    assert found.value.code == "stale"
    assert part(directive, province, "stc").due_on == OLD


def test_leaving_out_what_was_not_shown_is_refused(province: Any, office_leader: Any, now: dt.datetime) -> None:
    counted(office_leader, province)
    declare(office_leader, now)
    with pytest.raises(BadInput):
        recount(office_leader, now, left_out=[1])


@pytest.mark.parametrize("who", ["chair", "specialist", "clerk", "lead_head", "observer", "administrator"])
def test_only_the_leader_moves_deadlines(who: str, request: Any, now: dt.datetime) -> None:
    with pytest.raises(Refused):
        recount_deadlines(actor=request.getfixturevalue(who), digest="", now=now)


def test_a_preview_changes_nothing_and_says_what_entering_does(
    province: Any, office_leader: Any, now: dt.datetime
) -> None:
    directive = counted(office_leader, province)
    args: dict[str, Any] = {"days": [STORM], "source": "12/QĐ-TTg", "decided_on": None}
    shown = preview_decision(office_leader, today=TODAY, **args)
    assert calendar_of(province.id) is default_calendar()
    assert [(one.was, one.becomes) for one in shown.moves] == [(OLD, NEW)] * 2
    done = enter_decision(actor=office_leader, digest=shown.digest, now=now, **args)
    assert done.calendar.version == shown.calendar.version == calendar_of(province.id).version
    assert done.recounted.moved == 2
    assert part(directive, province).due_on == NEW


def test_a_decision_whose_preview_is_old_is_not_entered(province: Any, office_leader: Any, now: dt.datetime) -> None:
    shown = preview_decision(office_leader, days=[STORM], source="x", decided_on=None, today=TODAY)
    counted(office_leader, province)
    with pytest.raises(Conflict):
        enter_decision(actor=office_leader, days=[STORM], source="x", digest=shown.digest, now=now)
    assert calendar_of(province.id) is default_calendar()


def test_a_decision_that_is_taken_back_moves_them_back(province: Any, office_leader: Any, now: dt.datetime) -> None:
    directive = counted(office_leader, province)
    declare(office_leader, now)
    recount(office_leader, now)
    declare(office_leader, now, DayChange(STORM.day, DeclaredKind.ORDINARY, "Bão không vào"), source="13/QĐ-TTg")
    assert moves(province) == [(NEW, OLD, "words")] * 2
    recount(office_leader, now)
    assert part(directive, province).due_on == OLD


def test_a_day_that_would_be_past_is_marked(province: Any, office_leader: Any, now: dt.datetime) -> None:
    counted(office_leader, province)
    declare(office_leader, now)
    recount(office_leader, now)
    declare(office_leader, now, DayChange(STORM.day, DeclaredKind.ORDINARY, "Bão không vào"), source="13/QĐ-TTg")
    assert [one.is_past for one in recount_of(province.id, today=dt.date(2021, 1, 25)).moves] == [True, True]


def test_figures_follow(province: Any, office_leader: Any, now: dt.datetime) -> None:
    from dondoc.directives.models import FigureDay

    counted(office_leader, province)
    declare(office_leader, now)
    recount(office_leader, now)
    days = {row.due_on for row in FigureDay.objects.filter(jurisdiction_id=province.id)}
    assert NEW in days


def test_another_province_is_not_touched(province: Any, office_leader: Any, outsider: Any, now: dt.datetime) -> None:
    counted(office_leader, province)
    declare(outsider, now)
    assert moves(province) == []


def test_a_list_of_any_length_asks_the_same_questions(
    province: Any, office_leader: Any, now: dt.datetime, django_assert_max_num_queries: Any
) -> None:
    for _each in range(12):
        counted(office_leader, province)
    declare(office_leader, now)
    with django_assert_max_num_queries(11):
        assert len(recount_of(province.id, today=TODAY).moves) == 24


def test_a_long_list_moves_a_part_at_a_time(
    province: Any, office_leader: Any, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dondoc.foundation.batches.MOST_PARAMETERS", 1)
    directives = [counted(office_leader, province) for _each in range(3)]
    stood = part(directives[0], province)
    later = dt.datetime(2021, 1, 20, 9, tzinfo=now.tzinfo)
    stop_clock(
        actor=office_leader, assignment_id=stood.id, since=dt.date(2021, 1, 18), until=dt.date(2021, 1, 19),
        cause="Chờ hướng dẫn", now=later,
    )  # fmt: skip
    story.give(office_leader, province, due_on=STORM.day)
    declare(office_leader, later)
    assert len(recount_of(province.id, today=TODAY).off_dates) == 2
    assert recount(office_leader, later).moved == 6
    days = [part(one, province, unit).due_on for one in directives for unit in ("skhdt", "stc")]
    assert days == [dt.date(2021, 1, 27), NEW, NEW, NEW, NEW, NEW]
    assert [Directive.objects.get(id=one.id).due_on for one in directives] == [NEW] * 3
    assert not verify().faults

"""Days of papers and slips that a late decree counts otherwise: named with the day they would be, moved by nobody."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.conftest import NOW
from tests.meetings.papers_world import send
from tests.meetings.slips_world import DUE
from tests.schedules.schedule_world import STORM, TODAY, declare

from dondoc.calendars.choices import DeclaredKind
from dondoc.calendars.rules import DayChange, changed_calendar
from dondoc.calendars.selectors import calendar_of
from dondoc.meetings.chosen_days import paper_day, round_day
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.ask_for_paper import ask_for_paper
from dondoc.meetings.commands.cancel_meeting import cancel_meeting
from dondoc.meetings.commands.extend_round import extend_round
from dondoc.meetings.commands.open_round import open_round
from dondoc.meetings.models import SlipRound
from dondoc.schedules.chosen_days import Asked, Why, chosen_days, register_provider
from dondoc.schedules.commands.recount_deadlines import recount_deadlines
from dondoc.schedules.decisions import preview_decision
from dondoc.schedules.recounting import recount_of
from dondoc.worktime import default_calendar

STARTS_ON = dt.date(2021, 1, 22)
STORMY = changed_calendar(default_calendar(), [STORM], "12/QĐ-TTg")


def asked(*, today=TODAY, user=None):
    return Asked(user, today, STORMY, (default_calendar(), STORMY), (STORM.day,))


def named(user, *, today=TODAY):
    found = chosen_days(user, calendar=calendar_of(user.jurisdiction_id), today=today)
    return [(one.kind, one.was, one.becomes, one.why) for one in found]


@pytest.mark.parametrize(
    ("due_on", "today", "said"),
    [
        (dt.date(2021, 1, 20), TODAY, (Why.COUNTED, dt.date(2021, 1, 19))),
        # The day that would be counted is over: papers would be due today, and that is the day that stands.
        (dt.date(2021, 1, 20), dt.date(2021, 1, 20), None),
        (STORM.day, TODAY, (Why.DAY_OFF, dt.date(2021, 1, 20))),
        (STORM.day, STORM.day, (Why.DAY_OFF, STARTS_ON)),
        (dt.date(2021, 1, 18), TODAY, None),
        (dt.date(2021, 1, 19), TODAY, None),
    ],
)
def test_a_paper_is_named_where_its_day_was_counted_or_is_off(due_on, today, said):
    assert paper_day(due_on, STARTS_ON, asked(today=today)) == said


def test_no_day_is_left_before_a_meeting_on_the_day_off_itself():
    assert paper_day(STORM.day, STORM.day, asked(today=STORM.day)) == (Why.DAY_OFF, None)


@pytest.mark.parametrize(
    ("since", "sent_on", "due_on", "said"),
    [
        (18, None, 21, (Why.COUNTED, dt.date(2021, 1, 22))),
        (15, None, 21, (Why.DAY_OFF, dt.date(2021, 1, 22))),
        (12, 20, 22, (Why.SHORT, dt.date(2021, 1, 25))),
        (12, None, 22, None),
        (12, 19, 25, None),
    ],
)
def test_a_round_is_named_where_its_day_was_counted_is_off_or_too_near(since, sent_on, due_on, said):
    row = SlipRound(
        due_at=DUE.replace(day=due_on), sent_at=NOW.replace(day=sent_on) if sent_on else None, created_at=NOW
    )
    assert round_day(row, dt.date(2021, 1, since), asked()) == said


def test_papers_and_slips_are_named_and_stay(paper, sent, office_leader, now):
    shown = preview_decision(office_leader, days=[STORM], source="12/QĐ-TTg", decided_on=None, today=TODAY)
    found = chosen_days(office_leader, calendar=shown.calendar, today=TODAY)
    assert [(one.kind, one.row_id, one.title, one.place, one.was, one.becomes) for one in found] == [
        ("paper", paper.id, paper.title, paper.meeting.title, dt.date(2021, 1, 20), dt.date(2021, 1, 19)),
        ("slip", sent.id, sent.title, sent.unit.name, dt.date(2021, 1, 21), dt.date(2021, 1, 22)),
    ]
    assert [one.path for one in found] == [
        f"/hop/{paper.meeting_id}/tai-lieu/#tai-lieu-{paper.id}", f"/hop/phieu/{sent.id}/",
    ]  # fmt: skip
    assert named(office_leader) == []
    declare(office_leader, now)
    recount_deadlines(
        actor=office_leader, digest=recount_of(office_leader.jurisdiction_id, today=TODAY).digest, now=now
    )
    paper.refresh_from_db()
    sent.refresh_from_db()
    assert (paper.due_on, sent.due_at) == (dt.date(2021, 1, 20), DUE)
    assert [one[0] for one in named(office_leader)] == ["paper", "slip"]


def test_what_has_come_or_is_cancelled_is_not_named(paper, called, specialist, office_leader, now):
    declare(office_leader, now)
    other = ask_for_paper(
        actor=specialist,
        meeting_id=called.meeting.id,
        title="Phụ lục",
        kind="report",
        due_on=dt.date(2021, 1, 20),
        now=NOW,
    )
    assert len(named(office_leader)) == 2
    send(specialist, paper)
    assert [one.row_id for one in chosen_days(office_leader, calendar=STORMY, today=TODAY)] == [other.id]
    cancel_meeting(actor=specialist, meeting_id=called.meeting.id, reason="Bão", now=NOW)
    assert named(office_leader) == []


def test_a_deadline_that_was_put_off_is_counted_from_there(sent, specialist, office_leader, now):
    extend_round(
        actor=specialist, round_id=sent.id, due_at=DUE + dt.timedelta(days=5), reason="Chờ ý kiến", now=NOW
    )  # fmt: skip
    declare(office_leader, now, DayChange(dt.date(2021, 1, 25), DeclaredKind.HOLIDAY, "Bão muộn"))
    assert named(office_leader) == [("slip", dt.date(2021, 1, 26), dt.date(2021, 1, 27), Why.COUNTED)]
    assert named(office_leader, today=dt.date(2021, 1, 27)) == []


def test_only_what_one_may_see_is_named(paper, sent, office_leader, administrator, outsider, other_unit_focal, now):
    declare(office_leader, now)
    declare(outsider, now)
    assert len(named(office_leader)) == 2
    assert named(administrator) == []
    assert named(outsider) == []
    assert [one[0] for one in named(other_unit_focal)] == ["paper", "slip"]


def test_many_ask_as_many_questions_as_one(
    paper, facts, called, province, specialist, office_leader, now, django_assert_max_num_queries
):
    for number in range(5):
        item = add_item(actor=specialist, meeting_id=called.meeting.id, title=f"Mục {number}", minutes=5, now=NOW)
        ask_for_paper(
            actor=specialist, meeting_id=called.meeting.id, title="Báo cáo", kind="report", item_id=item.id,
            due_on=dt.date(2021, 1, 20), now=NOW,
        )  # fmt: skip
        open_round(actor=specialist, unit_id=province.units["ubnd"].id, facts=facts(), now=NOW)
    declare(office_leader, now)
    with django_assert_max_num_queries(8):
        assert len(named(office_leader)) == 11


def test_a_code_is_taken_once():
    with pytest.raises(ValueError, match="slip_rounds"):
        register_provider("slip_rounds", lambda _asked: ())

"""The rules of meetings: notice before, notice after, what attendance comes to."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.meetings import rules
from dondoc.meetings.choices import (
    Answer,
    AttendanceCode,
    Attendee,
    Consent,
    Mode,
    Presence,
    Requirement,
    SubstituteRank,
)
from dondoc.meetings.models import Meeting
from dondoc.worktime import default_calendar, is_working_day

CALENDAR = default_calendar()
LOCAL = dt.timezone(dt.timedelta(hours=7))


@pytest.mark.parametrize(
    ("called", "starts", "ahead"),
    [
        ((2021, 1, 18), (2021, 1, 22), 3),
        ((2021, 1, 18), (2021, 1, 21), 2),
        ((2021, 1, 15), (2021, 1, 20), 2),  # a weekend between
        ((2020, 12, 30), (2021, 1, 5), 2),  # 01/01 is a holiday
        ((2021, 1, 18), (2021, 1, 18), 0),
        ((2021, 1, 18), (2021, 1, 15), 0),
    ],
)
def test_working_days_ahead(called, starts, ahead):
    assert rules.days_ahead(dt.date(*called), dt.date(*starts), CALENDAR) == ahead


@pytest.mark.parametrize(
    ("ended", "due"),
    [
        ((2020, 12, 31), (2021, 1, 8)),  # the seed: its notice of 07/01 is on the fourth working day
        ((2026, 7, 6), (2026, 7, 13)),
    ],
)
def test_the_notice_is_due_on_the_fifth_working_day(ended, due):
    assert rules.notice_due_on(dt.date(*ended), CALENDAR) == dt.date(*due)


@given(st.dates(dt.date(2021, 1, 1), dt.date(2026, 6, 30)))
def test_the_notice_is_due_on_a_working_day_after_the_meeting(ended):
    due = rules.notice_due_on(ended, CALENDAR)
    assert due > ended
    assert is_working_day(due, CALENDAR)


BEGAN = dt.datetime(2021, 1, 22, 8, 0, tzinfo=LOCAL)
EARLIER, LATER = BEGAN - dt.timedelta(minutes=1), BEGAN + dt.timedelta(minutes=1)


def facts(**said):
    return SimpleNamespace(
        **{
            "answer": "none", "answered_at": EARLIER, "consent": "not_asked", "substitute_name": "", "presence": "present",
            "attendee": "invited", "attendee_name": "Cao Văn Khoa", "attendee_rank": "none", "mode": "in_room", **said,
        }
    )  # fmt: skip


def code_of(said, requirement="deputy", *, chairs=False):
    return rules.attendance_code(said, requirement=requirement, chairs_venue=chairs, began_at=BEGAN)


DEPUTY = {"attendee": "substitute", "attendee_rank": "deputy"}
OTHER = {"attendee": "substitute", "attendee_rank": "other"}
SENT = {"answer": "substitute", "consent": "granted", "substitute_name": "Ông CAO VAN KHOA"}
ANOTHER = {**SENT, "substitute_name": "Lâm Thị Liên"}
REFUSED = {**SENT, "consent": "refused"}
SILENT = {**SENT, "consent": "asked"}
AWAY = {"presence": "absent", "answer": "absent", "consent": "granted"}


@pytest.mark.parametrize(
    ("said", "requirement", "chairs", "code"),
    [
        ({"presence": "unknown"}, "deputy", False, "not_yet"),
        ({}, "deputy", False, "present"),
        ({"mode": "online"}, "deputy", True, "online"),
        (AWAY, "deputy", False, "absent_with_reason"),
        # The chair never answered: silence is no refusal.
        ({**AWAY, "consent": "asked"}, "deputy", False, "absent_with_reason"),
        ({**AWAY, "consent": "refused"}, "deputy", False, "absent_unreported"),
        # Once the meeting has begun it is no report, whatever the chair says to it.
        ({**AWAY, "answered_at": BEGAN}, "deputy", False, "absent_unreported"),
        ({**AWAY, "answered_at": LATER, "consent": "asked"}, "deputy", False, "absent_unreported"),
        ({**AWAY, "answered_at": None}, "deputy", False, "absent_unreported"),
        ({"presence": "absent", "answer": "comes"}, "deputy", False, "absent_unreported"),
        ({"presence": "absent"}, "deputy", False, "absent_unreported"),
        ({**DEPUTY, **SENT}, "deputy", False, "substitute_consented"),
        ({**DEPUTY, **ANOTHER}, "deputy", False, "substitute_consented"),
        ({**DEPUTY, **SENT}, "deputy", True, "deputy_chairs_venue"),
        (DEPUTY, "deputy", True, "deputy_chairs_venue"),
        (DEPUTY, "deputy", False, "substitute_unconsented"),
        ({**DEPUTY, **SILENT}, "deputy", False, "substitute_unanswered"),
        ({**DEPUTY, **SILENT, "answered_at": LATER}, "deputy", False, "substitute_unconsented"),
        # The chair refused: he may neither sit in nor chair a venue.
        ({**DEPUTY, **REFUSED}, "deputy", False, "substitute_unconsented"),
        ({**DEPUTY, **REFUSED}, "deputy", True, "substitute_unconsented"),
        ({**DEPUTY, **REFUSED, "substitute_name": "Lâm Thị Liên"}, "deputy", True, "substitute_unconsented"),
        ({**DEPUTY, **REFUSED}, "leader", False, "substitute_unconsented"),
        ({**DEPUTY, **REFUSED, "substitute_name": "Lâm Thị Liên"}, "leader", False, "present"),
        ({**OTHER, **REFUSED}, "anyone", False, "substitute_unconsented"),
        # The chair agreed to an absence, not to a substitute.
        ({**DEPUTY, "answer": "absent", "consent": "granted"}, "deputy", False, "substitute_unconsented"),
        ({**DEPUTY, "answer": "absent", "consent": "granted"}, "deputy", True, "deputy_chairs_venue"),
        (OTHER, "deputy", False, "wrong_composition"),
        ({**OTHER, **SENT}, "deputy", False, "substitute_consented"),
        # The chair agreed to one person, another came who is no deputy.
        ({**OTHER, **ANOTHER}, "deputy", False, "wrong_composition"),
        ({**OTHER, **SILENT}, "deputy", False, "wrong_composition"),
        (DEPUTY, "in_person", False, "wrong_composition"),
        ({**DEPUTY, **SENT}, "in_person", False, "substitute_consented"),
        ({**DEPUTY, **ANOTHER}, "in_person", False, "wrong_composition"),
        (DEPUTY, "leader", False, "present"),
        (OTHER, "leader", False, "wrong_composition"),
        (OTHER, "anyone", False, "present"),
    ],
)  # fmt: skip
def test_what_attendance_comes_to(said, requirement, chairs, code):
    assert code_of(facts(**said), requirement, chairs=chairs) == code


FACTS = st.builds(
    facts, answer=st.sampled_from(Answer.values), answered_at=st.sampled_from([None, EARLIER, BEGAN, LATER]),
    consent=st.sampled_from(Consent.values), presence=st.sampled_from(Presence.values),
    attendee=st.sampled_from(Attendee.values), attendee_rank=st.sampled_from(SubstituteRank.values),
    mode=st.sampled_from(Mode.values), substitute_name=st.sampled_from(["", "Đ/c Cao Văn Khoa", "Lâm Thị Liên"]),
)  # fmt: skip
OF_CATEGORY = st.sampled_from(Requirement.values)


@given(FACTS, OF_CATEGORY, st.booleans())
def test_who_came_in_person_breaks_nothing_and_who_did_not_come_is_absent(said, requirement, chairs):
    code = code_of(said, requirement, chairs=chairs)
    assert (code == AttendanceCode.NOT_YET) is (said.presence == Presence.UNKNOWN)
    if said.presence == Presence.PRESENT and said.attendee != Attendee.SUBSTITUTE:
        assert code in {AttendanceCode.PRESENT, AttendanceCode.ONLINE}
    if said.presence == Presence.ABSENT:
        assert code in {AttendanceCode.ABSENT_WITH_REASON, AttendanceCode.ABSENT_UNREPORTED}


@given(FACTS, OF_CATEGORY, st.booleans())
def test_whom_the_chair_refused_comes_and_stays_away_only_in_breach(said, requirement, chairs):
    said.consent = Consent.REFUSED
    code = code_of(said, requirement, chairs=chairs)
    very_one = said.answer == Answer.SUBSTITUTE and said.substitute_name == "Đ/c Cao Văn Khoa"
    if said.presence == Presence.ABSENT or (
        said.presence == Presence.PRESENT and said.attendee == Attendee.SUBSTITUTE and very_one
    ):
        assert code in rules.BREACHES


@given(FACTS, OF_CATEGORY, st.booleans())
def test_agreed_is_only_what_was_asked_for_and_granted(said, requirement, chairs):
    if code_of(said, requirement, chairs=chairs) == AttendanceCode.SUBSTITUTE_CONSENTED:
        assert (said.answer, said.consent) == (Answer.SUBSTITUTE, Consent.GRANTED)
        assert said.attendee_rank == SubstituteRank.DEPUTY or said.substitute_name == "Đ/c Cao Văn Khoa"


@given(FACTS, OF_CATEGORY, st.booleans())
def test_what_is_said_after_the_beginning_cures_nothing_without_the_chair(said, requirement, chairs):
    """A unit that says something late is where it would be had it said nothing; only the chair's word on a substitute moves it."""
    said.answered_at = LATER
    silent = facts(**{**vars(said), "answer": Answer.NONE, "consent": Consent.NOT_ASKED})
    if said.consent in (Consent.ASKED, Consent.NOT_ASKED):
        assert code_of(said, requirement, chairs=chairs) == code_of(silent, requirement, chairs=chairs)


@given(FACTS, OF_CATEGORY, st.booleans())
def test_the_silence_of_the_chair_is_never_worse_than_no_request(said, requirement, chairs):
    said.consent = Consent.ASKED
    none = facts(**{**vars(said), "answer": Answer.NONE, "consent": Consent.NOT_ASKED})
    if code_of(said, requirement, chairs=chairs) in rules.BREACHES:
        assert code_of(none, requirement, chairs=chairs) in rules.BREACHES


ENDS = dt.datetime(2021, 1, 22, 11, 30, tzinfo=LOCAL)
MIDNIGHT = dt.datetime(2021, 1, 22, tzinfo=LOCAL)
A_DAY, A_SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (MIDNIGHT - A_SECOND, False),
        (MIDNIGHT, True),
        (MIDNIGHT.astimezone(dt.UTC), True),  # the local day, whatever the clock's zone: 17:00 of the 21st in UTC
        (BEGAN, True),
        (MIDNIGHT + A_DAY - A_SECOND, True),
        (MIDNIGHT + A_DAY, False),
        (BEGAN - dt.timedelta(days=11), False),
    ],
)
def test_people_are_checked_in_on_the_local_day_of_the_meeting(at, open_):
    assert rules.may_check_in("called", BEGAN, ENDS, at) is open_
    assert rules.may_check_in("running", BEGAN, ENDS, at), "while it runs, on any day"
    assert not any(rules.may_check_in(state, BEGAN, ENDS, at) for state in ("planned", "ended", "cancelled"))


def test_a_meeting_of_two_days_is_open_on_both_and_midnight_ends_the_day_before():
    assert rules.may_check_in("called", BEGAN, ENDS + A_DAY, ENDS + A_DAY)
    assert rules.may_check_in("called", BEGAN, MIDNIGHT + A_DAY, MIDNIGHT + A_DAY - A_SECOND)
    assert not rules.may_check_in("called", BEGAN, MIDNIGHT + A_DAY, MIDNIGHT + A_DAY)


@given(st.integers(-60 * 24 * 3, 60 * 24 * 3))
def test_the_day_of_check_in_is_the_day_that_a_calendar_shows(minutes):
    at = BEGAN + dt.timedelta(minutes=minutes)
    assert rules.may_check_in("called", BEGAN, ENDS, at) is (at.date() == BEGAN.date())


def test_a_meeting_begins_when_it_is_opened_else_when_it_was_to_begin():
    planned = Meeting(starts_at=BEGAN)
    assert (rules.takes_answers(planned, EARLIER), rules.takes_answers(planned, BEGAN)) == (True, False)
    opened = Meeting(starts_at=BEGAN, opened_at=LATER)
    assert (opened.held_at, rules.takes_answers(opened, BEGAN)) == (LATER, True)


def test_every_step_leads_somewhere_and_only_once():
    keys = [(step.source, step.verb) for step in rules.TRANSITIONS]
    assert len(keys) == len(set(keys))

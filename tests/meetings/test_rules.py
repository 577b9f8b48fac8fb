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
from dondoc.worktime import default_calendar, is_working_day

CALENDAR = default_calendar()


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
    assert rules.is_short_notice(dt.date(*called), dt.date(*starts), CALENDAR) is (ahead < 3)


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


def facts(**said):
    return SimpleNamespace(
        **{
            "answer": "none", "consent": "not_asked", "presence": "present", "attendee": "invited",
            "attendee_rank": "none", "mode": "in_room", **said,
        }
    )  # fmt: skip


DEPUTY = {"attendee": "substitute", "attendee_rank": "deputy"}
OTHER = {"attendee": "substitute", "attendee_rank": "other"}
SENT = {"answer": "substitute", "consent": "granted"}


@pytest.mark.parametrize(
    ("said", "requirement", "chairs", "code"),
    [
        ({"presence": "unknown"}, "deputy", False, "not_yet"),
        ({}, "deputy", False, "present"),
        ({"mode": "online"}, "deputy", True, "online"),
        ({"presence": "absent", "answer": "absent", "consent": "granted"}, "deputy", False, "absent_with_reason"),
        ({"presence": "absent", "answer": "absent", "consent": "asked"}, "deputy", False, "absent_with_reason"),
        ({"presence": "absent", "answer": "absent", "consent": "refused"}, "deputy", False, "absent_unreported"),
        ({"presence": "absent", "answer": "comes"}, "deputy", False, "absent_unreported"),
        ({"presence": "absent"}, "deputy", False, "absent_unreported"),
        ({**DEPUTY, **SENT}, "deputy", False, "substitute_consented"),
        ({**DEPUTY, **SENT}, "deputy", True, "deputy_chairs_venue"),
        (DEPUTY, "deputy", False, "substitute_unconsented"),
        (OTHER, "deputy", False, "wrong_composition"),
        ({**OTHER, **SENT}, "deputy", False, "substitute_consented"),
        (DEPUTY, "in_person", False, "wrong_composition"),
        ({**DEPUTY, **SENT}, "in_person", False, "substitute_consented"),
        (DEPUTY, "leader", False, "present"),
        (OTHER, "leader", False, "wrong_composition"),
        (OTHER, "anyone", False, "present"),
    ],
)  # fmt: skip
def test_what_attendance_comes_to(said, requirement, chairs, code):
    assert rules.attendance_code(facts(**said), requirement=requirement, chairs_venue=chairs) == code


@given(
    st.sampled_from(Answer.values), st.sampled_from(Consent.values), st.sampled_from(Presence.values),
    st.sampled_from(Attendee.values), st.sampled_from(SubstituteRank.values), st.sampled_from(Mode.values),
    st.sampled_from(Requirement.values), st.booleans(),
)  # fmt: skip
def test_who_came_in_person_breaks_nothing_and_who_did_not_come_is_absent(
    answer, consent, presence, attendee, rank, mode, requirement, chairs
):
    said = facts(answer=answer, consent=consent, presence=presence, attendee=attendee, attendee_rank=rank, mode=mode)
    code = rules.attendance_code(said, requirement=requirement, chairs_venue=chairs)
    assert (code == AttendanceCode.NOT_YET) is (presence == Presence.UNKNOWN)
    if presence == Presence.PRESENT and attendee == Attendee.INVITED:
        assert code in {AttendanceCode.PRESENT, AttendanceCode.ONLINE}
    if presence == Presence.ABSENT:
        assert code in {AttendanceCode.ABSENT_WITH_REASON, AttendanceCode.ABSENT_UNREPORTED}


def test_every_step_leads_somewhere_and_only_once():
    keys = [(step.source, step.verb) for step in rules.TRANSITIONS]
    assert len(keys) == len(set(keys))

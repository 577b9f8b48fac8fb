"""How far ahead people are told, the day of a meeting, and the schedule of a week."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW
from tests.meetings.held_world import issued
from tests.meetings.meetings_world import ENDS, LATER, LOCAL, STARTS, change

from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.foundation.errors import Conflict
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import rules
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.change_remark import change_remark
from dondoc.meetings.commands.draft_invitation import draft_invitation
from dondoc.meetings.commands.withdraw_invitee import withdraw_invitee
from dondoc.meetings.models import Meeting
from dondoc.meetings.moves import moves_of
from dondoc.meetings.selectors import held_at, meetings_between
from dondoc.meetings.told import replaced_by_next, told, told_late
from dondoc.meetings.week import Scheduled, rows_of, spoken
from dondoc.meetings.withdrawn import withdrawn_calls
from dondoc.meetings.wording import history_of

TODAY = NOW.date()


def told_of(meeting, today=TODAY):
    found = Meeting.objects.select_related("invitation_draft__entry").get(id=meeting.id)
    return told(found, moves_of(found.jurisdiction_id, [found.id]).get(found.id, []), today=today)


def test_without_a_written_invitation_days_are_counted_from_today(called):
    first = told_of(called.meeting)
    assert (first.draft, first.called_on, first.days, first.is_late) == (None, TODAY, 3, False)
    late = told_of(called.meeting, TODAY + dt.timedelta(days=1))
    assert (late.days, late.is_late) == (2, True)
    Meeting.objects.update(state="ended", ended_at=ENDS, opened_at=STARTS)
    assert told_of(called.meeting, ENDS.date()).days is None


def test_an_invitation_that_is_issued_after_the_call_counts_from_its_issue(
    called, opened, signing, specialist, office_leader, clerk, province
):
    opened("Sổ giấy mời", "Giấy mời")
    draft = draft_invitation(actor=specialist, meeting_id=called.meeting.id, unit_id=province.units["vp"].id, now=NOW)
    done = issued(draft, signing, specialist, office_leader, clerk, give=False).draft
    one = told_of(called.meeting, STARTS.date())
    assert (one.issued_on, one.days, one.is_late, one.is_stale) == (TODAY, 3, False, False)
    done.issued_at = NOW + dt.timedelta(days=3)
    done.save()
    one = told_of(called.meeting, STARTS.date())
    assert (one.days, one.is_late) == (0, True)
    assert told_late(Meeting.objects.get(id=called.meeting.id), today=TODAY) == 0
    assert any(one.text.startswith("phát hành giấy mời") for one in history_of(called.meeting))


def test_a_meeting_that_moved_gets_an_invitation_that_names_the_one_it_replaces(
    called, opened, signing, specialist, office_leader, clerk, province, plan_of
):
    opened("Sổ giấy mời", "Giấy mời")
    said = {"actor": specialist, "meeting_id": called.meeting.id, "unit_id": province.units["vp"].id}
    first = issued(draft_invitation(**said, now=NOW), signing, specialist, office_leader, clerk, give=False).draft
    with pytest.raises(Conflict) as refused:
        draft_invitation(**said, now=NOW)
    assert refused.value.code == "drafted"
    called.meeting.refresh_from_db()
    moved_at = NOW + dt.timedelta(hours=1)
    change(specialist, called.meeting, plan_of(**LATER), reason="Chủ tịch họp Chính phủ", now=moved_at)
    assert told_of(called.meeting).may_correct
    second = draft_invitation(**said, now=moved_at + dt.timedelta(hours=1))
    assert second.id != first.id
    assert second.subject == f"{called.meeting.title} (điều chỉnh)"
    texts = [str(item.get("text")) for item in second.content["body"]]
    assert texts[0] == f"Giấy mời này thay thế Giấy mời số {told_code(first)} ngày 18/01/2021."
    assert any("Thứ Hai, ngày 25/01/2021" in text for text in texts)
    assert not told_of(called.meeting).is_stale
    # Thrown away, the one that it would have replaced is still what people have in their hands.
    discard_outgoing_draft(actor=specialist, draft_id=second.id, reason="Soạn nhầm", now=moved_at)
    again = told_of(called.meeting)
    assert (again.draft, again.issued_on, again.is_stale, again.may_correct) == (first, TODAY, True, True)
    assert draft_invitation(**said, now=moved_at + dt.timedelta(hours=2)).subject == second.subject


def told_code(draft):
    from dondoc.drafting.selectors import code_of_draft

    draft.refresh_from_db()
    return code_of_draft(draft)


def test_the_day_of_a_meeting_is_the_day_on_which_it_was_opened(called, specialist):
    meeting = Meeting.objects.get(id=called.meeting.id)
    assert rules.day_of(meeting) == STARTS.date()
    later = STARTS + dt.timedelta(days=3)
    Meeting.objects.update(opened_at=later, state="running")
    meeting = Meeting.objects.annotate(begun=held_at()).get(id=called.meeting.id)
    assert rules.day_of(meeting) == later.date()
    assert meeting.begun == meeting.held_at
    assert not meetings_between(specialist, STARTS.date(), STARTS.date()).exists()
    assert meetings_between(specialist, later.date(), later.date()).get() == meeting


MOMENTS = st.integers(0, 500_000).map(
    lambda minutes: dt.datetime(2020, 8, 1, tzinfo=LOCAL) + dt.timedelta(minutes=minutes)
)


@given(MOMENTS, st.none() | MOMENTS, MOMENTS, st.sampled_from(["", "Họp khẩn"]))
def test_a_plan_never_comes_into_the_past_without_a_reason(starts, before, now, why):
    allowed = rules.may_be_at(starts, before=before, now=now, why=why)
    assert allowed or starts < now
    if starts < now:
        assert allowed == bool(why and (before is None or before < now))


def test_a_line_of_when_says_the_day_once():
    assert spoken(STARTS, ENDS) == "Thứ Sáu, 22/01/2021, 08:00 – 11:30"
    assert spoken(STARTS, ENDS + dt.timedelta(days=1)) == "Thứ Sáu, 22/01/2021, 08:00 – Thứ Bảy, 23/01/2021, 11:30"


def test_the_schedule_says_until_when_and_what_is_not_sure_yet():
    rows = rows_of([
        Scheduled(STARTS, ENDS, "Họp", "Chủ tịch", "Hội trường A", "Các sở", "UBND tỉnh", is_tentative=True),
        Scheduled(STARTS + dt.timedelta(hours=6), ENDS + dt.timedelta(days=1), "Làm việc", "", "", "", ""),
    ])  # fmt: skip
    assert [row[1:3] for row in rows] == [("08:00 – 11:30", "Họp (dự kiến)"), ("14:00 – 11:30 ngày 23/01", "Làm việc")]


def test_what_is_told_of_a_meeting_fetches_no_texts_that_were_saved_in_it(running, specialist, lead_head):
    remark = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", text="", state="speaking", now=NOW)
    withdraw_invitee(actor=specialist, invitee_id=running.by["skhdt"].id, now=NOW)
    meeting, fetched = Meeting.objects.get(id=running.id), []

    def counted(execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        if "ledger_ledgerevent" in sql:
            fetched.append(context["cursor"].rowcount)
        return found

    def rows():
        fetched.clear()
        with connection.execute_wrapper(counted):
            told_of(running)
            history_of(meeting)
            replaced_by_next(meeting)
            assert len(withdrawn_calls(lead_head)) == 1
        return sum(fetched)

    before = rows()
    for number in range(30):
        remark = change_remark(
            actor=specialist, remark_id=remark.id, version=remark.version, text="Nội dung " * number, now=NOW
        )  # fmt: skip
    assert LedgerEvent.objects.filter(aggregate="meeting", aggregate_id=running.id).count() > 30
    assert rows() == before > 0

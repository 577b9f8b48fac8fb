"""After the meeting: its conclusions become directives, and the next one begins with where they stand."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from tests.conftest import NOW
from tests.meetings.held_world import issued, noticed

from dondoc.accounts.permissions import scope_of
from dondoc.directives.commands.accept_completion import accept_completion
from dondoc.directives.commands.acknowledge import acknowledge
from dondoc.directives.commands.report_completion import report_completion
from dondoc.directives.commands.withdraw import withdraw
from dondoc.directives.listing import AssignmentFilter, Moment, count_assignments
from dondoc.directives.models import Assignment, Directive
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.recall_outgoing_draft import recall_outgoing_draft
from dondoc.foundation.errors import Conflict
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.models import Conclusion, Meeting
from dondoc.meetings.standing import earlier_notices, sentences_of, standing_before, standing_of

#: A day after the deadline of what the reader found, and before the one that was set by hand.
LATER = Moment(on=dt.date(2021, 2, 10), today=dt.date(2021, 2, 10))


def test_issuing_gives_what_was_set_in_the_room_once(held, signing, specialist, office_leader, clerk, province):
    draft = noticed(held, specialist, province)
    done = issued(draft, signing, specialist, office_leader, clerk)
    assert len(done.directives) == 2
    by_hand = Directive.objects.get(text__contains="rà soát danh mục")
    assert (by_hand.due_on, by_hand.deadline_kind) == (dt.date(2021, 3, 31), "date")
    parts = {part.unit.code: part.role for part in Assignment.objects.filter(directive=by_hand).select_related("unit")}
    assert parts == {"skhdt": "lead", "stc": "coordinate"}
    read = Directive.objects.get(text__contains="phương án mua sắm")
    assert read.due_on == dt.date(2021, 2, 5)
    assert {part.unit.code: part.role for part in Assignment.objects.filter(directive=read).select_related("unit")} == {
        "syt": "lead", "stc": "coordinate",
    }  # fmt: skip
    with pytest.raises(Conflict):
        issue_outgoing_draft(actor=office_leader, draft_id=draft.id, give_directives=True, now=NOW)
    assert Directive.objects.count() == 2


def test_the_next_meeting_opens_with_where_they_stand(held, signing, specialist, office_leader, clerk, province):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Kiểm điểm", kind="conference", rrule="FREQ=MONTHLY", now=NOW
    )  # fmt: skip
    Meeting.objects.filter(id=held.id).update(series_id=series.id)
    issued(noticed(held, specialist, province), signing, specialist, office_leader, clerk)
    coming = plan_next(actor=specialist, series_id=series.id, now=NOW).meeting
    found = standing_before(office_leader, coming, LATER)
    assert found is not None
    assert [(line.label, len(line.given)) for line in found.lines] == [("2.", 0), ("a)", 1), ("b)", 1)]
    assert (found.total, found.counts["overdue"]) == (4, 2)
    assert "quá hạn" in sentences_of(found)[0]
    assert standing_before(office_leader, Meeting.objects.get(id=held.id), LATER) is None


def test_a_heading_gives_nothing_and_what_was_reworded_is_not_lost(
    held, signing, specialist, office_leader, clerk, province
):
    Conclusion.objects.filter(meeting_id=held.id, text="Nhiệm vụ thời gian tới").update(text="Y tế")
    draft = noticed(held, specialist, province)
    reworded = "Kiểm tra lại toàn bộ danh mục dự án chậm."
    draft.content = json.loads(
        json.dumps(draft.content, ensure_ascii=False).replace(
            "Hoàn thành việc rà soát danh mục dự án chậm tiến độ.", reworded
        )
    )
    issued(draft, signing, specialist, office_leader, clerk)
    found = standing_of(office_leader, Meeting.objects.get(id=held.id), LATER)
    by_line = [(line.text, [each.text for each in line.given]) for line in found.lines]
    assert [text for text, _ in by_line] == ["Y tế", by_line[1][0], ""]
    assert by_line[0][1] == []
    assert "phương án mua sắm" in by_line[1][0]
    assert [reworded.rstrip(".") in " ".join(texts) for _, texts in by_line] == [False, False, True]
    assert found.total == sum(len(each.units) for line in found.lines for each in line.given)
    assert len(sentences_of(found)) == 2


def test_a_day_that_is_over_shows_what_stood_then(held, signing, specialist, office_leader, clerk, lead_head, province):
    """What was done and withdrawn since, and what was not given yet, are as the ledger knew them on the day."""
    document = issued(noticed(held, specialist, province), signing, specialist, office_leader, clerk).draft.document_id
    meeting = Meeting.objects.get(id=held.id)
    part = Assignment.objects.get(unit=province.units["skhdt"], role="lead")
    other = Assignment.objects.get(unit=province.units["syt"])
    then, now = NOW.date(), NOW + dt.timedelta(days=20)
    acknowledge(actor=lead_head, assignment_id=part.id, now=now)
    report_completion(
        actor=lead_head, assignment_id=part.id, note="Đã rà soát xong.", result_document="15/BC-SKHĐT", now=now
    )
    accept_completion(actor=office_leader, assignment_id=part.id, now=now)
    withdraw(actor=office_leader, assignment_id=other.id, reason="Giao lại", now=now)

    def stood(day):
        return standing_of(office_leader, meeting, Moment(on=day, today=now.date()))

    assert stood(then - dt.timedelta(days=1)).total == 0
    before, after = stood(then), stood(now.date())
    assert (before.total, before.counts) == (4, {"open_in_time": 4})
    assert (after.total, after.counts) == (3, {"done_on_time": 1, "open_in_time": 1, "overdue": 1})
    for found in (before, after):
        for code, count in found.counts.items():
            wanted = AssignmentFilter(timeliness=(code,), document_id=document, counted=True)
            moment = Moment(on=found.on, today=now.date())
            assert count_assignments(scope_of(office_leader), wanted, moment) == count


def test_directives_of_a_recalled_notice_are_still_found(held, signing, specialist, office_leader, clerk, province):
    first = issued(noticed(held, specialist, province), signing, specialist, office_leader, clerk).draft
    meeting = Meeting.objects.get(id=held.id)
    recall_outgoing_draft(actor=office_leader, draft_id=first.id, reason="Sai nội dung", now=NOW)
    assert earlier_notices(meeting) == []  # it is the meeting's own still
    assert standing_of(office_leader, meeting, LATER).total == 4
    noticed(held, specialist, province)
    meeting = Meeting.objects.get(id=held.id)
    assert [draft.id for draft in earlier_notices(meeting)] == [first.id]
    assert standing_of(office_leader, meeting, LATER).total == 0

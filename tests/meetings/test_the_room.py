"""In the room: items, remarks, decisions, and the conclusions that several write at once."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.meetings.commands._decisions import Voting, voting_of
from dondoc.meetings.commands.add_conclusion import add_conclusion
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.commands.change_decision import change_decision
from dondoc.meetings.commands.change_remark import change_remark
from dondoc.meetings.commands.check_in import check_in
from dondoc.meetings.commands.drop_conclusion import drop_conclusion
from dondoc.meetings.commands.drop_decision import drop_decision
from dondoc.meetings.commands.end_meeting import end_meeting
from dondoc.meetings.commands.finish_item import finish_item
from dondoc.meetings.commands.move_conclusion import move_conclusion
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.record_decision import record_decision
from dondoc.meetings.commands.reopen_meeting import reopen_meeting
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.commands.set_category import set_category
from dondoc.meetings.commands.show_conclusions import show_conclusions
from dondoc.meetings.labels import labels
from dondoc.meetings.models import AgendaItem, Conclusion, LiveChange, Meeting, Remark


@pytest.fixture
def running(called, specialist):
    open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW)
    items = [
        AgendaItem.objects.create(
            jurisdiction_id=1, meeting_id=called.meeting.id, position=position, title=f"Nội dung {position}"
        )
        for position in (1, 2)
    ]
    return SimpleNamespace(**vars(called), items=items, id=called.meeting.id)


def line_of(actor, running, **said):
    return add_conclusion(actor=actor, meeting_id=running.id, now=NOW, **{"text": "Giao Sở Y tế báo cáo.", **said})


def test_one_item_runs_at_a_time(running, specialist):
    first, second = (item.id for item in running.items)
    run_item(actor=specialist, item_id=first, now=NOW)
    run_item(actor=specialist, item_id=second, now=NOW)
    assert [item.state for item in AgendaItem.objects.order_by("position")] == ["done", "running"]
    finish_item(actor=specialist, item_id=second, now=NOW)
    with pytest.raises(Conflict):
        finish_item(actor=specialist, item_id=second, now=NOW)


def test_the_end_finishes_what_runs_and_can_be_taken_back(running, specialist):
    run_item(actor=specialist, item_id=running.items[0].id, now=NOW)
    speaking = add_remark(actor=specialist, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    asked = add_remark(actor=specialist, meeting_id=running.id, body="Sở Tài chính", state="asked", now=NOW)
    ended = end_meeting(actor=specialist, meeting_id=running.id, now=NOW)
    assert (ended.state, ended.ended_at) == ("ended", NOW)
    states = dict(Remark.objects.values_list("id", "state"))
    assert (states[speaking.id], states[asked.id]) == ("done", "withdrawn")
    with pytest.raises(BadInput):
        reopen_meeting(actor=specialist, meeting_id=running.id, reason=" ", now=NOW)
    assert reopen_meeting(actor=specialist, meeting_id=running.id, reason="Nhầm", now=NOW).state == "running"


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


@pytest.mark.parametrize("make", [add_remark, add_conclusion, record_decision])
def test_what_is_sent_again_is_one_row(running, specialist, make):
    said = {"body": "Sở Y tế"} if make is add_remark else {"text": "Một việc."}
    first = make(actor=specialist, meeting_id=running.id, client_key="k-1", now=NOW, **said)
    second = make(actor=specialist, meeting_id=running.id, client_key="k-1", now=NOW, **said)
    assert first.id == second.id
    with pytest.raises(BadInput):
        make(actor=specialist, meeting_id=running.id, client_key="<b>", now=NOW, **said)


def test_different_lines_merge_and_one_line_keeps_both_texts(running, specialist, clerk):
    first, second = line_of(specialist, running), line_of(specialist, running, text="Giao Sở Tài chính.")
    change_conclusion(actor=specialist, conclusion_id=first.id, version=1, text="A", now=NOW)
    change_conclusion(actor=clerk, conclusion_id=second.id, version=1, text="B", now=NOW)
    with pytest.raises(Conflict) as refused:
        change_conclusion(actor=clerk, conclusion_id=first.id, version=1, text="C", now=NOW)
    details = refused.value.details
    assert (details["theirs"]["text"], details["mine"]["text"], details["version"]) == ("A", "C", 2)
    same = change_conclusion(actor=clerk, conclusion_id=first.id, version=1, text="A", now=NOW)
    assert same.version == 2


def test_lines_are_put_in_order(running, specialist):
    one, two, three = (line_of(specialist, running, text=text) for text in ("một", "hai", "ba"))
    between = line_of(specialist, running, text="giữa", after_id=one.id)
    first = line_of(specialist, running, text="đầu", after_id=0)
    move_conclusion(actor=specialist, conclusion_id=two.id, after_id=three.id, now=NOW)
    assert [line.id for line in Conclusion.objects.order_by("position", "id")] == [
        first.id, one.id, between.id, three.id, two.id,
    ]  # fmt: skip
    with pytest.raises(BadInput):
        move_conclusion(actor=specialist, conclusion_id=two.id, after_id=two.id, now=NOW)


def test_a_dropped_line_comes_back_when_it_is_changed(running, specialist):
    line = line_of(specialist, running)
    dropped = drop_conclusion(actor=specialist, conclusion_id=line.id, version=1, now=NOW)
    assert dropped.dropped_at == NOW
    back = change_conclusion(actor=specialist, conclusion_id=line.id, version=2, now=NOW)
    assert back.dropped_at is None


def test_what_is_not_shown_is_the_secretaries_own(running, specialist):
    line_of(specialist, running)
    assert LiveChange.objects.filter(part="conclusions").get().audience == "office"
    (shown,) = show_conclusions(actor=specialist, meeting_id=running.id, shown=True, now=NOW)
    assert LiveChange.objects.filter(part="conclusions").latest("seq").audience == "all"
    change_conclusion(actor=specialist, conclusion_id=shown.id, version=1, text="Mới", now=NOW)
    assert LiveChange.objects.filter(part="conclusions").latest("seq").audience == "all"
    assert not show_conclusions(actor=specialist, meeting_id=running.id, shown=True, now=NOW)


def test_duties_are_checked(running, specialist, province):
    line = line_of(specialist, running, duties=[{"leads": [province.units["syt"].id]}])
    assert line.duties[0]["leads"] == [province.units["syt"].id]
    for duty in ({"leads": [999_999]}, {"leads": "x"}, {"deadline_kind": "date"}):
        with pytest.raises(BadInput):
            line_of(specialist, running, duties=[duty])
    with pytest.raises(BadInput):
        line_of(specialist, running, text="", duties=[{"leads": [province.units["syt"].id]}])


def test_votes_are_of_those_who_may_vote(running, specialist, clerk):
    check_in(actor=clerk, invitee_id=running.by["syt"].id, presence="present", now=NOW)
    check_in(
        actor=clerk, invitee_id=running.by["stc"].id, presence="present", attendee="substitute", attendee_name="Lâm Thị Liên",
        attendee_rank="deputy", now=NOW,
    )  # fmt: skip

    def decide(*votes):
        return record_decision(
            actor=specialist, meeting_id=running.id, text="Thông qua.", votes_for=votes[0], votes_against=votes[1],
            votes_abstained=votes[2], now=NOW,
        )  # fmt: skip

    made = decide(2, 0, 0)
    for votes in ((3, 0, 0), (1, None, 0), (-1, 1, 1)):
        with pytest.raises(BadInput):
            decide(*votes)
    changed = change_decision(actor=specialist, decision_id=made.id, version=1, text="Không thông qua.", now=NOW)
    assert (changed.votes_for, changed.version) == (None, 2)
    assert drop_decision(actor=specialist, decision_id=made.id, version=2, now=NOW).dropped_at == NOW


@given(called=st.integers(1, 60), present=st.integers(0, 60))
def test_two_thirds_make_a_quorum(called, present):
    assert Voting(called, present).is_quorate == (Fraction(present, called) >= Fraction(2, 3))


def test_nobody_votes_where_no_category_has_a_vote(running, specialist, clerk):
    check_in(actor=clerk, invitee_id=running.by["syt"].id, presence="present", now=NOW)
    voting = voting_of(running.meeting)
    assert voting == Voting(called=running.members.invitees.count() + 1, present=2)
    set_category(
        actor=specialist, meeting_id=running.id, category_id=running.members.id, name=running.members.name,
        requirement="deputy", is_counted=True, has_vote=False, now=NOW,
    )  # fmt: skip
    assert voting_of(running.meeting) is None
    with pytest.raises(BadInput) as refused:
        record_decision(
            actor=specialist, meeting_id=running.id, text="Thông qua.", votes_for=1, votes_against=0, votes_abstained=0,
            now=NOW,
        )  # fmt: skip
    assert refused.value.code == "nobody_votes"


def test_the_room_is_the_secretary_s(running, lead_head, chair, outsider):
    for person in (lead_head, chair):
        with pytest.raises(Refused):
            line_of(person, running)
    with pytest.raises(NotFound):
        line_of(outsider, running)
    with pytest.raises(NotFound):
        run_item(actor=outsider, item_id=running.items[0].id, now=NOW)


def test_nothing_is_written_of_a_meeting_that_was_not_called(running, specialist):
    Meeting.objects.filter(id=running.id).update(state="planned")
    for write in (
        lambda: line_of(specialist, running),
        lambda: add_remark(actor=specialist, meeting_id=running.id, body="Sở", now=NOW),
        lambda: run_item(actor=specialist, item_id=running.items[0].id, now=NOW),
    ):
        with pytest.raises(Conflict):
            write()


def test_an_item_of_another_meeting_is_refused(running, specialist, province, plan_of):
    from dondoc.meetings.commands.plan_meeting import plan_meeting

    other = plan_meeting(actor=specialist, unit_id=province.units["ubnd"].id, plan=plan_of(title="Khác"), now=NOW)
    item = AgendaItem.objects.create(jurisdiction_id=1, meeting_id=other.id, position=1, title="Khác")
    with pytest.raises(BadInput):
        line_of(specialist, running, item_id=item.id)


def test_nul_and_endless_text_are_refused(running, specialist):
    for text in ("a\0b", "x" * 50_001):
        with pytest.raises(BadInput):
            line_of(specialist, running, text=text)


def mark(kind, depth, label=""):
    return SimpleNamespace(kind=kind, depth=depth, label=label)


def test_marks_as_the_office_writes_them():
    lines = [
        mark("heading", 0),
        mark("paragraph", 0),
        mark("clause", 1),
        mark("clause", 1),
        mark("clause", 2),
        mark("heading", 0),
        mark("clause", 1),
    ]
    assert labels(lines) == ["1.", "", "a)", "b)", "-", "2.", "a)"]
    assert labels([mark("clause", 1) for _ in range(6)])[3:] == ["d)", "đ)", "e)"]
    assert labels([mark("heading", 0, "I."), mark("heading", 0)]) == ["I.", "2."]


@given(st.lists(st.tuples(st.sampled_from(["heading", "clause", "paragraph"]), st.integers(0, 3)), max_size=40))
def test_no_two_numbered_neighbours_have_one_mark(drawn):
    lines = [mark(kind, depth) for kind, depth in drawn]
    found = labels(lines)
    assert len(found) == len(lines)
    last: dict[int, str] = {}
    for line, label in zip(lines, found, strict=True):
        if line.kind == "paragraph":
            continue
        last = {depth: kept for depth, kept in last.items() if depth <= line.depth}
        if line.depth < 2:
            assert last.get(line.depth) != label
        last[line.depth] = label

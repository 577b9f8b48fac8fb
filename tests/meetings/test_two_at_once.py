"""Several people on one meeting at once: one wins, the others are told, and nothing is there twice. Real connections."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from tests.conftest import NOW
from tests.meetings.held_world import noticed
from tests.meetings.meetings_world import LATER, change, put_on
from tests.meetings.people_world import put
from tests.meetings.room_world import line_of

from dondoc.foundation.errors import Conflict
from dondoc.ledger.verify import verify
from dondoc.meetings.commands.add_item import add_item
from dondoc.meetings.commands.add_remark import add_remark
from dondoc.meetings.commands.answer_slip import answer_slip
from dondoc.meetings.commands.ask_to_speak import ask_to_speak
from dondoc.meetings.commands.change_conclusion import change_conclusion
from dondoc.meetings.commands.change_round import change_round
from dondoc.meetings.commands.close_round import close_round
from dondoc.meetings.commands.give_opinion import give_opinion
from dondoc.meetings.commands.keep_own_note import keep_own_note
from dondoc.meetings.commands.keep_room import keep_room
from dondoc.meetings.commands.keep_series import keep_series
from dondoc.meetings.commands.open_meeting import open_meeting
from dondoc.meetings.commands.plan_next import plan_next
from dondoc.meetings.commands.run_item import run_item
from dondoc.meetings.commands.send_paper import send_paper
from dondoc.meetings.commands.send_round import send_round
from dondoc.meetings.models import (
    AgendaItem,
    Category,
    Conclusion,
    Meeting,
    MeetingRoom,
    MeetingSeries,
    Opinion,
    OwnNote,
    PaperVersion,
    Remark,
)
from dondoc.meetings.slip_selectors import result, slips_of


def outcomes(results):
    """How many of each: the code of an error, or what was done."""
    return Counter(getattr(result, "code", "") if isinstance(result, Exception) else "done" for result in results)


def test_a_plan_is_changed_by_one_of_two(at_once, called, specialist, clerk, plan_of):
    results = at_once(
        lambda: change(specialist, called.meeting, plan_of(title="Của A"), version=1),
        lambda: change(clerk, called.meeting, plan_of(**LATER), version=1),
    )
    assert outcomes(results) == {"done": 1, "other_version": 1}
    assert verify().intact


def test_items_papers_and_names_are_counted_once_each(at_once, paper, called, specialist, clerk, lead_focal):
    meeting = called.meeting
    at_once(*[lambda: add_item(actor=specialist, meeting_id=meeting.id, title="Mục", now=NOW)] * 3)
    assert sorted(AgendaItem.objects.values_list("position", flat=True)) == [1, 2, 3, 4]
    sends = [
        lambda: send_paper(actor=lead_focal, paper_id=paper.id, name="a.txt", content=b"Bao cao.", now=NOW)
    ] * 3  # fmt: skip
    at_once(*sends)
    assert sorted(PaperVersion.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert outcomes(at_once(lambda: put(specialist, meeting), lambda: put(clerk, meeting))) == {"done": 1, "taken": 1}
    assert Category.objects.filter(name="Lãnh đạo các sở").count() == 1
    assert verify().intact


def test_what_a_unit_says_is_one_thing(at_once, item, called, lead_focal, lead_head):
    meeting = called.meeting
    at_once(
        *[
            lambda: give_opinion(actor=lead_focal, item_id=item.id, stance="agree", text="", now=NOW),
            lambda: give_opinion(actor=lead_head, item_id=item.id, stance="disagree", text="Thiếu nguồn.", now=NOW),
        ]
    )
    assert Opinion.objects.count() == 1
    asked = at_once(
        lambda: ask_to_speak(actor=lead_focal, meeting_id=meeting.id, topic="A", now=NOW),
        lambda: ask_to_speak(actor=lead_head, meeting_id=meeting.id, topic="B", now=NOW),
    )
    assert outcomes(asked) == {"done": 1, "asked_already": 1}
    kept = at_once(
        lambda: keep_own_note(actor=lead_focal, meeting_id=meeting.id, text="Máy A", version=0, now=NOW),
        lambda: keep_own_note(actor=lead_focal, meeting_id=meeting.id, text="Máy B", version=0, now=NOW),
    )
    assert outcomes(kept) == {"done": 1, "other_version": 1}
    assert OwnNote.objects.get().version == 1
    assert verify().intact


def test_a_meeting_opens_once_and_one_item_runs(at_once, item, called, specialist, clerk):
    put_on(called.meeting)
    opened = at_once(
        lambda: open_meeting(actor=specialist, meeting_id=called.meeting.id, now=NOW),
        lambda: open_meeting(actor=clerk, meeting_id=called.meeting.id, now=NOW),
    )
    assert outcomes(opened) == {"done": 1, "wrong_state": 1}
    second = add_item(actor=specialist, meeting_id=called.meeting.id, title="Hai", now=NOW)
    run = at_once(
        lambda: run_item(actor=specialist, item_id=item.id, now=NOW),
        lambda: run_item(actor=clerk, item_id=second.id, now=NOW),
    )
    assert outcomes(run) == {"done": 2}
    assert Counter(AgendaItem.objects.values_list("state", flat=True)) == {"running": 1, "done": 1}
    assert verify().intact


def test_two_secretaries_lose_no_words(at_once, running, specialist, clerk):
    sent = at_once(*[lambda: line_of(specialist, running, client_key="k-1")] * 3)
    assert len({line.id for line in sent}) == Conclusion.objects.count() == 1
    line = sent[0]
    results = at_once(
        lambda: change_conclusion(actor=specialist, conclusion_id=line.id, version=1, text="Của A", now=NOW),
        lambda: change_conclusion(actor=clerk, conclusion_id=line.id, version=1, text="Của B", now=NOW),
    )
    assert outcomes(results) == {"done": 1, "other_version": 1}
    (refused,) = (result for result in results if isinstance(result, Conflict))
    texts = {refused.details["theirs"]["text"], refused.details["mine"]["text"]}
    assert texts == {"Của A", "Của B"}
    speaking = [
        lambda: add_remark(actor=clerk, meeting_id=running.id, body="Sở Y tế", state="speaking", now=NOW)
    ] * 3  # fmt: skip
    assert outcomes(at_once(*speaking)) == {"done": 3}
    assert Counter(Remark.objects.values_list("state", flat=True)) == {"speaking": 1, "done": 2}
    assert sorted(Remark.objects.values_list("position", flat=True)) == [1, 2, 3]
    assert verify().intact


def test_two_who_plan_the_next_one_plan_two(at_once, called, specialist, clerk, province):
    series = keep_series(
        actor=specialist, unit_id=province.units["ubnd"].id, name="Họp tuần", kind="briefing", rrule="FREQ=WEEKLY", now=NOW
    )  # fmt: skip
    Meeting.objects.filter(id=called.meeting.id).update(series_id=series.id)
    made = at_once(
        lambda: plan_next(actor=specialist, series_id=series.id, now=NOW),
        lambda: plan_next(actor=clerk, series_id=series.id, now=NOW),
    )
    first, second = sorted(one.meeting.starts_at for one in made)
    assert second - first == dt.timedelta(days=7)


def test_a_name_in_the_lists_of_rooms_and_series_is_taken_once(at_once, specialist, clerk, province):
    rooms = at_once(
        lambda: keep_room(actor=specialist, name="Hội trường A", now=NOW),
        lambda: keep_room(actor=clerk, name="Hội trường A", now=NOW),
    )
    said = {"unit_id": province.units["ubnd"].id, "name": "Họp tuần", "kind": "briefing", "now": NOW}
    series = at_once(lambda: keep_series(actor=specialist, **said), lambda: keep_series(actor=clerk, **said))
    for results, constraint in ((rooms, "meeting_room_name_unique"), (series, "meeting_series_name_unique")):
        assert outcomes(results) in ({"done": 1, "taken": 1}, {"done": 1, constraint: 1})
    assert (MeetingRoom.objects.count(), MeetingSeries.objects.count()) == (1, 1)


def test_a_notice_is_drafted_once(at_once, held, signing, specialist, clerk, province):
    results = at_once(lambda: noticed(held, specialist, province), lambda: noticed(held, clerk, province))
    assert outcomes(results) == {"done": 1, "drafted": 1}
    assert verify().intact


def test_an_answer_is_counted_or_refused(at_once, opened_round, facts, specialist, lead_head, heads):
    changed = change_round(
        actor=specialist, round_id=opened_round.id, version=1, facts=facts(member_post_ids=[heads.head["skhdt"].id]), now=NOW
    )  # fmt: skip
    sent = send_round(actor=specialist, round_id=changed.id, now=NOW)
    (slip,) = slips_of(sent)
    answer_slip(actor=lead_head, slip_id=slip.id, stance="agree", now=NOW)
    results = at_once(
        lambda: close_round(actor=specialist, round_id=sent.id, now=NOW),
        lambda: answer_slip(actor=lead_head, slip_id=slip.id, stance="disagree", text="Không.", now=NOW),
    )
    assert outcomes(results) in ({"done": 2}, {"done": 1, "wrong_state": 1})
    sent.refresh_from_db()
    (slip,) = slips_of(sent)
    assert result(sent, [slip]).disagree == (0 if isinstance(results[1], Conflict) else 1)
    assert verify().intact

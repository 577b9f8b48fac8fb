"""The run of a day: who is told of what, once; a night without a run, a run broken off, two runs at a time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from tests.directives import story
from tests.urging.urging_world import LATE, ask, messages_to, night, subject, told, told_rules

from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.followup.commands.request_extension import request_extension
from dondoc.followup.commands.set_priority import set_priority
from dondoc.followup.commands.set_update_rules import set_update_rules
from dondoc.followup.progress_selectors import stale_assignments
from dondoc.foundation.errors import BadInput
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify
from dondoc.notifications.kinds import subject_of, text_of
from dondoc.urging import running
from dondoc.urging.commands.end_reminder_rule import end_reminder_rule
from dondoc.urging.commands.set_reminder_rule import set_reminder_rule
from dondoc.urging.models import Reminder, ReminderRule, ReminderRun
from dondoc.urging.ruleset import keep_shipped
from dondoc.urging.running import MOST_SINGLE, would_tell

AtOnce = Callable[..., list[Any]]

#: What the first night tells on LATE of a task that was given on 07/01, normal, and neither reported nor finished.
ALL_LATE = ["lau-khong-cap-nhat", "qua-han-7"]


@pytest.fixture
def working(province: Any, specialist: Any, lead_head: Any, lead_focal: Any) -> Any:
    """The lead's assignment, being worked on since 08/01/2021."""
    return story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)


def test_from_before_the_deadline_to_the_vice_chair(
    working: Any, lead_focal: Any, lead_head: Any, specialist: Any, office_leader: Any, chair: Any
) -> None:
    people = (lead_focal, lead_head, specialist, office_leader, chair)
    steps = {}
    for number in range(30):
        day = dt.date(2021, 1, 16) + dt.timedelta(days=number)
        before = [len(told_rules(one)) for one in people]
        night(day)
        new = [len(told_rules(one)) - was for one, was in zip(people, before, strict=True)]
        if any(new):
            steps[f"{day:%d/%m}"] = new
    assert steps == {
        "18/01": [1, 0, 0, 0, 0],  # five working days before
        "21/01": [1, 1, 0, 0, 0],  # two working days before
        "23/01": [1, 1, 0, 0, 0],  # fifteen days without a report were over since it was given
        "25/01": [1, 1, 0, 0, 0],  # the day itself
        "26/01": [1, 1, 1, 0, 0],
        "01/02": [1, 1, 0, 0, 0],
        "04/02": [0, 0, 1, 1, 0],
        "07/02": [1, 1, 0, 0, 0],  # and fifteen more
        "08/02": [1, 1, 0, 0, 0],
        "14/02": [0, 1, 0, 1, 1],
    }


def test_what_is_given_or_brought_forward_after_a_run_is_told_of_the_steps_behind_it(
    province: Any, specialist: Any, office_leader: Any, lead_focal: Any
) -> None:
    far = subject(province, specialist, due_on=dt.date(2021, 3, 31))
    night("2021-01-18")
    night_of = {}
    given = subject(province, specialist, due_on=dt.date(2021, 1, 20), now=story.at("2021-01-18"))
    set_deadline(
        actor=office_leader, assignment_id=far.id, due_on=dt.date(2021, 1, 20), reason="Cần sớm", now=story.at("2021-01-18", 11)
    )  # fmt: skip
    for day in ("2021-01-19", "2021-01-20", "2021-01-21"):
        night(day)
        night_of[day] = {
            (one.rule_id, one.assignment_id)
            for one in Reminder.objects.filter(told_on=day, assignment_id__isnull=False)
        }
    codes = dict(ReminderRule.objects.values_list("id", "code"))
    told = {day: sorted((codes[rule], one) for rule, one in found) for day, found in night_of.items()}
    assert told == {
        # Two working days before the 20th was the 18th itself: after that morning's run.
        "2021-01-19": sorted([("truoc-han-2", given.id), ("truoc-han-2", far.id), ("chua-tiep-nhan", far.id)]),
        "2021-01-20": sorted([("ngay-den-han", given.id), ("ngay-den-han", far.id)]),
        "2021-01-21": sorted([("qua-han-1", given.id), ("qua-han-1", far.id), ("chua-tiep-nhan", given.id)]),
    }


def test_the_list_of_the_silent_and_those_told_of_silence_are_the_same_on_every_day_of_any_setting(
    province: Any, specialist: Any, office_leader: Any, lead_focal: Any
) -> None:
    assigned = subject(province, specialist)  # nobody took note of it: that is silence too
    urgent = story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)
    never = story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)
    for one, priority in ((urgent, "urgent"), (never, "low")):
        set_priority(actor=specialist, directive_id=one.directive_id, priority=priority, now=story.at("2021-01-08"))
    set_update_rules(actor=office_leader, urgent=3, high=5, normal=9, low=0, now=story.at("2021-01-08"))
    first: dict[int, dt.date] = {}
    for number in range(20):
        day = dt.date(2021, 1, 8) + dt.timedelta(days=number)
        night(day)
        rule = ReminderRule.objects.get(code="lau-khong-cap-nhat")
        said = set(Reminder.objects.filter(rule_id=rule.id).values_list("assignment_id", flat=True))
        assert said == {one.assignment_id for one in stale_assignments(1, on=day)}
        for one in said:
            first.setdefault(one, day)
    assert first == {urgent.id: dt.date(2021, 1, 11), assigned.id: dt.date(2021, 1, 17)}


def test_the_shipped_rule_of_thirty_days_becomes_the_one_of_today_where_nobody_set_it(province: Any) -> None:
    migration = import_module("dondoc.urging.migrations.0003_silence_by_priority").Migration
    keep_shipped(1, story.at("2021-01-07"))
    mine = ReminderRule.objects.filter(code="lau-khong-cap-nhat")
    for is_shipped, days, again in ((True, 1, 15), (False, 30, 30)):
        mine.update(days=30, repeat_days=30, is_shipped=is_shipped)
        with connection.cursor() as cursor:
            cursor.execute(migration.operations[0].sql)
        assert list(mine.values_list("days", "repeat_days")) == [(days, again)]


def test_a_second_run_of_the_day_tells_nothing(working: Any, lead_focal: Any) -> None:
    first = night(LATE)
    assert (first.reminders, first.since) == (3, None)
    again = night(LATE)
    assert (again.reminders, again.messages) == (0, 0)
    assert told_rules(lead_focal) == ALL_LATE
    assert ReminderRun.objects.filter(finished_at__isnull=False).count() == 2
    codes = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="reminder_run")
    assert [event.payload["messages"] for event in codes.order_by("id")] == [first.messages, 0]
    assert verify().intact


def test_what_a_missed_week_would_have_told_is_told_once(working: Any, lead_focal: Any, lead_head: Any) -> None:
    night("2021-01-17")
    night("2021-02-03")  # 18, 21, 23, 25, 26 January and 1 February were missed
    assert told_rules(lead_focal) == ALL_LATE
    assert told_rules(lead_head) == ALL_LATE


def test_a_day_before_the_last_run_is_not_run(working: Any) -> None:
    night(LATE)
    with pytest.raises(BadInput) as refused:
        night("2021-01-31")
    assert refused.value.code == "later_day_was_run"


def test_broken_off_between_batches_it_goes_on_where_it_was(
    province: Any, specialist: Any, lead_head: Any, lead_focal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(3):
        story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)
    kept, calls = running.keep, []

    def breaks(*args: Any) -> int:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return kept(*args)

    monkeypatch.setattr(running, "keep", breaks)
    with pytest.raises(KeyboardInterrupt):
        night(LATE, batch=1)
    assert Reminder.objects.exists()
    assert told(lead_focal) == []
    monkeypatch.setattr(running, "keep", kept)
    run = night("2021-02-02", batch=1)  # nobody was there that day either
    assert (ReminderRun.objects.count(), run.day) == (1, dt.date(2021, 2, 2))
    assert told_rules(lead_focal) == sorted(ALL_LATE * 3)
    assert len(set(told(lead_focal))) == 6


def test_broken_off_before_the_messages_were_kept_it_sends_them_once(
    working: Any, lead_focal: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(running, "append", lambda **_rest: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            night(LATE)
    assert not ReminderRun.objects.filter(finished_at__isnull=False).exists()
    night(LATE)
    assert told_rules(lead_focal) == ALL_LATE


def test_two_runs_at_a_time_tell_once(
    at_once: AtOnce, province: Any, specialist: Any, lead_head: Any, lead_focal: Any
) -> None:
    story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)
    results = at_once(lambda: night(LATE), lambda: night(LATE))
    assert [one for one in results if isinstance(one, Exception)] == []
    assert told_rules(lead_focal) == ALL_LATE
    keys = list(Reminder.objects.values_list("rule_id", "subject_id", "anchor", "occurrence"))
    assert len(keys) == len(set(keys))


def test_a_changed_rule_keeps_its_id_and_an_ended_one_says_nothing(
    working: Any, lead_focal: Any, office_leader: Any
) -> None:
    night("2021-01-18")
    assert told_rules(lead_focal) == ["truoc-han-5"]
    given: dict[str, Any] = {
        "name": "Sắp đến hạn",
        "trigger": "before_due",
        "ranks": ["focal_point"],
        "is_working_days": True,
    }
    set_reminder_rule(actor=office_leader, code="truoc-han-5", days=3, now=story.at("2021-01-18"), **given)
    night("2021-01-20")  # three working days before: the new day of a rule that spoke already
    assert told_rules(lead_focal) == ["truoc-han-5"]
    end_reminder_rule(actor=office_leader, code="truoc-han-2", now=story.at("2021-01-20"))
    night("2021-01-21")
    assert told_rules(lead_focal) == ["truoc-han-5"]


def test_many_of_one_rule_are_one_line(province: Any, specialist: Any, lead_head: Any, lead_focal: Any) -> None:
    for _each in range(MOST_SINGLE + 1):
        story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)
    run = night(LATE)
    (line,) = [one for one in messages_to(lead_focal) if one.payload["rule_code"] == "qua-han-7"]
    assert (line.kind, line.payload["count"]) == ("urging.reminders", MOST_SINGLE + 1)
    assert line.path == f"/don-doc/da-nhac/{run.id}/qua-han-7/"
    assert subject_of(line.kind, line.payload) == f"Quá hạn, nhắc hằng tuần: {MOST_SINGLE + 1} việc"


def test_words_of_a_reminder(working: Any, lead_focal: Any) -> None:
    night(LATE)
    silent, line = sorted(messages_to(lead_focal), key=lambda one: str(one.payload["rule_code"]))
    assert subject_of(silent.kind, silent.payload) == (
        "Lâu không có cập nhật: Sở Kế hoạch và Đầu tư, quá ngày 22/01/2021 vẫn chưa có cập nhật"
    )
    assert subject_of(line.kind, line.payload) == (
        "Quá hạn, nhắc hằng tuần: Sở Kế hoạch và Đầu tư, quá hạn từ 25/01/2021"
    )
    assert text_of(line.kind, line.payload) == working.directive.text
    assert line.path == f"/nhiem-vu/{working.directive_id}/#phan-viec-{working.id}"


def test_a_request_that_waits_and_an_explanation_that_is_owed_are_reminded_of(
    working: Any, lead_focal: Any, lead_head: Any, specialist: Any, office_leader: Any
) -> None:
    request_extension(
        actor=lead_focal, assignment_id=working.id, wanted_on=dt.date(2021, 2, 26), reason="Chờ số liệu.",
        now=story.at("2021-01-22"),
    )  # fmt: skip
    ask(office_leader, working)
    night("2021-02-05")
    assert "giai-trinh-qua-han" in told_rules(lead_focal)
    assert "giai-trinh-qua-han" in told_rules(specialist)
    assert "cho-gia-han" in told_rules(specialist)
    assert "cho-gia-han" in told_rules(office_leader)


def test_what_was_reported_waits_for_the_office_and_not_for_the_unit(
    province: Any, specialist: Any, lead_focal: Any, office_leader: Any
) -> None:
    story.bring_to("reported", subject(province, specialist), unit=lead_focal, office=specialist)
    night(LATE)
    assert told_rules(lead_focal) == []
    assert told_rules(specialist) == ["cho-xac-nhan"]
    assert told_rules(office_leader) == ["cho-xac-nhan-lau"]


def test_a_unit_without_people_is_told_through_the_one_above_and_a_field_without_specialist_through_the_leader(
    province: Any, office_leader: Any, lead_focal: Any
) -> None:
    stc = province.units["stc"]
    stc.parent_unit_id = province.units["skhdt"].id
    stc.save()
    subject(province, office_leader, "stc", field="van-xa")
    night("2021-01-26")
    assert "qua-han-1" in told_rules(lead_focal)
    assert "qua-han-1" in told_rules(office_leader)


def test_a_dry_run_tells_the_same_and_keeps_nothing(working: Any, lead_focal: Any) -> None:
    would = list(would_tell(jurisdiction_id=1, day=LATE))
    assert not ReminderRule.objects.exists()
    assert not Reminder.objects.exists()
    assert told(lead_focal) == []
    night(LATE)
    kept = Reminder.objects.values_list("subject_id", "anchor", "step_on")
    assert sorted(kept) == sorted((one.subject_id, one.anchor, one.step_on) for one in would)
    assert list(would_tell(jurisdiction_id=1, day=LATE)) == []


def test_nobody_of_another_province_is_told(working: Any, outsider: Any) -> None:
    night(LATE)
    assert told(outsider) == []
    assert night_of_the_other(outsider).reminders == 0


def night_of_the_other(outsider: Any) -> ReminderRun:
    return running.run_reminders(jurisdiction_id=outsider.jurisdiction_id, day=LATE, now=story.at(LATE, 5))

"""Reminders of divided parts, of transfers that wait, of the centre's own deadline: who is told when, and where it leads."""

from __future__ import annotations

import datetime as dt
import json
from importlib import import_module
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.central import central_world
from tests.directives import story
from tests.followup import part_world, succession_world
from tests.urging.urging_world import messages_to, night, subject, told_rules

from dondoc.cli import main
from dondoc.foundation.errors import BadInput
from dondoc.notifications.kinds import subject_of, text_of
from dondoc.urging.commands.set_reminder_rule import set_reminder_rule
from dondoc.urging.defaults import shipped
from dondoc.urging.models import Reminder, ReminderRule
from dondoc.urging.rules import KINDS
from dondoc.urging.ruleset import keep_shipped, rules_of

NEW = [rule for rule in shipped() if KINDS[rule.trigger] in ("part", "transfer", "central")]


def of_kind(user: Any, kind: str) -> list[str]:
    """By which rules of such objects a person was told."""
    codes = {rule.code for rule in NEW if KINDS[rule.trigger] == kind}
    return [code for code in told_rules(user) if code in codes]


def steps_of(kind: str, people: tuple[Any, ...], first: str, nights: int) -> dict[str, list[list[str]]]:
    """What each night tells each of the people by rules of such objects, of nights on which somebody is told."""
    found = {}
    for number in range(nights):
        day = dt.date.fromisoformat(first) + dt.timedelta(days=number)
        before = [of_kind(one, kind) for one in people]
        night(day)
        new = []
        for one, was in zip(people, before, strict=True):
            now = of_kind(one, kind)
            for code in was:
                now.remove(code)
            new.append(now)
        if any(new):
            found[f"{day:%d/%m}"] = new
    return found


@pytest.fixture
def whole(province: Any, specialist: Any, lead_head: Any, lead_focal: Any) -> Any:
    """The lead's assignment, being worked on since 08/01/2021, due on 25/01."""
    part_world.below(province)
    return story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)


class TestParts:
    """Kế hoạch và Đầu tư divides on 18/01/2021, due on Friday 22/01."""

    def test_the_named_person_then_who_divided(
        self, whole: Any, lead_head: Any, lead_focal: Any, specialist: Any, office_leader: Any
    ) -> None:
        part_world.divide(lead_head, whole, user=lead_focal)
        steps = steps_of("part", (lead_focal, lead_head, specialist, office_leader), "2021-01-19", 17)
        assert steps == {
            "20/01": [["phan-viec-chua-nhan", "phan-viec-truoc-han-2"], [], [], []],
            "22/01": [["phan-viec-den-han"], [], [], []],
            "23/01": [["phan-viec-qua-han"], ["phan-viec-qua-han"], [], []],
            "27/01": [["phan-viec-chua-nhan"], [], [], []],
            "30/01": [["phan-viec-qua-han"], ["phan-viec-qua-han"], [], []],
            "01/02": [["phan-viec-qua-han-10"], ["phan-viec-qua-han-10"], [], []],
            "03/02": [["phan-viec-chua-nhan"], [], [], []],
        }

    def test_a_unit_holds_through_its_people_and_without_any_through_those_above(
        self, whole: Any, province: Any, lead_head: Any, lead_focal: Any, other_unit_focal: Any
    ) -> None:
        room = province.units["tong-hop"]
        part_world.divide(lead_head, whole, unit=room)
        night("2021-01-22")
        assert "phan-viec-den-han" in told_rules(lead_head)  # nobody is in the room yet: the unit above is told
        other_unit_focal.unit_id = room.id
        other_unit_focal.save()
        night("2021-01-23")
        assert of_kind(other_unit_focal, "part") == ["phan-viec-qua-han"]
        assert of_kind(lead_head, "part").count("phan-viec-qua-han") == 1  # who divided

    def test_who_left_the_unit_is_not_told_of_its_parts(
        self, whole: Any, province: Any, lead_head: Any, lead_focal: Any
    ) -> None:
        part_world.divide(lead_head, whole, user=lead_focal)
        lead_focal.unit_id = province.units["stc"].id
        lead_focal.save()
        night("2021-01-22")
        assert of_kind(lead_focal, "part") == []
        assert "phan-viec-den-han" in of_kind(lead_head, "part")

    def test_a_report_waits_for_who_divided_and_not_for_who_reported(
        self, whole: Any, lead_head: Any, lead_focal: Any
    ) -> None:
        part = part_world.divide(lead_head, whole, user=lead_focal)
        part_world.bring_to("reported", part, holder=lead_focal, giver=lead_head)
        night("2021-01-20")
        assert of_kind(lead_head, "part") == ["phan-viec-cho-nhan"]
        assert of_kind(lead_focal, "part") == []
        (one,) = [each for each in messages_to(lead_head) if each.payload.get("trigger") == "part_awaiting"]
        assert one.path == f"/theo-doi/phan-viec/{part.id}/"
        assert subject_of(one.kind, one.payload) == (
            "Phần việc báo cáo chờ nơi chia: Sở Kế hoạch và Đầu tư, phần việc báo cáo ngày 18/01/2021, chờ nơi chia việc xem xét"
        )
        assert (text_of(one.kind, one.payload), one.payload["due_on"]) == (part.text, "2021-01-22")

    def test_steps_behind_a_part_that_was_given_or_changed_after_a_run_are_told(
        self, whole: Any, lead_head: Any, lead_focal: Any
    ) -> None:
        night("2021-01-18")
        part = part_world.divide(lead_head, whole, user=lead_focal, due_on=dt.date(2021, 1, 20))
        night("2021-01-19")
        assert of_kind(lead_focal, "part") == [
            "phan-viec-truoc-han-2"
        ]  # its day was the 18th, after that morning's run
        part_world.step("change_part", lead_head, part, now=story.at("2021-01-19"), due_on=dt.date(2021, 1, 21))
        night("2021-01-20")
        assert (
            of_kind(lead_focal, "part").count("phan-viec-truoc-han-2") == 2
        )  # a new deadline is a new day to count from

    def test_nothing_is_urged_while_the_whole_waits_for_the_office_and_again_once_it_is_returned(
        self, whole: Any, lead_head: Any, lead_focal: Any, specialist: Any
    ) -> None:
        part_world.divide(lead_head, whole, user=lead_focal)
        story.call("report_completion", lead_head, whole.id, story.at("2021-01-21"))
        night("2021-01-22")
        night("2021-01-23")
        assert of_kind(lead_focal, "part") == []
        story.call("return_completion", specialist, whole.id, story.at("2021-01-23"))
        night("2021-01-24")
        assert "phan-viec-qua-han" in of_kind(lead_focal, "part")

    def test_each_is_said_once(self, whole: Any, lead_head: Any, lead_focal: Any) -> None:
        part_world.divide(lead_head, whole, user=lead_focal)
        night("2021-01-23")
        said = of_kind(lead_focal, "part")
        assert said
        night("2021-01-23")
        night("2021-01-24")
        assert of_kind(lead_focal, "part") == said

    def test_in_ranges_of_any_size_the_same_is_told(
        self, whole: Any, lead_head: Any, lead_focal: Any, province: Any, specialist: Any
    ) -> None:
        for code in ("tong-hop", "dau-tu"):
            part_world.divide(lead_head, whole, unit=province.units[code])
        second = story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)
        part_world.divide(lead_head, second, user=lead_focal)
        night("2021-01-23", batch=1)
        assert Reminder.objects.filter(rule_id=ReminderRule.objects.get(code="phan-viec-qua-han").id).count() == 3


class TestTransfers:
    """Kế hoạch và Đầu tư asks Sở Y tế on 18/01/2021 to take its task."""

    def test_the_other_unit_has_to_answer_then_the_office_to_decide(
        self, whole: Any, province: Any, lead_head: Any, other_unit_focal: Any, specialist: Any, office_leader: Any
    ) -> None:
        from dondoc.organizations.models import Unit

        to = Unit.objects.get(jurisdiction_id=1, id=other_unit_focal.unit_id)
        transfer = succession_world.ask(lead_head, whole, to)
        people = (other_unit_focal, specialist, office_leader, lead_head)
        asked = steps_of("transfer", people, "2021-01-19", 6)
        assert asked == {"20/01": [["chuyen-cho-tra-loi"], [], [], []]}
        (one,) = [each for each in messages_to(other_unit_focal) if each.payload.get("trigger") == "transfer_asked"]
        assert one.path == f"/theo-doi/chuyen/{transfer.id}/"
        assert "được đề nghị nhận việc ngày 18/01/2021, chưa trả lời" in subject_of(one.kind, one.payload)
        assert text_of(one.kind, one.payload) == whole.directive.text
        succession_world.take("agree", other_unit_focal, transfer)
        decided = steps_of("transfer", people, "2021-01-25", 7)
        # Agreed on the 18th by the story's clock: two working days after it, then every three, of which the newest is told.
        assert decided == {
            "25/01": [[], ["chuyen-cho-quyet-dinh"], ["chuyen-cho-quyet-dinh"], []],
            "28/01": [[], ["chuyen-cho-quyet-dinh"], ["chuyen-cho-quyet-dinh"], []],
        }
        succession_world.take("refuse", office_leader, transfer)
        assert steps_of("transfer", people, "2021-02-01", 5) == {}


class TestCentral:
    """The Prime Minister's task is due on Sunday 31/01/2021."""

    def test_the_unit_and_the_office_are_told_even_where_our_day_is_behind_the_centres(
        self, province: Any, office_leader: Any, specialist: Any, lead_head: Any, lead_focal: Any, chair: Any
    ) -> None:
        task = central_world.record(office_leader)
        central_world.assign(office_leader, province, task, specialist_id=specialist.pk)
        task = central_world.fresh(task)
        ours = story.assignment(task.directive, province.units["skhdt"])
        move_behind(ours)
        people = (lead_focal, lead_head, specialist, office_leader, chair)
        steps = steps_of("central", people, "2021-01-22", 12)
        first, second, on_it = "trung-uong-truoc-han-5", "trung-uong-truoc-han-2", "trung-uong-den-han"
        over = "trung-uong-qua-han"
        assert steps == {
            "25/01": [[first], [first], [first], [], []],
            "28/01": [[second], [second], [second], [second], []],
            "31/01": [[on_it], [on_it], [on_it], [on_it], []],
            "01/02": [[over], [over], [over], [over], [over]],
        }
        (one,) = [each for each in messages_to(lead_head) if each.payload.get("rule_code") == over]
        assert one.path == f"/trung-uong/{task.id}/"
        assert subject_of(one.kind, one.payload).endswith("quá hạn Trung ương từ 31/01/2021")
        assert (text_of(one.kind, one.payload), one.payload["due_on"]) == (task.content, "2021-01-31")

    def test_what_nobody_was_given_is_told_to_the_office(
        self, province: Any, office_leader: Any, specialist: Any, lead_head: Any
    ) -> None:
        central_world.record(office_leader)
        night("2021-02-01")
        assert of_kind(office_leader, "central") == ["trung-uong-qua-han"]
        assert of_kind(lead_head, "central") == []
        (one,) = messages_to(office_leader)
        assert subject_of(one.kind, one.payload) == "Quá hạn Trung ương: quá hạn Trung ương từ 31/01/2021"
        assert Reminder.objects.get().unit_id is None

    def test_once_the_unit_reported_only_the_office_is_told_and_once_answered_nobody(
        self, province: Any, office_leader: Any, specialist: Any, lead_head: Any, lead_focal: Any
    ) -> None:
        task = central_world.record(office_leader)
        central_world.assign(office_leader, province, task, specialist_id=specialist.pk)
        task = central_world.fresh(task)
        ours = story.assignment(task.directive, province.units["skhdt"])
        story.bring_to("reported", ours, unit=lead_focal, office=specialist, now=story.at("2021-01-19"))
        night("2021-01-31")
        assert of_kind(lead_head, "central") == []
        assert of_kind(specialist, "central") == of_kind(office_leader, "central") == ["trung-uong-den-han"]
        central_world.bring_to("reported", task, office_leader, now=story.at("2021-01-31"))
        night("2021-02-01")
        assert "trung-uong-qua-han" not in of_kind(office_leader, "central")


def move_behind(ours: Any) -> None:
    """Our day behind the centre's, as it stands where the centre brought its own forward."""
    ours.due_on = dt.date(2021, 3, 31)
    ours.save(update_fields=["due_on"])


def test_a_dry_run_shows_them_as_json(
    whole: Any, province: Any, office_leader: Any, lead_head: Any, lead_focal: Any
) -> None:
    part = part_world.divide(lead_head, whole, user=lead_focal)
    task = central_world.record(office_leader)
    answer = CliRunner().invoke(main, ["remind", "--on", "2021-02-01", "--dry-run", "--json"])
    assert answer.exit_code == 0, answer.output
    by_rule = {one["rule"]: one for one in json.loads(answer.output)["told"]}
    one = by_rule["phan-viec-qua-han-10"]
    assert (one["part_id"], one["why"], one["text"]) == (
        part.id,
        "Phần việc quá hạn 10 ngày (hạn 22/01/2021)",
        part.text,
    )
    assert {each["username"] for each in one["told"]} == {lead_focal.username, lead_head.username}
    one = by_rule["trung-uong-qua-han"]
    assert (one["central_task_id"], one["why"], one["document"], one["unit"]) == (
        task.id, "Quá hạn Trung ương 1 ngày (hạn 31/01/2021)", "1711/CĐ-TTg", "",
    )  # fmt: skip
    assert not Reminder.objects.exists()


def test_pages_of_rules_and_of_a_dry_run_show_them(
    client: Any, province: Any, office_leader: Any, whole: Any, lead_head: Any, lead_focal: Any
) -> None:
    part = part_world.divide(lead_head, whole, user=lead_focal)
    task = central_world.record(office_leader)
    client.force_login(office_leader)
    page = client.get("/don-doc/quy-tac/").content.decode()
    assert "Phần việc được chia: quá hạn" in page
    assert "Đơn vị nhận đồng ý đã 2 ngày làm việc mà Văn phòng chưa quyết định chuyển việc" in page
    form = client.get("/don-doc/quy-tac/trung-uong-qua-han/").content.decode()
    assert 'value="central_overdue" selected' in form
    shown = client.get("/don-doc/quy-tac/chay-thu/?on=01/02/2021").content.decode()
    assert f'href="/theo-doi/phan-viec/{part.id}/"' in shown
    assert f'href="/trung-uong/{task.id}/"' in shown


def test_only_a_part_has_a_holder_and_a_giver(office_leader: Any) -> None:
    given: dict[str, Any] = {
        "actor": office_leader,
        "name": "x",
        "days": 3,
        "ranks": ["giver"],
        "now": story.at("2021-01-18"),
    }
    assert set_reminder_rule(trigger="part_overdue", **given).ranks == ("giver",)
    with pytest.raises(BadInput) as refused:
        set_reminder_rule(trigger="overdue", **given)
    assert refused.value.code == "rank_of_parts"


def test_an_office_with_rules_of_its_own_gets_the_shipped_ones_of_today(province: Any) -> None:
    keep_shipped(1, story.at("2021-01-07"))
    as_shipped = {rule.code: rule for rule in rules_of(1)}
    ReminderRule.objects.filter(code__in=[rule.code for rule in NEW]).delete()
    migration = import_module("dondoc.urging.migrations.0005_parts_transfers_central").Migration
    with connection.cursor() as cursor:
        for sql, params in migration.operations[-1].sql:
            cursor.execute(sql, params)
            cursor.execute(sql, params)  # an own rule of that code stays
    found = {rule.code: rule for rule in rules_of(1)}
    assert found.keys() == as_shipped.keys()
    for code, rule in found.items():
        assert {**rule_facts(rule), "id": 0} == {**rule_facts(as_shipped[code]), "id": 0}


def rule_facts(rule: Any) -> dict[str, Any]:
    """All that a rule says."""
    return {name: getattr(rule, name) for name in type(rule).__slots__}

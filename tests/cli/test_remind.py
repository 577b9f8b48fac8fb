"""`dondoc remind`: who would be told, and telling them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from tests.directives import story
from tests.urging.urging_world import subject, told_rules

from dondoc.cli import main
from dondoc.urging.models import Reminder

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["remind", *arguments])


@pytest.fixture
def late(province: Any, specialist: Any, lead_focal: Any, lead_head: Any) -> Any:
    return story.bring_to("in_progress", subject(province, specialist), unit=lead_focal, office=specialist)


def test_a_dry_run_says_who_what_why_and_by_which_rule(late: Any, lead_focal: Any, lead_head: Any) -> None:
    answer = run("--on", "2021-02-01", "--dry-run")
    assert answer.exit_code == 0, answer.output
    assert "Quá hạn, nhắc hằng tuần [qua-han-7]" in answer.output
    assert "Quá hạn 7 ngày (hạn 25/01/2021)" in answer.output
    assert "báo ngay" not in answer.output
    assert "Ngày đến hạn [ngay-den-han], báo ngay" in run("--on", "2021-01-25", "--dry-run").output
    assert "Quá ngày 22/01/2021 vẫn chưa có cập nhật; hạn 25/01/2021" in answer.output
    assert f"→ {lead_head.full_name}, {lead_focal.full_name}" in answer.output or (
        f"→ {lead_focal.full_name}, {lead_head.full_name}" in answer.output
    )
    assert "Ngày 01/02/2021 (chưa nhắc lần nào): sẽ nhắc 3 lượt việc cho 3 người." in answer.output
    assert not Reminder.objects.exists()


def test_as_json(late: Any, lead_focal: Any, specialist: Any) -> None:
    answer = json.loads(run("--on", "01/02/2021", "--dry-run", "--json").output)
    assert {key: answer[key] for key in ("on", "dry_run", "jurisdiction", "since")} == {
        "on": "2021-02-01", "dry_run": True, "jurisdiction": "H33", "since": None,
    }  # fmt: skip
    by_rule = {one["rule"]: one for one in answer["told"]}
    assert set(by_rule) == {"lau-khong-cap-nhat", "qua-han-1", "qua-han-7"}
    one = by_rule["qua-han-1"]
    assert (one["assignment_id"], one["unit"], one["counted_from"], one["step_on"]) == (
        late.id, "skhdt", "2021-01-25", "2021-01-26",
    )  # fmt: skip
    assert one["at_once"] is False
    due = json.loads(run("--on", "2021-01-25", "--dry-run", "--json").output)
    assert {one["rule"]: one["at_once"] for one in due["told"]}["ngay-den-han"] is True
    assert one["told"] == [{"username": specialist.username, "name": specialist.full_name}]


def test_it_tells_and_a_second_time_nothing(late: Any, lead_focal: Any) -> None:
    first = json.loads(run("--on", "2021-02-01", "--json").output)
    assert (first["reminders"], first["messages"], first["people"]) == (3, 5, 3)
    assert len(first["told"]) == 3
    assert told_rules(lead_focal) == ["lau-khong-cap-nhat", "qua-han-7"]
    again = json.loads(run("--on", "2021-02-01", "--json").output)
    assert (again["reminders"], again["messages"], again["told"]) == (0, 0, [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "2021-02-30"), "không tồn tại"), (("--on", "hôm nay"), "Không đọc được ngày"),
        (("--on", "2150-01-01"), "hôm nay hoặc ngày đã qua"), (("--on", "2021-01-31"), "Đã nhắc đến ngày 01/02/2021"),
        (("--on", "2021-02-01", "--jurisdiction", "X"), "Không có địa phương"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(late: Any, arguments: tuple[str, ...], said: str) -> None:
    run("--on", "2021-02-01")
    answer = run(*arguments)
    assert answer.exit_code == 2
    assert said in answer.output

"""`dondoc reading report`: the same object as the API's, a table for people, one sentence for what cannot be."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.directives.draft_world import *  # noqa: F403 - fixtures
from tests.directives.test_judgements import corrected

from dondoc.cli import main


def run(*arguments: str):
    return CliRunner().invoke(main, ["reading", "report", *arguments])


@pytest.fixture
def _judged(draft, specialist, province, now):
    corrected(draft, specialist, province, now)


@pytest.mark.usefixtures("_judged")
def test_one_object_whose_parts_add_up():
    answer = json.loads(run("--json").stdout)
    assert list(answer) == [
        "from", "to", "right", "said", "missed", "fields", "by_month", "by_issuer", "by_band", "names",
    ]  # fmt: skip
    assert answer["fields"]["lead"] == {"right": 2, "said": 3, "missed": 0}
    for name in ("by_month", "by_issuer", "by_band"):
        assert sum(line["said"] for line in answer[name]) == answer["said"]
    assert answer["by_month"][0]["month"] == "2021-01"


@pytest.mark.usefixtures("_judged")
def test_a_table_for_people_and_a_period():
    shown = run("--from", "18/01/2021").stdout
    assert "Văn phòng UBND tỉnh" in shown
    assert "2/3" in shown
    assert json.loads(run("--to", "2021-01-17", "--json").stdout)["said"] == 0
    assert "Chưa có bản đọc nào" in run("--to", "2021-01-17").stdout


@pytest.mark.parametrize(
    "arguments", [("--from", "2021-02-31"), ("--from", "2021-02-01", "--to", "2021-01-01"), ("--jurisdiction", "X")]
)
def test_what_cannot_be_answered_is_one_sentence(province, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip().count("\n") == 0

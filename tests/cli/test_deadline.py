"""`dondoc deadline`: one answer for each expression."""

import json

import pytest
from click.testing import CliRunner

from dondoc.cli.deadline import deadline


def run(*arguments, given=None):
    return CliRunner().invoke(deadline, list(arguments), input=given)


def test_the_example_of_the_notice():
    result = run("trong quý I và Quý II", "--from", "2021-01-07", "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["kind"], answer["words"], answer["due_on"]) == ("period", "trong quý I và Quý II", "2021-06-30")
    assert answer["rrule"] is None
    assert answer["rules"] == ["deadline:period"]


def test_a_line_in_is_a_line_out():
    result = run("--stdin", "--json", "--from", "07/01/2021", given="hằng tháng\n\ntrước ngày 15/3\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["kind"] for answer in answers] == ["recurring", "none", "date"]
    assert answers[0]["rrule"] == "FREQ=MONTHLY"
    assert answers[2]["due_on"] == "2021-03-15"


def test_holidays_are_no_working_days():
    result = run("trong 05 ngày làm việc kể từ ngày ký", "--from", "2021-02-08", "--json")
    assert json.loads(result.stdout)["due_on"] == "2021-02-22"


def test_for_people_it_is_one_line():
    result = run("trước", "ngày 20", "hằng tháng")
    assert (
        result.stdout
        == "định kỳ · “trước ngày 20 hằng tháng” · FREQ=MONTHLY;BYMONTHDAY=20 · [deadline:recurring, deadline:recurrence rule]\n"
    )


def test_a_day_that_does_not_exist_is_told_on_stderr():
    result = run("trước ngày 31/02/2021", "--json")
    assert json.loads(result.stdout)["due_on"] is None
    assert "31/02/2021" in result.stderr


@pytest.mark.parametrize(
    "arguments", [(), ("hằng tháng", "--stdin"), ("hằng tháng", "--from", "31/02/2021"), ("x", "--from", "mai")]
)
def test_bad_input(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1

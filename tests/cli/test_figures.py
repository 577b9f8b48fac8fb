"""`dondoc figures`: scripts of others read its object, so its names, sums and exit statuses are a contract."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from tests.reviews.conftest import give  # noqa: F401 - a fixture

from dondoc.cli import main

COUNTS = ("population", "done_on_time", "done_late", "open_in_time", "due_soon", "overdue", "undated")


def run(*arguments: str):
    return CliRunner().invoke(main, ["figures", *arguments])


@pytest.fixture
def _four(give, province):  # noqa: F811
    give("skhdt", due=1, coordinates=("stc",))
    give("stc", due=-1, origin="central")
    give("stc")


@pytest.mark.usefixtures("_four")
@pytest.mark.parametrize("written", ["2021-01-18", "18/01/2021"])
def test_one_object_whose_parts_add_up(written):
    result = run("--on", written, "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert list(answer) == ["on", *COUNTS, "original_overdue", "original_done_late", "by_unit", "by_origin"]
    assert answer["on"] == "2021-01-18"
    assert {name: answer[name] for name in COUNTS} == {
        "population": 4, "done_on_time": 0, "done_late": 0, "open_in_time": 2, "due_soon": 2, "overdue": 1, "undated": 1,
    }  # fmt: skip
    assert set(answer["by_origin"]) == {"central", "province"}
    assert [row["unit"] for row in answer["by_unit"]] == ["skhdt", "stc"]
    for part in (answer, *answer["by_unit"], *answer["by_origin"].values()):
        parts = (part[name] for name in ("done_on_time", "done_late", "open_in_time", "overdue", "undated"))
        assert part["population"] == sum(parts)
        assert part["due_soon"] <= part["open_in_time"]
    for groups in (answer["by_unit"], list(answer["by_origin"].values())):
        for name in (*COUNTS, "original_overdue", "original_done_late"):
            assert sum(group[name] for group in groups) == answer[name]


@pytest.mark.usefixtures("_four")
def test_one_unit():
    answer = json.loads(run("--on", "2021-01-18", "--unit", "stc", "--json").stdout)
    assert (answer["population"], answer["overdue"]) == (3, 1)
    assert [row["unit"] for row in answer["by_unit"]] == ["stc"]
    assert answer["by_origin"]["central"]["overdue"] == 1


@pytest.mark.usefixtures("_four")
def test_another_day_and_a_day_before_everything():
    assert json.loads(run("--on", "2021-01-21", "--json").stdout)["overdue"] == 3
    answer = json.loads(run("--on", "2019-01-01", "--json").stdout)
    assert (answer["population"], answer["by_unit"]) == (0, [])
    assert answer["by_origin"]["central"]["population"] == 0


@pytest.mark.usefixtures("_four")
def test_a_table_for_people():
    result = run("--on", "2021-01-18")
    assert result.exit_code == 0
    assert "Số liệu ngày 18/01/2021" in result.stdout
    assert "Sở Tài chính" in result.stdout
    assert "Toàn tỉnh" in result.stdout
    assert "Toàn tỉnh" not in run("--on", "2021-01-18", "--unit", "stc").stdout


@pytest.mark.usefixtures("_four")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--on"),
        (("--on", "31/02/2021"), "31/02/2021"),
        (("--on", "hôm nay"), "hôm nay"),
        (("--on", "2021-01-18", "--unit", "khong-co"), "khong-co"),
        (("--on", "2021-01-18", "--jurisdiction", "H99"), "địa phương"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_status_2(arguments, said):
    result = run(*arguments, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr


@pytest.mark.usefixtures("_four")
def test_of_several_provinces_one_must_be_named(outsider):
    result = run("--on", "2021-01-18", "--json")
    assert result.exit_code == 2
    assert "--jurisdiction" in result.stderr
    answer = json.loads(run("--on", "2021-01-18", "--jurisdiction", "H01", "--json").stdout)
    assert answer["population"] == 0
    assert json.loads(run("--on", "2021-01-18", "--jurisdiction", "H33", "--json").stdout)["population"] == 4


def test_an_empty_database_is_said(db):
    result = run("--on", "2021-01-18")
    assert result.exit_code == 2
    assert "dondoc demo" in result.stderr

"""`dondoc ledger verify`: exit 0 intact, 1 not, 2 asked wrongly; the object of `--json` is a contract."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from tests.conftest import NOW
from tests.ledger.conftest import _forging, add, sql

from dondoc.cli import main
from dondoc.ledger.models import LedgerEvent


def run(*arguments: str):
    return CliRunner().invoke(main, ["ledger", "verify", *arguments])


def forge(statement: str) -> None:
    with _forging():
        sql(statement)


@pytest.fixture(autouse=True)
def _a_ledger(db):
    add(1, "assignment.created", "assignment.started")
    add(2, "assignment.created")


def test_an_intact_ledger_is_said_in_a_sentence():
    result = run()
    assert result.exit_code == 0
    assert "Sổ cái nguyên vẹn: 3 sự kiện của 2 đối tượng." in result.stdout
    assert "2021-01-18T08:00:00+07:00" in result.stdout
    assert result.stderr == ""


def test_json_prints_one_object():
    result = run("--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert list(answer) == [
        "intact", "events", "aggregates", "digest", "recorded_until", "seal_matches", "faults", "more_faults",
    ]  # fmt: skip
    assert (answer["intact"], answer["events"], answer["aggregates"], answer["faults"]) == (True, 3, 2, [])
    assert dt.datetime.fromisoformat(answer["recorded_until"]) == NOW


def test_a_changed_row_is_named_and_the_exit_status_is_1():
    forge("UPDATE ledger_ledgerevent SET code = 'khác' WHERE aggregate_id = 1 AND seq = 2")
    event_id = LedgerEvent.objects.get(aggregate_id=1, seq=2).id
    result = run()
    assert result.exit_code == 1
    assert f"Sai: assignment 1 (sự kiện {event_id}, số thứ tự 2): nội dung đã bị sửa (mã khác)" in result.stderr
    result = run("--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["faults"] == [
        {
            "jurisdiction_id": 1,
            "aggregate": "assignment",
            "aggregate_id": 1,
            "seq": 2,
            "event_id": event_id,
            "message": "nội dung đã bị sửa (mã khác)",
        }
    ]


def test_a_noted_seal_is_compared_later():
    noted = json.loads(run("--json").stdout)
    add(3, "assignment.created", now=NOW + dt.timedelta(days=1))
    until = ("--recorded-by", noted["recorded_until"])
    result = run("--seal", noted["digest"], *until)
    assert result.exit_code == 0
    assert "khớp" in result.stdout
    assert run("--seal", noted["digest"]).exit_code == 1
    forge("DELETE FROM ledger_ledgerevent WHERE aggregate_id = 2")
    forge("DELETE FROM ledger_ledgerhead WHERE aggregate_id = 2")
    result = run("--seal", noted["digest"], *until, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["seal_matches"] is False
    result = run("--seal", noted["digest"], *until)
    assert "Dấu niêm phong không khớp" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("--seal", "abc"), ("--seal", "z" * 64), ("--recorded-by", "31/02/2021"), ("--nonsense",)]
)
def test_a_wrong_question_is_exit_status_2(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_an_empty_ledger_is_intact():
    forge("DELETE FROM ledger_ledgerevent")
    forge("DELETE FROM ledger_ledgerhead")
    result = run("--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["recorded_until"] is None

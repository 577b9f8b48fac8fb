"""The benchmark's province still fits the tables, and its ledger is true."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest
from bench import province

from dondoc.embedded import temporary


@pytest.mark.postgres
def test_a_small_province_of_the_benchmark_loads_and_its_ledger_holds(tmp_path):
    with temporary() as info:
        environment = {**os.environ, "DATABASE_URL": info.url, "DONDOC_HOME": str(tmp_path)}

        def manage(*arguments):
            command = [sys.executable, "-m", "dondoc.cli", *arguments]
            return subprocess.run(command, env=environment, check=True, capture_output=True, text=True)

        manage("manage", "migrate", "-v", "0")
        facts = province.load(info.url, 400)
        with psycopg.connect(info.url) as connection:
            late = connection.execute(
                "SELECT count(*) FROM directives_assignment WHERE unit_id = %s AND lifecycle = 'in_progress' AND due_on < %s",
                [facts["units"][province.MEASURED], province.TODAY],
            ).fetchone()
            given = connection.execute("SELECT count(*) FROM directives_assignment").fetchone()
        assert given == (400,)
        assert late is not None
        assert late[0] >= 100
        assert "nguyên vẹn" in manage("ledger", "verify").stdout


@pytest.mark.postgres
@pytest.mark.parametrize("kind", ["mixed", "open"])
def test_the_update_rate_of_the_benchmark_is_what_plain_sql_counts(kind):
    with temporary() as info:
        command = [sys.executable, "-m", "bench.updates", kind, "400", info.url]
        # It ends with an error where the two differ.
        answer = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = [line.split("|")[1:-1] for line in answer.stdout.splitlines()]
    assert [line[0].strip().rpartition(", ")[2] for line in lines] == ["today", "a month ago"]
    assert all(int(line[1]) > 100 for line in lines)
    assert [bool(line[3].strip()) for line in lines] == [True, False]


@pytest.mark.postgres
def test_the_nightly_run_of_the_benchmark_tells_once(tmp_path):
    with temporary() as info:
        environment = {**os.environ, "DATABASE_URL": info.url, "DONDOC_HOME": str(tmp_path)}
        command = [sys.executable, "-m", "bench.reminders", "400", info.url]
        answer = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        nights = [line.split("|")[1:5] for line in answer.stdout.splitlines() if line.startswith("| ")][2:]
        told = {name.strip(): (int(kept), int(sent)) for name, _seconds, kept, sent in nights}
        with psycopg.connect(info.url) as connection:
            kept = connection.execute("SELECT count(*) FROM urging_reminder").fetchone()
            sent = connection.execute("SELECT count(*) FROM notifications_message").fetchone()
    assert told["first"][0] > 400
    assert told["again"] == (0, 0)
    assert sum(one for one, _sent in told.values()) == (kept or (0,))[0]
    assert sum(one for _kept, one in told.values()) == (sent or (0,))[0]


@pytest.mark.postgres
def test_the_decree_of_the_benchmark_moves_what_it_showed(tmp_path):
    with temporary() as info:
        environment = {**os.environ, "DATABASE_URL": info.url, "DONDOC_HOME": str(tmp_path)}
        command = [sys.executable, "-m", "bench.recount", "400", info.url]
        answer = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    rows = [[cell.strip() for cell in line.split("|")] for line in answer.stdout.splitlines() if line.startswith("| ")]
    moved = {row[1]: int(row[5]) for row in rows[2:]}
    assert 0 < moved["preview"] == moved["enter"] <= 400
    assert moved["again"] == 0

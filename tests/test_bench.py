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

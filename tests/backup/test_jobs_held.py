"""Jobs of a restored database do not run by themselves: what they do may have been done since the backup."""

import psycopg
import pytest
from tests.jobs.conftest import database_url as url_of_tests
from tests.operations.jobs_world import job_in

from dondoc import backup
from dondoc.jobs.schedule import TICK

pytestmark = pytest.mark.postgres


def test_what_waited_or_ran_is_held_for_the_administrator(transactional_db, installation, tmp_path):
    waiting, running = job_in("todo"), job_in("doing", jurisdiction_id=None)
    done, failed, by_clock = job_in("succeeded"), job_in("failed"), job_in("todo", task=TICK)
    source = url_of_tests()
    with psycopg.connect(source) as connection:
        connection.execute(
            "INSERT INTO procrastinate_periodic_defers (task_name, defer_timestamp, job_id, periodic_id) VALUES (%s, 1, %s, 'x')",
            [TICK, by_clock],
        )
    backup.create(source, tmp_path / "files", tmp_path / "archive")
    target = installation()
    with backup.verified(tmp_path / "archive") as archive:
        backup.restore(target.url, target.files, archive)
    with psycopg.connect(target.url) as connection:
        states = dict(connection.execute("SELECT id, status::text FROM procrastinate_jobs").fetchall())
        assert states == {waiting: "failed", running: "failed", done: "succeeded", failed: "failed"}
        kept = connection.execute(
            "SELECT job_id, jurisdiction_id, reason FROM jobs_jobfailure ORDER BY job_id"
        ).fetchall()
        assert kept == [(waiting, 1, "held"), (running, 0, "held")]
    with psycopg.connect(source) as connection:  # the source goes on as it was
        assert connection.execute(
            "SELECT status::text FROM procrastinate_jobs WHERE id = %s", [waiting]
        ).fetchone() == ("todo",)

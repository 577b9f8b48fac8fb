"""Daily jobs: deferred when due, by the clock of each jurisdiction; the run is written down; health asks for it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from dondoc.foundation.clock import LOCAL
from dondoc.jobs import engine, registry
from dondoc.jobs.health import health, is_green
from dondoc.jobs.models import JobFailure, JobRun
from dondoc.jobs.runs import last_run, record_run
from dondoc.jobs.schedule import TICK, defer_due
from dondoc.organizations.models import Jurisdiction

NOW = dt.datetime(2026, 11, 28, 7, 0, tzinfo=LOCAL)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def nightly(monkeypatch, province):
    """A job that must run each day; only it, whatever other rooms have."""
    for name in [kind.name for kind in registry.daily_kinds()]:
        monkeypatch.delitem(registry._kinds, name)
    seen = []

    @registry.daily(dt.time(6, 30), "test.nightly", title="Đôn đốc hằng đêm", limit=dt.timedelta(hours=26))
    def run(*, jurisdiction_id, now):
        seen.append((jurisdiction_id, now))
        if len(seen) == 13:
            raise ConnectionResetError
        return {"sent": 3}

    monkeypatch.setattr(registry, "moment", lambda: NOW)
    return seen


def deferred():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (args ->> 'jurisdiction_id')::int FROM procrastinate_jobs WHERE task_name = 'test.nightly' ORDER BY 1"
        )
        return [row[0] for row in cursor.fetchall()]


def run_nightly(jurisdiction_id=1):
    engine.run(registry.kinds()["test.nightly"], job_id=7, attempt=1, jurisdiction_id=jurisdiction_id)


def test_it_is_deferred_once_for_each_jurisdiction_from_its_hour_on(nightly):
    Jurisdiction.objects.create(id=9, code="H01", name="An Giang", is_example=True, clock_offset_days=-2000)
    assert defer_due(now=NOW - HOUR) == 0
    assert defer_due(now=NOW) == 2
    assert defer_due(now=NOW + HOUR) == 0  # it waits already
    assert deferred() == [1, 9]


def test_a_run_is_written_down_for_the_day_of_its_jurisdiction(nightly):
    Jurisdiction.objects.create(id=9, code="H01", name="An Giang", is_example=True, clock_offset_days=-2000)
    run_nightly(1)
    run_nightly(9)
    example_day = NOW.date() - dt.timedelta(days=2000)
    assert [(each[0], each[1].date()) for each in nightly] == [(1, NOW.date()), (9, example_day)]
    assert (last_run("test.nightly", 1).for_day, last_run("test.nightly", 9).for_day) == (NOW.date(), example_day)
    assert last_run("test.nightly", 1).counts == {"sent": 3}
    assert last_run("test.nightly", 1).started_at == NOW
    assert defer_due(now=NOW + HOUR) == 0
    assert defer_due(now=NOW + dt.timedelta(days=3)) == 2


def test_a_run_that_failed_is_begun_anew_after_an_hour(nightly):
    nightly += [None] * 12
    with pytest.raises(ConnectionResetError):
        run_nightly()
    run = JobRun.objects.get(task="test.nightly")
    assert (run.state, run.error, last_run("test.nightly", 1)) == ("failed", "ConnectionResetError", None)
    assert JobFailure.objects.get(jurisdiction_id=1).reason == "outside"
    assert defer_due(now=NOW + dt.timedelta(minutes=59)) == 0
    assert defer_due(now=NOW + HOUR) == 1


def test_a_day_that_is_done_stays_done(nightly):
    common = {"for_day": NOW.date(), "started": NOW}
    record_run("test.nightly", 1, **common, ended=NOW, counts={"sent": 1})
    record_run("test.nightly", 1, **common)
    record_run("test.nightly", 1, **common, ended=NOW, error="OSError")
    assert JobRun.objects.get(task="test.nightly").state == "done"
    record_run("test.nightly", 1, **common, ended=NOW + HOUR, counts={"sent": 2})
    assert last_run("test.nightly", 1).counts == {"sent": 2}


def check(name, **more):
    return next(one for one in health(**{"now": NOW, **more}) if one.name == name)


def test_health_turns_red_when_a_daily_job_has_not_run(nightly):
    assert check("test.nightly").ok  # nothing has run yet: a new installation owes nothing
    record_run(TICK, None, for_day=NOW.date(), started=NOW - 25 * HOUR, ended=NOW)
    assert check("test.nightly").ok
    JobRun.objects.filter(task=TICK).update(started_at=NOW - 27 * HOUR)
    assert not check("test.nightly").ok  # jobs have been run for longer than its limit, it never was
    record_run(
        "test.nightly", 1, for_day=NOW.date() - dt.timedelta(days=1), started=NOW - 25 * HOUR, ended=NOW - 25 * HOUR
    )
    assert check("test.nightly").ok
    assert check("test.nightly").age == 25 * HOUR
    assert not check("test.nightly", now=NOW + 2 * HOUR).ok
    Jurisdiction.objects.create(id=2, code="H01", name="An Giang")
    assert not check("test.nightly").ok  # one jurisdiction that was left out makes the whole red
    assert check("test.nightly", jurisdiction_id=1).ok


def test_health_sees_whether_a_worker_lives(nightly):
    assert not check("worker").ok
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)", [NOW - dt.timedelta(seconds=59)]
        )
    assert check("worker").ok
    assert not check("worker", now=NOW + dt.timedelta(seconds=2)).ok


def test_health_sees_that_nothing_waits_for_long(nightly):
    from dondoc.jobs.queue import defer

    defer("test.note", jurisdiction_id=1, word="a", run_at=NOW - dt.timedelta(minutes=14))
    assert check("queue").ok
    defer("test.note", jurisdiction_id=1, word="b", run_at=NOW - dt.timedelta(minutes=16))
    assert not check("queue").ok
    assert check("queue", now=NOW - HOUR).ok  # both are for later


def test_anybody_may_know_green_or_red_and_no_more(client, nightly):
    answer = client.get("/healthz/ready")
    assert answer.status_code == 503
    assert answer.json()["status"] == "red"
    assert {tuple(one) for one in answer.json()["checks"]} == {("name", "ok")}
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    answer = client.get("/healthz/ready")
    assert (answer.status_code, answer.json()["status"]) == (200, "green")
    assert is_green(health(now=dt.datetime.now(LOCAL)))


def test_without_a_database_it_says_so(monkeypatch, nightly):
    from django.db import OperationalError

    def away(*_args, **_kwargs):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr("dondoc.jobs.health.connection.cursor", away)
        assert [(one.name, one.ok) for one in health(now=NOW)] == [("database", False)]


def test_what_is_over_for_long_is_deleted_and_what_failed_stays(nightly):
    from dondoc.jobs.jobs import clear

    with connection.cursor() as cursor:
        for status, name in (
            ("succeeded", "test.note"),
            ("cancelled", "test.note"),
            ("failed", "test.note"),
            ("todo", "test.note"),
            ("succeeded", TICK),
        ):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args) VALUES ('default', %s, %s, '{}') RETURNING id",
                [name, status],
            )
            cursor.execute("DELETE FROM procrastinate_events WHERE job_id = (SELECT max(id) FROM procrastinate_jobs)")
            cursor.execute(
                "INSERT INTO procrastinate_events (job_id, type, at) SELECT max(id), 'deferred', %s FROM procrastinate_jobs",
                [NOW - dt.timedelta(days=2)],
            )
    assert clear(jurisdiction_id=None, now=NOW)["jobs"] == 1  # what ran by the clock
    assert clear(jurisdiction_id=None, now=NOW + dt.timedelta(days=40))["jobs"] == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs ORDER BY id")
        assert [row[0] for row in cursor.fetchall()] == ["failed", "todo"]

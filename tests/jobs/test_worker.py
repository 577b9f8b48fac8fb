"""Worker processes: they run, retry, are killed, stopped, and lose their database."""

from __future__ import annotations

import signal

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from tests.jobs.sample_kinds import marks

from dondoc.jobs.models import JobFailure, JobRun
from dondoc.jobs.queue import defer

pytestmark = pytest.mark.postgres


def state_of(number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text, attempts FROM procrastinate_jobs WHERE id = %s", [number])
        return cursor.fetchone()


def test_one_bad_job_does_not_stop_the_others_and_is_tried_as_often_as_it_may(workers, until):
    bad = defer("test.bad", jurisdiction_id=1)
    refused = defer("test.refused", jurisdiction_id=1)
    good = defer("test.note", jurisdiction_id=1, word="good")
    workers.start()
    until(
        lambda: state_of(good)[0] == "succeeded" and state_of(bad)[0] == "failed" and state_of(refused)[0] == "failed"
    )
    assert state_of(bad) == ("failed", 3)
    assert marks().count("tried") == 3
    failures = JobFailure.objects.filter(jurisdiction_id=1, job_id=bad).order_by("attempt")
    assert [(f.attempt, f.reason, f.kind) for f in failures] == [(n, "fault", "ValueError") for n in (1, 2, 3)]
    one = JobFailure.objects.get(jurisdiction_id=1, job_id=refused)
    assert (one.attempt, one.reason, one.kind) == (1, "refused", "not_yours")
    assert {"Nguyễn", "0912", "Trần"}.isdisjoint(" ".join(str(vars(f)) for f in [*failures, one]).split())


def test_it_finishes_the_job_in_hand_when_it_is_told_to_stop(workers, until):
    slow = defer("test.slow", jurisdiction_id=1, seconds=2)
    worker = workers.start()
    until(lambda: marks() == ["begun"])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=20) == 0
    assert marks() == ["begun", "ended"]
    assert state_of(slow)[0] == "succeeded"


def test_the_job_of_a_worker_that_was_killed_is_done_by_another_one(workers, until):
    slow = defer("test.slow", jurisdiction_id=1, seconds=2)
    worker = workers.start()
    until(lambda: marks() == ["begun"])
    worker.kill()
    worker.wait(timeout=20)
    assert state_of(slow) == ("doing", 0)
    workers.start(silent_for=1.5)
    until(lambda: state_of(slow)[0] == "succeeded")
    assert marks() == ["begun", "begun", "ended"]
    assert state_of(slow)[1] == 2


def test_a_job_that_runs_alone_is_not_held_up_by_one_whose_worker_was_killed(workers, until):
    alone = app.configure_task("test.slow", lock="test.slow", queueing_lock="test.slow")
    lost = alone.defer(jurisdiction_id=1, seconds=2)
    worker = workers.start()
    until(lambda: marks() == ["begun"])
    waiting = alone.defer(jurisdiction_id=1, seconds=0)
    worker.kill()
    worker.wait(timeout=20)
    workers.start(silent_for=1.5)
    until(lambda: state_of(waiting)[0] == "succeeded")
    assert state_of(lost)[0] == "failed"
    assert marks() == ["begun", "begun", "ended"]


def test_a_worker_whose_sessions_are_cut_begins_anew(workers, until):
    worker = workers.start()
    defer("test.note", jurisdiction_id=1, word="before")
    until(lambda: marks() == ["before"])
    for _ in range(3):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    number = defer("test.note", jurisdiction_id=1, word="after")
    until(lambda: state_of(number)[0] == "succeeded")
    assert worker.poll() is None


def test_once_ends_when_nothing_is_left(workers):
    for word in "abc":
        defer("test.note", jurisdiction_id=1, word=word)
    assert workers.start(once=True).wait(timeout=60) == 0, workers.said()
    assert sorted(marks()) == ["a", "b", "c"]


def test_the_tick_shows_that_jobs_are_run(workers, until):
    workers.start()
    until(lambda: JobRun.objects.filter(task="jobs.tick", jurisdiction_id=0, state="done").exists(), seconds=75)

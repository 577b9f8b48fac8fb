"""What the administrator may do to a job: retry it, retry all of a kind, cancel it."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.jobs.conftest import _kinds  # noqa: F401 - the tests' kinds of jobs
from tests.operations.jobs_world import job_in, state_of

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.jobs.choices import JobState
from dondoc.jobs.queue import defer
from dondoc.ledger.models import LedgerEvent
from dondoc.operations.commands.cancel_job import cancel_job
from dondoc.operations.commands.retry_failed_jobs import retry_failed_jobs
from dondoc.operations.commands.retry_job import retry_job

PEOPLE = ("chair", "office_leader", "specialist", "clerk", "lead_head", "lead_focal", "observer")


def codes():
    return list(LedgerEvent.objects.filter(aggregate="job").order_by("id").values_list("code", "aggregate_id"))


def test_the_administrator_has_a_failed_job_run_once_more(administrator, now):
    job = job_in("failed")
    retry_job(actor=administrator, job_id=job, now=now)
    assert state_of(job) == "todo"
    assert codes() == [("job.retried", job)]


@pytest.mark.parametrize("state", [state for state in JobState.values if state != "failed"])
def test_only_what_failed_is_retried(administrator, now, state):
    job = job_in(state)
    with pytest.raises(Conflict) as caught:
        retry_job(actor=administrator, job_id=job, now=now)
    assert caught.value.code == "not_failed"
    assert (state_of(job), codes()) == (state, [])


@pytest.mark.parametrize("state", JobState.values)
def test_only_what_waits_or_failed_is_cancelled(administrator, now, state):
    job = job_in(state)
    if state in ("todo", "failed"):
        cancel_job(actor=administrator, job_id=job, now=now)
        assert (state_of(job), codes()) == ("cancelled", [("job.cancelled", job)])
    else:
        with pytest.raises(Conflict):
            cancel_job(actor=administrator, job_id=job, now=now)
        assert (state_of(job), codes()) == (state, [])


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_else_handles_jobs(request, now, who):
    actor, job = request.getfixturevalue(who), job_in("failed")
    for command in (retry_job, cancel_job):
        with pytest.raises(Refused):
            command(actor=actor, job_id=job, now=now)
    with pytest.raises(Refused):
        retry_failed_jobs(actor=actor, task="test.note", now=now)
    assert state_of(job) == "failed"


def test_another_provinces_job_is_not_there_and_one_of_no_province_is(administrator, now):
    theirs, nobodys = job_in("failed", jurisdiction_id=2), job_in("failed", jurisdiction_id=None)
    for command in (retry_job, cancel_job):
        with pytest.raises(NotFound):
            command(actor=administrator, job_id=theirs, now=now)
    retry_job(actor=administrator, job_id=nobodys, now=now)
    assert (state_of(theirs), state_of(nobodys)) == ("failed", "todo")
    with pytest.raises(NotFound):
        retry_job(actor=administrator, job_id=2**62, now=now)


def test_a_job_that_no_room_knows_is_cancelled_not_retried(administrator, now):
    job = job_in("failed", task="gone.verb")
    with pytest.raises(Conflict) as caught:
        retry_job(actor=administrator, job_id=job, now=now)
    assert caught.value.code == "unknown_kind"
    cancel_job(actor=administrator, job_id=job, now=now)
    assert state_of(job) == "cancelled"


def test_one_whose_like_waits_already_is_not_put_back(administrator, now):
    first = defer("test.note", jurisdiction_id=1, unique_key="k", word="a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE id = %s", [first])
    defer("test.note", jurisdiction_id=1, unique_key="k", word="a")
    with pytest.raises(Conflict) as caught:
        retry_job(actor=administrator, job_id=first, now=now)
    assert caught.value.code == "waits_already"
    assert retry_failed_jobs(actor=administrator, task="test.note", now=now) == 0
    assert state_of(first) == "failed"


def test_all_failed_ones_of_a_kind_are_put_back(administrator, now):
    mine = [job_in("failed") for _ in range(3)] + [job_in("failed", jurisdiction_id=None)]
    others = [job_in("failed", task="test.bad"), job_in("failed", jurisdiction_id=2), job_in("cancelled")]
    assert retry_failed_jobs(actor=administrator, task="test.note", now=now) == 4
    assert {state_of(job) for job in mine} == {"todo"}
    assert [state_of(job) for job in others] == ["failed", "failed", "cancelled"]
    assert codes() == [("job.retried", job) for job in mine]
    with pytest.raises(BadInput):
        retry_failed_jobs(actor=administrator, task="gone.verb", now=now)

"""Deferring follows the caller's transaction; a key lets one wait at a time."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from dondoc.jobs.queue import defer


def waiting():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, args, queueing_lock FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
        )
        return cursor.fetchall()


def test_a_job_is_there_with_the_change_it_belongs_to(transactional_db):
    with transaction.atomic():
        number = defer("test.note", jurisdiction_id=1, word="a")
    assert number
    assert [row[0] for row in waiting()] == ["test.note"]


def test_a_command_that_is_rolled_back_leaves_no_job(transactional_db):
    def command():
        with transaction.atomic():
            defer("test.note", jurisdiction_id=1, word="a")
            assert len(waiting()) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        command()
    assert waiting() == []


def test_one_key_waits_once_and_the_callers_transaction_goes_on(db):
    with transaction.atomic():
        assert defer("test.note", jurisdiction_id=1, unique_key="k", word="a")
        assert defer("test.note", jurisdiction_id=1, unique_key="k", word="b") is None
        assert defer("test.note", jurisdiction_id=2, unique_key="k", word="c")
        assert defer("test.bad", jurisdiction_id=1, unique_key="k")
    assert len(waiting()) == 3


def test_a_later_moment_is_kept(db):
    moment = dt.datetime(2031, 1, 1, 6, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    number = defer("test.note", jurisdiction_id=None, run_at=moment, word="a")
    with connection.cursor() as cursor:
        cursor.execute("SELECT scheduled_at FROM procrastinate_jobs WHERE id = %s", [number])
        assert cursor.fetchone()[0] == moment


def test_a_kind_that_runs_alone_does_so_whoever_defers_it(db):
    """The sending of each minute is one; two beside each other would take both places of a worker."""
    numbers = [defer("notifications.deliver", jurisdiction_id=None), defer("test.note", jurisdiction_id=1, word="a")]
    with connection.cursor() as cursor:
        cursor.execute("SELECT lock FROM procrastinate_jobs WHERE id = ANY(%s) ORDER BY id", [numbers])
        assert cursor.fetchall() == [("notifications.deliver",), (None,)]
    assert app.tasks["notifications.deliver"].lock == "notifications.deliver"  # as by the clock


def test_an_unknown_name_is_a_mistake_of_the_caller(db):
    with pytest.raises(KeyError):
        defer("nobody.knows", jurisdiction_id=1)
    assert waiting() == []

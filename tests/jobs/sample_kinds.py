"""Kinds of jobs for the tests; also imported by a worker process of their own (see `sample_worker`)."""

from __future__ import annotations

import datetime as dt
import time

from django.db import connection

from dondoc.foundation.errors import Refused
from dondoc.jobs import registry

SECOND = dt.timedelta(milliseconds=200)
said: list[dict] = []


def note(word, jurisdiction_id):
    """Leave a mark that another process sees, in its own transaction."""
    prepare()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO test_marks (word, jurisdiction_id) VALUES (%s, %s)", [word, jurisdiction_id])


def prepare():
    """Make the place of the marks; two at once of "IF NOT EXISTS" would refuse one, so it is there before workers are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS test_marks (word text, jurisdiction_id bigint, at timestamptz DEFAULT now())"
        )


def marks():
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('test_marks')")
        if cursor.fetchone()[0] is None:
            return []
        cursor.execute("SELECT word FROM test_marks ORDER BY at")
        return [row[0] for row in cursor.fetchall()]


def forget():
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS test_marks")


def register():
    if "test.note" in registry.kinds():
        return

    @registry.task("test.note", title="Ghi lại")
    def keep(*, jurisdiction_id, now, word):
        said.append({"jurisdiction_id": jurisdiction_id, "now": now, "word": word})
        note(word, jurisdiction_id)

    @registry.task("test.slow", title="Chậm")
    def slow(*, jurisdiction_id, now, seconds):
        note("begun", jurisdiction_id)
        time.sleep(seconds)
        note("ended", jurisdiction_id)

    @registry.task("test.bad", title="Hỏng", retry=registry.Retry(times=2, first=SECOND))
    def bad(*, jurisdiction_id, now):
        note("tried", jurisdiction_id)
        raise ValueError("Nguyễn Văn A, số điện thoại 0912 345 678")

    @registry.task("test.refused", title="Bị từ chối")
    def refused(*, jurisdiction_id, now):
        raise Refused("Bà Trần Thị B không được làm", code="not_yours")

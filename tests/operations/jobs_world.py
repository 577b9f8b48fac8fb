"""Jobs in any state, as procrastinate's table holds them."""

from __future__ import annotations

import json

from django.db import connection


def job_in(state, *, task="test.note", jurisdiction_id=1, args=None):
    """A job in a state; its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)"
            " VALUES ('default', %s, 'todo', %s::jsonb) RETURNING id",
            [task, json.dumps({"jurisdiction_id": jurisdiction_id, **(args or {"word": "a"})})],
        )
        number = cursor.fetchone()[0]
        if state != "todo":
            cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [number])
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [state, number]
            )
    return number


def state_of(number):
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [number])
        return cursor.fetchone()[0]

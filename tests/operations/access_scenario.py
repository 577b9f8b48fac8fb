"""What the table of who gets what needs of this room: a job that failed, and one that waits."""

from __future__ import annotations

from typing import Any

JSON: dict[tuple[str, str], dict[str, Any]] = {("api:retry_failed_jobs", "POST"): {"task": "jobs.clear"}}
FORMS = {"web:jobs_retry": {"task": "jobs.clear"}}


def scenario() -> dict[str, int]:
    """Jobs of a kind that every installation has."""
    from tests.operations.jobs_world import job_in

    return {"failed_job": job_in("failed", task="jobs.clear"), "waiting_job": job_in("todo", task="jobs.clear")}

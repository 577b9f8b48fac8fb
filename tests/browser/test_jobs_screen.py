"""Việc nền as the administrator sees it, on a phone and on a desk; it refreshes itself under the hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.operations.jobs_world import job_in, state_of

from dondoc.jobs.models import JobFailure
from dondoc.jobs.runs import record_run

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")

_REASONS = (
    ("documents.exchange_round", "outside", "ConnectionResetError", "documents/exchange/http.py:88"),
    ("urging.remind", "held", "restored", ""),
    ("directives.move_clock", "fault", "KeyError", "directives/rollup.py:190"),
    ("directives.move_clock", "database", "django.db.utils.OperationalError", "directives/rollup.py:184"),
)


@pytest.fixture
def world(real_connections, administrator):
    """Four that failed, two that wait, one that is done, and the runs of a morning."""
    now = timezone.now()
    failed = []
    for task, reason, kind, place in _REASONS:
        failed.append(job_in("failed", task=task))
        JobFailure.objects.create(
            jurisdiction_id=1,
            job_id=failed[-1],
            task=task,
            attempt=1,
            reason=reason,
            kind=kind,
            place=place,
            failed_at=now,
        )
    job_in("todo", task="urging.remind")
    job_in("doing", task="jobs.clear", jurisdiction_id=None)
    job_in("succeeded", task="directives.move_clock")
    job_in("cancelled", task="urging.remind")
    record_run("jobs.tick", None, for_day=now.date(), started=now, ended=now, counts={"deferred": 3})
    ago = now - dt.timedelta(hours=30)
    record_run("urging.remind", 1, for_day=ago.date(), started=ago, ended=ago, counts={"sent": 128})
    record_run("directives.move_clock", 1, for_day=now.date(), started=now, ended=now, error="KeyError")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    return failed


@pytest.mark.parametrize("width", [1440, 360])
def test_the_administrator_looks_and_acts(
    page_at, sign_in, world, administrator, assert_accessible, assert_fits, shoot, width
):
    page = page_at(width)
    sign_in(page, administrator)
    page.goto("/viec-nen/")
    expect(page.get_by_role("heading", name="Có điều cần xử lý")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"jobs-{width}", full=True)

    # What has the focus keeps it when the page refreshes itself.
    button = page.locator(f"#retry-{world[0]}")
    button.focus()
    with page.expect_response("**/viec-nen/bay-gio/"):
        page.evaluate("() => htmx.ajax('GET', '/viec-nen/bay-gio/', '#jobs-now')")
    expect(button).to_be_focused()

    page.locator(f"#cancel-{world[1]}").click()
    dialog = page.locator("#confirm")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Bỏ việc này").click()
    expect(page.get_by_text(f"Đã bỏ việc số {world[1]}.")).to_be_visible()
    assert state_of(world[1]) == "cancelled"

    page.locator(f"#retry-{world[0]}").click()
    expect(page.get_by_text(f"Đã đưa việc số {world[0]} vào hàng để chạy lại.")).to_be_visible()
    assert state_of(world[0]) == "todo"

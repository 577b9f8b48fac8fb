"""Real worker processes, killed between any two steps: nothing is lost, and only one gap says a thing twice."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.jobs.conftest import ROOT, database_url

from dondoc.notifications.models import Delivery
from dondoc.notifications.outbox import NewMessage, send

__all__ = ["_triggers_again", "real_connections"]


def work(folder: Path, step: str, port: int, at: dt.datetime) -> int:
    environment = {
        **os.environ, "DATABASE_URL": database_url(), "DONDOC_HOME": str(folder), "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "tests/notifications/killed_worker.py", step, str(port), at.isoformat()],
        cwd=ROOT, env=environment, check=False, timeout=60, capture_output=True,
    )  # fmt: skip
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr.decode()
    return done.returncode


@pytest.mark.parametrize(
    ("step", "twice"),
    [
        ("queued", False), ("claimed", False), ("composed", False), ("connected", False), ("sent", True),
        ("answered", True), ("recorded", False),
    ],
)  # fmt: skip
def test_a_worker_killed_at_a_step_loses_nothing_and_repeats_only_in_the_gap(
    real_connections: None, mail: Any, reader: Any, office_leader: Any, tmp_path: Path, step: str, twice: bool
) -> None:
    """The gap: the mail server has said yes and we have not written it down. Then both letters bear one Message-ID."""
    office_leader.email = "chanhvp@kiengiang.gov.vn"
    office_leader.save()
    for user in (reader, office_leader):
        messages = [NewMessage(user.pk, f"{k}", "gone", {}, "/") for k in range(3)]
        send(jurisdiction_id=1, messages=messages, now=NOW - dt.timedelta(hours=1))
    assert work(tmp_path, step, mail.port, NOW) == -signal.SIGKILL
    assert work(tmp_path, "none", mail.port, NOW + dt.timedelta(hours=1)) == 0
    assert list(Delivery.objects.values_list("state", flat=True)) == ["sent", "sent"]
    assert {str(letter["To"].addresses[0].addr_spec) for letter in mail.letters} == {reader.email, office_leader.email}
    assert len(set(mail.message_ids)) == 2
    assert len(mail.letters) == (3 if twice else 2)
    bodies = {letter["Message-ID"]: letter.get_body(("plain",)).get_content() for letter in mail.letters}
    assert all(letter.get_body(("plain",)).get_content() == bodies[letter["Message-ID"]] for letter in mail.letters)

"""A worker that kills itself at one step: `python killed_worker.py STEP PORT NOW`, DATABASE_URL set.

Steps: queued, claimed, composed, connected, sent (the server has said yes, we have not read it), answered, recorded; none.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import smtplib
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dondoc.config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402 - after django.setup()

from dondoc.notifications import delivering, queueing  # noqa: E402
from dondoc.notifications.email import smtp  # noqa: E402

step, port, at = sys.argv[1], int(sys.argv[2]), dt.datetime.fromisoformat(sys.argv[3])
settings.MAIL_HOST, settings.MAIL_PORT, settings.MAIL_SECURITY = "127.0.0.1", port, "none"
settings.MAIL_FROM, settings.MAIL_TIMEOUT = "dondoc@kiengiang.gov.vn", 5.0


def then_die(function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        function(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    return run


class Sent(smtplib.SMTP):
    """Dies when the letter is with the server and before its answer is read."""

    def send(self, s: Any) -> None:
        super().send(s)
        if isinstance(s, bytes) and s.endswith(b"\r\n.\r\n"):
            import time

            time.sleep(0.5)  # the server has it and has said yes
            os.kill(os.getpid(), signal.SIGKILL)


places: dict[str, tuple[Any, str]] = {
    "queued": (queueing, "queue_due"), "claimed": (delivering, "claim"), "composed": (smtp, "compose"),
    "connected": (smtp, "_opened"), "answered": (smtp, "send"), "recorded": (delivering, "record"),
}  # fmt: skip
if step == "sent":
    smtplib.SMTP = Sent  # type: ignore[misc]
elif step in places:
    module, name = places[step]
    setattr(module, name, then_die(getattr(module, name)))
queueing.queue_due(jurisdiction_id=1, now=at)
delivering.deliver_due(jurisdiction_id=1, clock=lambda: at)

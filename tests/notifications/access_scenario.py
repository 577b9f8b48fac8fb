"""What the table of who gets what needs of this room's channels: a calendar link of the clerk."""

from __future__ import annotations

import datetime as dt
from typing import Any

JSON: dict[tuple[str, str], dict[str, Any]] = {}
FORMS: dict[str, dict[str, str]] = {"web:feeds": {"unit": ""}}


def scenario(now: dt.datetime, clerk: Any) -> dict[str, Any]:
    """The clerk's link."""
    from dondoc.notifications.commands.renew_feed import renew_feed

    return {"feed_link": renew_feed(actor=clerk, now=now).link.id, "no_secret": "khong-co"}

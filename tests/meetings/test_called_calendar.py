"""Meetings in the calendars behind secret links: for those who are called, and for nobody else."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar
from tests.conftest import NOW

from dondoc.notifications.commands.renew_feed import renew_feed
from dondoc.notifications.feed_selectors import link_behind, read_feed


def _titles(actor: Any) -> list[str]:
    link, user = link_behind(renew_feed(actor=actor, now=NOW).secret)
    content = read_feed(link, user, base="https://dondoc.example", now=NOW).content
    return [str(event["summary"]) for event in Calendar.from_ical(content).walk("VEVENT") if "hop-" in event["uid"]]


def test_who_is_called_has_the_meeting_in_the_calendar(called: Any, lead_focal: Any, outsider: Any) -> None:
    assert _titles(lead_focal) == [called.meeting.title]
    assert _titles(outsider) == []

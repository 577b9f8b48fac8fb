"""Entries as an iCalendar file that programs read again and again (RFC 5545, RFC 7986). Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from icalendar import Calendar, Event

from dondoc.notifications.feeds import Entry

_AGAIN = dt.timedelta(hours=1)


def feed_file(entries: Sequence[Entry], *, name: str, base: str) -> bytes:
    """The file. The same entries give the same bytes: moments are in UTC, stamps are those of the changes.

    Args:
        entries: in the order in which they stand.
        name: what calendar programs call it.
        base: where the house is reached, for the pages' full addresses: "https://…" without a slash at the end.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Don Doc//dondoc//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what programs read that do not know RFC 7986
    calendar.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, base))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry, base: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    if isinstance(entry.starts, dt.datetime):
        event.add("dtstart", entry.starts.astimezone(dt.UTC))
        if entry.ends is not None:
            event.add("dtend", entry.ends.astimezone(dt.UTC))
    else:
        event.add("dtstart", entry.starts)
        event.add("dtend", entry.starts + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # a deadline takes no time of the day
    event.add("summary", entry.title)
    for what, text in (("description", entry.text), ("location", entry.location)):
        if text:
            event.add(what, text)
    event.add("url", base + entry.path)
    event.add("status", "CANCELLED" if entry.is_cancelled else "TENTATIVE" if entry.is_tentative else "CONFIRMED")
    return event

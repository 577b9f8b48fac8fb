"""A meeting as an iCalendar file (RFC 5545, iTIP of RFC 5546): invitation, update, cancellation. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vText

from dondoc.foundation.clock import LOCAL

_ZONE = "Asia/Ho_Chi_Minh"
#: What an answer is in a calendar; whoever asked to send somebody whom the chair refused has not answered.
_PARTSTAT = {"comes": "ACCEPTED", "absent": "DECLINED", "substitute": "DELEGATED", "none": "NEEDS-ACTION"}


@dataclass(frozen=True, slots=True)
class Attending:
    """Who is called, as a calendar names them; without an e-mail they have an address that nobody delivers to.

    Attributes:
        key: what stands for them where no e-mail is known.
        name: as the list names them.
        answer: a code of Answer.
        email: of the person, the account or the unit, "" where none is known.
        delegate: who comes instead, where that was asked for.
        delegate_email: theirs.
    """

    key: str
    name: str
    answer: str
    email: str = ""
    delegate: str = ""
    delegate_email: str = ""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What a calendar shows of a meeting.

    Attributes:
        uid: stable over all updates.
        sequence: grows with each change of time or place.
        title: the summary.
        description: content, chair, what to prepare.
        location: room or place.
        url: of its page.
        starts_at: aware.
        ends_at: aware.
        changed_at: when it was changed last, aware.
        organizer: who holds it.
        is_cancelled: whether it takes place no more.
        is_tentative: whether nobody is called to it yet.
        attending: who is called.
        organizer_email: of who plans it, "" where none is known.
    """

    uid: str
    sequence: int
    title: str
    description: str
    location: str
    url: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    changed_at: dt.datetime
    organizer: str
    is_cancelled: bool
    is_tentative: bool = False
    attending: Sequence[Attending] = ()
    organizer_email: str = ""


def calendar_file(entries: Sequence[CalendarEntry], *, method: Literal["REQUEST", "CANCEL", "PUBLISH"]) -> bytes:
    """The file.

    Args:
        entries: the meetings; an invitation and a cancellation hold one.
        method: what the receiver's calendar does with it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Don Doc//dondoc//VI")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_zone())
    for entry in entries:
        calendar.add_component(_event(entry, method))
    written: bytes = calendar.to_ical()
    return written


def _zone() -> Timezone:
    """Viet Nam's time: seven hours ahead, without summer time."""
    zone = Timezone()
    zone.add("tzid", _ZONE)
    standard = TimezoneStandard()
    standard.add("dtstart", dt.datetime(1975, 6, 13))  # noqa: DTZ001 - a zone's beginning is on the wall
    standard.add("tzoffsetfrom", dt.timedelta(hours=8))
    standard.add("tzoffsetto", dt.timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _event(entry: CalendarEntry, method: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed_at.astimezone(dt.UTC))
    event.add("last-modified", entry.changed_at.astimezone(dt.UTC))
    event.add("dtstart", entry.starts_at.astimezone(LOCAL))
    event.add("dtend", entry.ends_at.astimezone(LOCAL))
    event.add("summary", entry.title)
    for name, text in (("description", entry.description), ("location", entry.location), ("url", entry.url)):
        if text:
            event.add(name, text)
    event.add("status", "CANCELLED" if entry.is_cancelled else "TENTATIVE" if entry.is_tentative else "CONFIRMED")
    organizer = vCalAddress(_address(entry.organizer_email, entry.uid))
    organizer.params["CN"] = vText(entry.organizer)
    event["organizer"] = organizer
    for one in entry.attending if method != "PUBLISH" else ():
        for address in _attendees(one):
            event.add("attendee", address, encode=False)
    return event


def _attendees(one: Attending) -> list[vCalAddress]:
    """Who is called, and who comes instead: each says who the other is (RFC 5545, 3.2.4 and 3.2.5)."""
    own = _address(one.email, one.key)
    other = _address(one.delegate_email, f"{one.key}-thay") if one.delegate else ""
    found = [
        _attendee(own, one.name, _PARTSTAT[one.answer] if other or one.answer != "substitute" else _PARTSTAT["none"])
    ]
    found[0].params["RSVP"] = vText("TRUE" if found[0].params["PARTSTAT"] == _PARTSTAT["none"] else "FALSE")
    if other:
        found[0].params["DELEGATED-TO"] = vText(other)
        found.append(_attendee(other, one.delegate, "NEEDS-ACTION"))
        found[1].params["DELEGATED-FROM"] = vText(own)
    return found


def _attendee(address: str, name: str, status: str) -> vCalAddress:
    found = vCalAddress(address)
    found.params["CN"] = vText(name)
    found.params["PARTSTAT"] = vText(status)
    found.params["ROLE"] = vText("REQ-PARTICIPANT")
    return found


def _address(email: str, key: str) -> str:
    return f"mailto:{email}" if email else f"urn:x-dondoc:{key}"

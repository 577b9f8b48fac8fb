"""What a document says, as plain frozen data: the form is described in `schema.json`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, fields
from typing import Any, Literal, Self, cast

# Field path ("document.number", "references.0.date") -> names of the rules that decided (`reasons` words them).
Why = dict[str, tuple[str, ...]]
DeadlineKind = Literal["date", "period", "relative", "event", "recurring", "standing", "none"]
Role = Literal["lead", "coordinate"]


def _plain(value: Any) -> Any:
    """A value as JSON has it: dates in ISO form, tuples as lists, nested records as objects."""
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


_DAYS = frozenset({"date", "due_on"})


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


class Record:
    """Base of the records below: to and from the JSON form."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON data (str, int, float, bool, None, list, dict only)."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(cast("Any", self))}

    @classmethod
    def _names(cls) -> frozenset[str]:
        return frozenset(f.name for f in fields(cast("Any", cls)))

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The record that `to_dict` gave; keys that this version does not know are ignored."""
        return cls(**cls._values(data))

    @classmethod
    def _values(cls, data: dict[str, Any]) -> dict[str, Any]:
        """The plain fields as the record holds them: days as dates, lists as tuples."""
        known = cls._names()
        return {
            k: _day(v) if k in _DAYS else tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known
        }


@dataclass(frozen=True, slots=True)
class Signer(Record):
    """Who signed: authority line ("KT. CHỦ TỊCH"), position and name, each as printed."""

    authority: str | None = None
    position: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentHeader(Record):
    """The document's formal elements (NĐ 30/2020/NĐ-CP, annex I)."""

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: dt.date | None = None
    date_text: str | None = None
    place: str | None = None
    issuer: str | None = None
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    signer: Signer = Signer()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """See `Record.from_dict`."""
        values = cls._values(data)
        values["signer"] = Signer.from_dict(data.get("signer") or {})
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Person(Record):
    """A person or a post named in the text; what is not printed is None."""

    name: str | None = None
    position: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Substitute(Record):
    """Who came instead of the head of `unit`."""

    unit: str | None = None
    name: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting(Record):
    """What the text says of the meeting that it reports."""

    date: dt.date | None = None
    chair: Person | None = None
    reporter: Person | None = None
    absent: tuple[Person, ...] = ()
    substitutes: tuple[Substitute, ...] = ()
    speakers: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """See `Record.from_dict`."""
        return cls(
            date=_day(data.get("date")),
            chair=Person.from_dict(data["chair"]) if data.get("chair") else None,
            reporter=Person.from_dict(data["reporter"]) if data.get("reporter") else None,
            absent=tuple(Person.from_dict(p) for p in data.get("absent", ())),
            substitutes=tuple(Substitute.from_dict(p) for p in data.get("substitutes", ())),
            speakers=tuple(data.get("speakers", ())),
            attendees=tuple(data.get("attendees", ())),
        )


@dataclass(frozen=True, slots=True)
class Reference(Record):
    """Another document cited with its number; offsets are of its first mention in the text."""

    type: str | None
    number: str
    date: dt.date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline(Record):
    """When a directive must be done: the words as written and what they mean.

    `rrule` is the recurrence rule (RFC 5545) of a recurring one whose words fix it.
    """

    kind: DeadlineKind = "none"
    text: str = ""
    due_on: dt.date | None = None
    start: int | None = None
    end: int | None = None
    rrule: str | None = None


@dataclass(frozen=True, slots=True)
class Milestone(Record):
    """One of several times in a directive: as a deadline, and the act it is for, as printed ("" where none stands near)."""

    kind: DeadlineKind
    text: str
    due_on: dt.date | None
    start: int
    end: int
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class UnitMention(Record):
    """A unit found for a directive: its name as printed (head noun repeated) and where it stands.

    `code` is the directory's code, or None where no directory was given or the unit is not in it.
    """

    name: str
    role: Role
    start: int
    end: int
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Directive(Record):
    """One duty: `text` is exactly `Reading.text[start:end]`.

    `times` holds every time where the sentence gives several; `deadline` is the one that governs.
    """

    clause: str | None
    text: str
    start: int
    end: int
    lead: tuple[str, ...] = ()
    coordinate: tuple[str, ...] = ()
    deadline: Deadline = Deadline()
    flags: tuple[str, ...] = ()
    confidence: float = 0.0
    because: tuple[str, ...] = ()
    units: tuple[UnitMention, ...] = ()
    times: tuple[Milestone, ...] = ()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """See `Record.from_dict`."""
        values = cls._values(data)
        values["deadline"] = Deadline.from_dict(data.get("deadline") or {})
        values["units"] = tuple(UnitMention.from_dict(u) for u in data.get("units", ()))
        values["times"] = tuple(Milestone.from_dict(m) for m in data.get("times", ()))
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Notice(Record):
    """Something the person should know: a stable code and a Vietnamese sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Box(Record):
    """A word of a scanned page: its offsets in the text and where it stands, in parts of the page from its top left.

    `confidence` is how sure the recognition is of it, from 0 to 1.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """Everything read from one document; every offset counts characters of `text` (NFC).

    `boxes` is there for words recognised on scanned pages (`source` is "ocr" then).
    """

    text: str
    document: DocumentHeader = DocumentHeader()
    meeting: Meeting = Meeting()
    references: tuple[Reference, ...] = ()
    directives: tuple[Directive, ...] = ()
    warnings: tuple[Notice, ...] = ()
    source: str = "text"
    boxes: tuple[Box, ...] = ()
    why: Why = field(default_factory=dict, hash=False)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The Reading that `to_dict` gave.

        Args:
            data: JSON data of the form in `schema.json`.

        Returns:
            An equal Reading.

        Raises:
            KeyError, ValueError: `data` is not of that form.
        """
        return cls(
            text=data["text"],
            document=DocumentHeader.from_dict(data.get("document") or {}),
            meeting=Meeting.from_dict(data.get("meeting") or {}),
            references=tuple(Reference.from_dict(r) for r in data.get("references", ())),
            directives=tuple(Directive.from_dict(d) for d in data.get("directives", ())),
            warnings=tuple(Notice.from_dict(w) for w in data.get("warnings", ())),
            source=data.get("source", "text"),
            boxes=tuple(Box.from_dict(b) for b in data.get("boxes", ())),
            why={path: tuple(rules) for path, rules in data.get("why", {}).items()},
        )

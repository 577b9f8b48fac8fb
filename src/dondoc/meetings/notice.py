"""The conclusion notice of a meeting as the content of a draft: from what was recorded, in the office's form. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dondoc.drafting.content import Agency, blank, paragraph
from dondoc.meetings.attendance import Attended, sentence
from dondoc.meetings.bodies import Side
from dondoc.meetings.choices import ConclusionKind
from dondoc.meetings.labels import labels
from dondoc.meetings.titles import lowered


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the conclusions: depth from 0, kind, mark ("" for the computed one), words, duties."""

    depth: int
    kind: str
    label: str
    text: str
    duties: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who spoke, and whose view it was; `side` is what their body is to the committee."""

    body: str
    speaker: str
    text: str
    side: Side = Side.DEPARTMENT


@dataclass(frozen=True, slots=True)
class Presented:
    """An item of the agenda as it was dealt with."""

    title: str
    presenter: str
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    remarks: Sequence[Spoken] = ()
    decisions: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What was recorded of a meeting.

    Attributes:
        title: what it is called.
        host: who held it.
        on: its day.
        starts_at: when it was opened, local time.
        ends_at: when it ended, local time.
        place: where.
        chair_title: the chair's post as a notice words it.
        chair_name: the chair.
        online_with: bodies that took part by video, as the opening names them.
        people: who was called, and what came of it.
        agenda: what was dealt with.
        remarks: who spoke, in order.
        conclusions: the chair's conclusions, in order.
        decisions: what was decided apart from the agenda.
        secretaries: who kept the minutes.
    """

    title: str
    host: str
    on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    chair_title: str
    chair_name: str
    online_with: Sequence[str]
    people: Sequence[Attended]
    agenda: Sequence[Presented]
    remarks: Sequence[Spoken]
    conclusions: Sequence[Line]
    decisions: Sequence[str] = ()
    secretaries: Sequence[str] = field(default_factory=tuple)


def notice_content(agency: Agency, held: Held, recipients: Sequence[str] = ()) -> dict[str, Any]:
    """The content of a draft of kind “Thông báo”.

    Args:
        agency: who issues it.
        held: what was recorded.
        recipients: the lines of “Nơi nhận” over the one of the archive (`recipients.lines`).
    """
    found = blank("Thông báo", agency)
    chair = " ".join(part for part in (held.chair_title, held.chair_name) if part) or "người chủ trì"
    found["subject"] = f"Kết luận của {chair} tại {lowered(held.title)}"
    found["body"] = [
        paragraph(_opening(held, chair)),
        *_presented(held),
        *_spoken(held, chair),
        *nested(held.conclusions),
        paragraph(f"{agency.name} thông báo để các cơ quan, đơn vị, địa phương biết, tổ chức thực hiện."),
    ]
    found["recipients"] = [*(f"- {line};" for line in recipients), *found["recipients"][-1:]]
    return found


def nested(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The lines as items under one another, each with its mark and its duties."""
    marks = labels(lines)
    top: list[dict[str, Any]] = []
    open_at: list[list[dict[str, Any]]] = [top]
    for line, mark in zip(lines, marks, strict=True):
        depth = min(line.depth, len(open_at) - 1)
        del open_at[depth + 1 :]
        item: dict[str, Any] = {
            "label": mark,
            "kind": line.kind if line.kind != ConclusionKind.CLAUSE or mark else ConclusionKind.PARAGRAPH,
            "text": " ".join(line.text.split()),
        }
        item["kind"] = str(item["kind"])
        if line.duties:
            item["duties"] = [dict(duty) for duty in line.duties]
        item["under"] = []
        open_at[depth].append(item)
        open_at.append(item["under"])
    return [_without_empty(item) for item in top]


def dealt_with(agenda: Sequence[Presented]) -> list[Presented]:
    """The items that the meeting came to: those begun, spoken of or decided; all of them where nobody noted their course."""
    if not any(item.started_at for item in agenda):
        return list(agenda)
    return [item for item in agenda if item.started_at or item.remarks or item.decisions]


def _without_empty(item: dict[str, Any]) -> dict[str, Any]:
    under = [_without_empty(each) for each in item.pop("under")]
    return {**item, "under": under} if under else item


def _opening(held: Held, chair: str) -> str:
    online = f" (trực tuyến với {_listed(held.online_with)})" if held.online_with else ""
    said = f"Ngày {held.on:%d/%m/%Y}, {held.host} tổ chức {lowered(held.title)}{online} do {chair} chủ trì."
    who = sentence(held.people)
    return f"{said} Thành phần dự họp: {who}." if who else said


def _presented(held: Held) -> list[dict[str, Any]]:
    """What was heard: the reports and who presented them."""
    heard = [item for item in dealt_with(held.agenda) if item.presenter]
    if not heard:
        return []
    told = "; ".join(f"{item.presenter} trình bày {lowered(item.title)}" for item in heard)
    return [paragraph(f"Cuộc họp đã nghe {told}.")]


def _spoken(held: Held, chair: str) -> list[dict[str, Any]]:
    """Whose views were heard, in the order of a notice, and the words that lead to the conclusions.

    Localities and departments are named as such; the Party, the Council, the Front and the mass organisations are no
    agencies of the committee, and are named apart.
    """
    by_side: dict[Side, list[str]] = {}
    for side, body in dict.fromkeys((one.side, one.body) for one in held.remarks):
        by_side.setdefault(side, []).append(body)
    views = []
    if localities := by_side.get(Side.LOCALITY):
        views.append(f"các địa phương ({', '.join(localities)})")
    if departments := [*by_side.get(Side.DEPARTMENT, ()), *by_side.get(Side.OTHER, ())]:
        views.append(f"các cơ quan, đơn vị ({', '.join(departments)})")
    apart = [body for side in (Side.PARTY, Side.COUNCIL, Side.FRONT) for body in by_side.get(side, ())]
    if apart:
        views.append(f"của {_listed(apart)}" if views else _listed(apart))
    heard = f"Sau khi nghe ý kiến của {_listed(views)}, " if views else ""
    text = f"{heard}{chair} kết luận như sau:"
    return [paragraph(text[:1].upper() + text[1:])]


def _listed(parts: Sequence[str]) -> str:
    return " và ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)

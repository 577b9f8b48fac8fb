"""What the reader would find in a draft if it were issued as it stands: who leads, who joins in, by when."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dondoc.directives import drafts
from dondoc.directives.choices import DeadlineKind
from dondoc.directives.draft_reading import items_of
from dondoc.directives.drafts import Addressee, DraftItem
from dondoc.drafting.content import Clause, clauses
from dondoc.drafting.duties import laid_over
from dondoc.organizations.selectors import directory, resolve_names, unit_names
from dondoc.reading import read_text


@dataclass(frozen=True, slots=True)
class Understood:
    """One duty of a clause.

    Attributes:
        place: the clause ("0.2").
        text: its words.
        nth: which duty of the clause it is, from 0: the one of `item["duties"]` that would take its place.
        lead: names of who leads; as written where the directory does not know them.
        coordinate: names of who joins in.
        units: the ids of all units that these names mean.
        unknown: those of them that the directory does not know.
        kind: a code of DeadlineKind.
        words: the deadline as written.
        due_on: its day, where it has one.
        by_hand: whether a person set any of it.
        problems: what stands in the way of giving it.
    """

    place: str
    text: str
    nth: int
    lead: tuple[str, ...]
    coordinate: tuple[str, ...]
    units: frozenset[int]
    unknown: tuple[str, ...]
    kind: str
    words: str
    due_on: dt.date | None
    by_hand: bool
    problems: tuple[str, ...]

    @property
    def kind_label(self) -> str:
        """The word of the deadline's kind."""
        return str(DeadlineKind(self.kind).label)


def understood(
    jurisdiction_id: int, content: Mapping[str, Any], *, kind: str, symbol: str, on: dt.date
) -> list[Understood]:
    """The duties that a draft amounts to on a day, in the order of the text. Nothing is written.

    Args:
        jurisdiction_id: whose directory names are looked up in.
        content: the draft's content (`drafting.content`).
        kind: its kind.
        symbol: the symbol that its register composes.
        on: the day that it would bear.
    """
    paragraphs = clauses(content)
    text, starts = composed(content, paragraphs, kind=kind, symbol=symbol, on=on)
    reading = read_text(text, directory=directory(jurisdiction_id, on))
    items = items_of(reading, lambda names: resolve_names(jurisdiction_id, names, on))
    wanted = {
        unit
        for clause in paragraphs
        for duty in clause.duties
        for unit in (*duty.get("leads", ()), *duty.get("coordinates", ()))
    }
    found = {unit for item in items for one in (*item.lead, *item.coordinate) for unit in one.unit_ids}
    names = unit_names(jurisdiction_id, wanted | found)
    if reading.text == text:  # else the reader took it for an old encoding, and offsets say nothing
        items = laid_over(items, paragraphs, text, name_of=lambda unit: names.get(unit, ""))
    result: list[Understood] = []
    count: dict[str, int] = {}
    for item in items:
        at = bisect_right(starts, item.start) - 1
        if not 0 <= at < len(paragraphs):
            continue
        place = paragraphs[at].place
        nth = count.get(place, 0)
        count[place] = nth + 1
        result.append(_said(item, place, nth, names, on))
    return result


def composed(
    content: Mapping[str, Any], paragraphs: Sequence[Clause], *, kind: str, symbol: str, on: dt.date
) -> tuple[str, list[int]]:
    """The text that the reader gets of the printed document, and where each paragraph of the body begins in it."""
    agency, parent = str(content.get("issuer") or ""), str(content.get("parent") or "")
    lines = [line.upper() for line in (parent, agency) if line]
    lines += [
        f"Số: 01/{symbol}" if symbol else "Số: 01",
        f"{content.get('place') or '…'}, ngày {on:%d} tháng {on:%m} năm {on:%Y}",
    ]
    lines += [kind.upper(), str(content.get("subject") or "…")]
    lines += [f"Kính gửi: {line}" for line in content.get("addressees") or ()]
    lines += [str(line) for line in content.get("grounds") or ()]
    text = "\n".join(lines) + "\n"
    starts = []
    for clause in paragraphs:
        starts.append(len(text))
        text += f"{clause.label} {' '.join(clause.text.split())}".strip() + "\n"
    recipients = "\n".join(str(line) for line in content.get("recipients") or ())
    starts.append(len(text))
    return f"{text}Nơi nhận:\n{recipients}\n", starts


def _said(item: DraftItem, place: str, nth: int, names: Mapping[int, str], on: dt.date) -> Understood:
    return Understood(
        place=place, text=item.text, nth=nth, lead=_names(item.lead, names), coordinate=_names(item.coordinate, names),
        units=frozenset(unit for one in (*item.lead, *item.coordinate) for unit in one.unit_ids),
        unknown=tuple(dict.fromkeys(one.as_written for one in (*item.lead, *item.coordinate) if not one.known)),
        kind=item.deadline.kind, words=item.deadline.words, due_on=item.deadline.due_on, by_hand=item.edited,
        problems=drafts.problems(item, issued_on=on),
    )  # fmt: skip


def _names(addressees: Sequence[Addressee], names: Mapping[int, str]) -> tuple[str, ...]:
    """One name each: the unit's own, or what is written for a set and for what is not known."""
    return tuple(
        names.get(one.unit_ids[0], one.as_written)
        if len(one.unit_ids) == 1 and one.group_id is None
        else one.as_written
        for one in addressees
    )

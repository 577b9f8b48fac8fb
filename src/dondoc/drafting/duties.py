"""What people said of the directives in a draft's clauses, laid over what the reader finds in the issued document. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftItem, Items
from dondoc.drafting.content import Clause

_BY_PERSON = "person"


def laid_over(items: Items, clauses: Sequence[Clause], text: str, *, name_of: Callable[[int], str]) -> Items:
    """The items of a reading with the duties that people set for their clauses.

    Args:
        items: what the reader found, in the order of the text.
        clauses: the draft's paragraphs, in the order of the document.
        text: the issued document's text, to which the items' offsets refer.
        name_of: the name of a unit, by its id.

    Returns:
        The items in the order of the text. The k-th duty of a clause is taken for the k-th item in it; where the reader
        found fewer, an item over the whole clause is added.
    """
    flat, places = _flat(text)
    result = list(items)
    at = 0
    for clause in clauses:
        words = _flat(clause.text)[0]
        found = flat.find(words, at) if words else -1
        if found < 0:
            continue
        at = found + len(words)
        if not clause.duties:
            continue
        start, end = places[found], places[found + len(words) - 1] + 1
        inside = [k for k, item in enumerate(result) if start <= item.start < end]
        for number, duty in enumerate(clause.duties):
            if number < len(inside):
                result[inside[number]] = _said(result[inside[number]], duty, name_of)
            else:
                added = DraftItem(
                    key=f"c{clause.place}.{number}", start=start, end=end, text=text[start:end], clause=_path(clause)
                )
                result.append(_said(added, duty, name_of))
    return tuple(sorted(result, key=lambda item: (item.start, item.end, item.key)))


def _said(item: DraftItem, duty: Mapping[str, Any], name_of: Callable[[int], str]) -> DraftItem:
    """An item with what a person said of it; an empty list of leads leaves the reader's."""
    leads = tuple(Addressee(name_of(unit), (unit,)) for unit in duty.get("leads") or ())
    others = tuple(Addressee(name_of(unit), (unit,)) for unit in duty.get("coordinates") or ())
    deadline = item.deadline
    if duty.get("deadline_kind"):
        due = duty.get("due_on")
        deadline = DraftDeadline(
            kind=str(duty["deadline_kind"]), words=str(duty.get("deadline_words") or ""),
            due_on=dt.date.fromisoformat(due) if due else None, rule=_BY_PERSON,
            event_name=str(duty.get("deadline_words") or "") if duty["deadline_kind"] == DeadlineKind.EVENT else "",
        )  # fmt: skip
    return replace(item, lead=leads or item.lead, coordinate=others or item.coordinate, deadline=deadline, edited=True)


def _path(clause: Clause) -> str:
    return clause.label.strip(" .)")[:60]


def _flat(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each of its characters stands: a printed line breaks anywhere."""
    places = [k for k, letter in enumerate(text) if not letter.isspace()]
    return "".join(text[k] for k in places), places

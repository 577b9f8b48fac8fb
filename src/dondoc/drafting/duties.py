"""What people said of the directives in a draft's clauses, laid over what the reader finds in the issued document. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftItem, Items
from dondoc.drafting.content import Clause

_BY_PERSON = "person"
# Words of so many letters stand for themselves; fewer may stand anywhere.
_TELLING = 20
_PAGE_NUMBER = re.compile(r"(?<=\n)[ \t\f]*\d{1,4}[ \t\f]*(?=\n)")


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
    result = list(items)
    for order, clause, place in _placed(clauses, text):
        if place is None:
            continue
        start, end = place
        # What the reader finds may begin with the clause's mark ("a)").
        before = text[:start].rstrip()
        first = len(before) - len(clause.label) if clause.label and before.endswith(clause.label) else start
        inside = [k for k, item in enumerate(result) if first <= item.start < end]
        for number, duty in enumerate(clause.duties):
            if not any(duty.values()):  # a place kept, so that the next one is taken for the next item
                continue
            if number < len(inside):
                result[inside[number]] = _said(result[inside[number]], duty, name_of)
            else:
                # The key is short however deep the clause stands: a kept item's key has room for 20 letters.
                added = DraftItem(
                    key=f"c{order}.{number}", start=start, end=end, text=text[start:end], clause=_path(clause)
                )
                result.append(_said(added, duty, name_of))
    return tuple(sorted(result, key=lambda item: (item.start, item.end, item.key)))


def lost(clauses: Sequence[Clause], text: str) -> list[Clause]:
    """The clauses with duties that are not found in the document's text, so that a person must look."""
    return [clause for _order, clause, place in _placed(clauses, text) if clause.duties and place is None]


def _placed(clauses: Sequence[Clause], text: str) -> Iterator[tuple[int, Clause, tuple[int, int] | None]]:
    """Each clause with where its words stand in the text; they stand there in its order."""
    flat, places = _flat(text)
    at = 0
    for order, clause in enumerate(clauses):
        words = _flat(clause.text)[0]
        found = _find(flat, _flat(clause.label)[0], words, at, must=bool(clause.duties))
        if found < 0:
            yield order, clause, None
            continue
        at = found + len(words)
        yield order, clause, (places[found], places[at - 1] + 1)


def _find(flat: str, label: str, words: str, at: int, *, must: bool) -> int:
    """Where the words of a clause stand from `at` on, -1 for nowhere.

    With its label a clause is told from the same words elsewhere (in the subject, in a citation). Few words without
    one may stand anywhere, and a wrong place would lead past all that follows: they are believed where they `must` be.
    """
    if not words:
        return -1
    if label and (found := flat.find(label + words, at)) >= 0:
        return found + len(label)
    return flat.find(words, at) if must or len(words) >= _TELLING else -1


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
    """The text without white space, and where each of its characters stands: a printed line breaks anywhere.

    Numbers of pages, alone on their lines, are left out with it: a clause goes on over the page.
    """
    letters = list(text)
    for number in _PAGE_NUMBER.finditer(text):
        letters[number.start() : number.end()] = " " * len(number[0])
    places = [k for k, letter in enumerate(letters) if not letter.isspace()]
    return "".join(text[k] for k in places), places

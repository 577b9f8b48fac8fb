"""Reading drafts: what is open, what was closed lately, and sentences that no item has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import QuerySet

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_upload_document
from dondoc.directives.choices import DraftState
from dondoc.directives.drafts import DraftItem
from dondoc.directives.models import DraftReading
from dondoc.foundation.errors import NotFound
from dondoc.reading.lines import split_lines
from dondoc.reading.regions import split_regions

_SENTENCE = re.compile(r"[^\n.;]*[^\n\s.;][^\n.;]*(?:[.;](?=\s|$)|\.(?=\d)[^\n.;]*)*", re.MULTILINE)
_CLAUSE_MARK = re.compile(r"(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zđ]|[IVX]+|\([ivx]+\))[.)]\s+|[-–+*•]\s+")
_BREAKS = re.compile(r"[;,.:]\s+|\s(?=(?:giao|yêu cầu|đề nghị|đồng thời|và)\s)")
_SHORTEST = 25
_SHORTEST_PART = 8


def drafts_of(user: User, *, state: str = DraftState.OPEN) -> QuerySet[DraftReading]:
    """Return the readings of the jurisdiction in one state, newest first; none for who may not correct them."""
    if not may_upload_document(user):
        return DraftReading.objects.none()
    found = DraftReading.objects.filter(jurisdiction_id=user.jurisdiction_id, state=state)
    return found.select_related("document").order_by("-created_at", "-id")


def draft_of(user: User, draft_id: int) -> DraftReading:
    """Return one reading with its document.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = (
        DraftReading.objects.select_related("document")
        .filter(jurisdiction_id=user.jurisdiction_id, id=draft_id)
        .first()
    )
    if found is None or not may_upload_document(user):
        raise NotFound
    return found


def sentences_left(text: str, items: Sequence[DraftItem]) -> list[tuple[int, int]]:
    """Return the sentences of the body of `text` that no kept item touches: where a missed directive may be."""
    taken = [(item.start, item.end) for item in items if not item.dropped]
    body = split_regions(split_lines(text)).body
    found = []
    for match in _SENTENCE.finditer(text, body[0].start, body[-1].end) if body else ():
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        mark = _CLAUSE_MARK.match(text, start, end)
        start = mark.end() if mark else start
        if end - start >= _SHORTEST and not any(a < end and start < b for a, b in taken):
            found.append((start, end))
    return found


def places_to_cut(text: str, item: DraftItem) -> list[int]:
    """Return the offsets inside an item where a sentence of its own could begin."""
    return [
        match.end()
        for match in _BREAKS.finditer(text, item.start, item.end)
        if match.end() - item.start >= _SHORTEST_PART and item.end - match.end() >= _SHORTEST_PART
    ]

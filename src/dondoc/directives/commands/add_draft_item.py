"""Add a directive that the reader missed, from a selection of the text."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.directives import draft_changes, draft_events
from dondoc.directives.commands.draft_step import change_items
from dondoc.directives.drafts import Items
from dondoc.directives.models import DraftReading
from dondoc.documents.models import Document


def add_draft_item(
    *, actor: User, draft_id: int, version: int, start: int, end: int, now: dt.datetime, request_id: str = ""
) -> tuple[DraftReading, str]:
    """Add the text from `start` to `end` as a directive and return the reading and the new item's key.

    Raises:
        NotFound, Refused: the reading is not for this person.
        Conflict: somebody changed or closed it in between.
        BadInput: nothing is selected, or it is a directive already.
    """
    added: list[str] = []

    def change(items: Items, document: Document) -> Items:
        result, key = draft_changes.add(items, document.text, start, end)
        added.append(key)
        return result

    draft = change_items(
        actor=actor, draft_id=draft_id, version=version, code=draft_events.ITEM_ADDED, change=change, now=now,
        request_id=request_id, payload={"span": [start, end]},
    )  # fmt: skip
    return draft, added[0]

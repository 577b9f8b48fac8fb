"""Cut one directive of a reading in two at a place of the text."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.directives import draft_changes, draft_events
from dondoc.directives.commands.draft_step import change_items
from dondoc.directives.models import DraftReading


def split_draft_item(
    *, actor: User, draft_id: int, version: int, key: str, offset: int, now: dt.datetime, request_id: str = ""
) -> DraftReading:
    """Cut the item `key` at `offset` of the document's text; each half keeps the units and deadline written in it.

    Raises:
        NotFound, Refused: the reading is not for this person.
        Conflict: somebody changed or closed it in between.
        BadInput: `offset` is not inside the item.
    """
    return change_items(
        actor=actor, draft_id=draft_id, version=version, code=draft_events.ITEM_SPLIT,
        change=lambda items, document: draft_changes.split(items, document.text, key, offset),
        now=now, request_id=request_id, payload={"key": key, "offset": offset},
    )  # fmt: skip

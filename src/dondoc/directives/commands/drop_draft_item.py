"""Mark what the reader took for a directive as none. It stays in the draft and can come back."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.directives import draft_changes, draft_events
from dondoc.directives.commands.draft_step import change_items
from dondoc.directives.models import DraftReading


def drop_draft_item(
    *, actor: User, draft_id: int, version: int, key: str, now: dt.datetime, request_id: str = ""
) -> DraftReading:
    """Drop the item `key`.

    Raises:
        NotFound, Refused: the reading is not for this person.
        Conflict: somebody changed or closed it in between.
        BadInput: there is no such item.
    """
    return change_items(
        actor=actor, draft_id=draft_id, version=version, code=draft_events.ITEM_DROPPED,
        change=lambda items, _: draft_changes.drop(items, key), now=now, request_id=request_id, payload={"key": key},
    )  # fmt: skip

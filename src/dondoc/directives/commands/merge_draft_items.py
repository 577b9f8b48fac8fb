"""Make one directive of a reading and the next one after it one."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.directives import draft_changes, draft_events
from dondoc.directives.commands.draft_step import change_items
from dondoc.directives.models import DraftReading


def merge_draft_items(
    *, actor: User, draft_id: int, version: int, key: str, now: dt.datetime, request_id: str = ""
) -> DraftReading:
    """Merge the item `key` with the next one that is kept; units are united, the fuller deadline stays.

    Raises:
        NotFound, Refused: the reading is not for this person.
        Conflict: somebody changed or closed it in between.
        BadInput: nothing follows it.
    """
    return change_items(
        actor=actor, draft_id=draft_id, version=version, code=draft_events.ITEMS_MERGED,
        change=lambda items, document: draft_changes.merge(items, document.text, key),
        now=now, request_id=request_id, payload={"key": key},
    )  # fmt: skip

"""Put directives into a theme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.attention.commands import _steps
from dondoc.attention.commands._gathering import gather


def gather_directives(
    *, actor: User, theme_id: int, directive_ids: Collection[int], now: dt.datetime, request_id: str = ""
) -> list[int]:
    """Make them belong to it from today; what belongs to it already stays. A directive may belong to several themes.

    Args:
        actor: a leader; a specialist for what is of their fields.
        theme_id: an open theme.
        directive_ids: which; 500 at once at most.
        now: the moment.
        request_id: groups what one request did.

    Returns:
        Those that did not belong to it before.

    Raises:
        NotFound: no such theme or directive for this person.
        Refused: they do not gather these.
        Conflict: the theme is closed.
        BadInput: too many.
    """
    with transaction.atomic():
        theme = _steps.locked_theme(actor, theme_id, "gather")
        return gather(actor, theme, directive_ids, now=now, request_id=request_id)

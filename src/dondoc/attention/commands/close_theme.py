"""Close a theme: nothing comes into it any more, its figures stay."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.models import Theme
from dondoc.foundation.clock import local_day


def close_theme(*, actor: User, theme_id: int, now: dt.datetime, request_id: str = "") -> Theme:
    """Close it from today. Its directives go on; only the theme gathers no more.

    Raises:
        NotFound: no such theme for this person.
        Refused: they do not close themes.
        Conflict: it is closed.
    """
    with transaction.atomic():
        theme = _steps.locked_theme(actor, theme_id, "close")
        theme.closed_on, theme.closed_by_id = local_day(now), actor.pk
        theme.save(update_fields=["closed_on", "closed_by_id"])
        _steps.tell(actor, events.THEME, theme.id, events.THEME_CLOSED, {}, now=now, request_id=request_id)
    return theme

"""Open a closed theme again."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.models import Theme


def reopen_theme(*, actor: User, theme_id: int, now: dt.datetime, request_id: str = "") -> Theme:
    """Open it again, with all that belonged to it.

    Raises:
        NotFound: no such theme for this person.
        Refused: they do not open themes.
        Conflict: it is open, or another open one bears its name.
    """
    try:
        with transaction.atomic():
            theme = _steps.locked_theme(actor, theme_id, "reopen")
            _steps.require_own_name(actor, theme.search_text, but=theme.id)
            theme.closed_on, theme.closed_by_id = None, None
            theme.save(update_fields=["closed_on", "closed_by_id"])
            _steps.tell(actor, events.THEME, theme.id, events.THEME_REOPENED, {}, now=now, request_id=request_id)
    except IntegrityError as error:
        if _steps.is_name_taken(error):
            raise _steps.name_taken(theme.name) from error
        raise
    return theme

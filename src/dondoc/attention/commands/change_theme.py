"""Change what a theme is called, what it is for, from when until when."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.models import Theme


def change_theme(
    *,
    actor: User,
    theme_id: int,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    about: str = "",
    now: dt.datetime,
    request_id: str = "",
) -> Theme:
    """Change it.

    Args:
        actor: a leader, or a specialist of the office.
        theme_id: an open theme.
        name: its name from now on.
        starts_on: its first day.
        ends_on: its last day as planned.
        about: what it is for.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such theme for this person.
        Refused: they do not change themes.
        Conflict: it is closed, or the name is taken.
        BadInput: no name, an end before the beginning, words too long.
    """
    facts = _steps.facts_of(name=name, about=about, starts_on=starts_on, ends_on=ends_on)
    try:
        with transaction.atomic():
            theme = _steps.locked_theme(actor, theme_id, "change")
            _steps.require_own_name(actor, facts["search_text"], but=theme.id)
            before = _steps.payload_of(theme)
            for name_of, value in facts.items():
                setattr(theme, name_of, value)
            if _steps.payload_of(theme) == before:
                return theme
            theme.save(update_fields=list(facts))
            _steps.tell(
                actor, events.THEME, theme.id, events.THEME_CHANGED, _steps.payload_of(theme), now=now,
                request_id=request_id,
            )  # fmt: skip
    except IntegrityError as error:
        if _steps.is_name_taken(error):
            raise _steps.name_taken(facts["name"]) from error
        raise
    return theme

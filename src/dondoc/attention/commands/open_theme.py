"""Open a theme, perhaps with its first directives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import IntegrityError, transaction

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.commands._gathering import gather
from dondoc.attention.models import Theme


def open_theme(
    *,
    actor: User,
    name: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    about: str = "",
    directive_ids: Collection[int] = (),
    now: dt.datetime,
    request_id: str = "",
) -> Theme:
    """Open it.

    Args:
        actor: a leader, or a specialist of the office.
        name: what it is called; no other open one is called so.
        starts_on: its first day.
        ends_on: its last day as planned.
        about: what it is for.
        directive_ids: what belongs to it from today.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: they do not open themes, or not with these directives.
        NotFound: no such directive for this person.
        BadInput: no name, an end before the beginning, words too long.
        Conflict: the name is taken.
    """
    _steps.require_opens_themes(actor)
    facts = _steps.facts_of(name=name, about=about, starts_on=starts_on, ends_on=ends_on)
    try:
        with transaction.atomic():
            _steps.require_own_name(actor, facts["search_text"])
            theme = Theme.objects.create(
                jurisdiction_id=actor.jurisdiction_id, opened_at=now, opened_by_id=actor.pk, **facts
            )
            _steps.tell(
                actor, events.THEME, theme.id, events.THEME_OPENED, _steps.payload_of(theme), now=now,
                request_id=request_id, is_first=True,
            )  # fmt: skip
            gather(actor, theme, directive_ids, now=now, request_id=request_id)
    except IntegrityError as error:
        if _steps.is_name_taken(error):
            raise _steps.name_taken(facts["name"]) from error
        raise
    return theme

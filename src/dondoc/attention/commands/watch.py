"""Watch a directive or a theme: to be told of what others do there."""

from __future__ import annotations

import datetime as dt

from dondoc.accounts.models import User
from dondoc.attention.models import Watch
from dondoc.attention.selectors import subject_for, theme_for


def watch(*, actor: User, directive_id: int | None = None, theme_id: int | None = None, now: dt.datetime) -> Watch:
    """Begin to watch one of both; what is watched stays so. It is a convenience of one person: no ledger event.

    Args:
        actor: who wants to be told.
        directive_id: the directive, or
        theme_id: the theme, with every directive that belongs to it.
        now: the moment.

    Raises:
        NotFound: no such directive or theme for this person.
        ValueError: neither or both are given.
    """
    if (directive_id is None) == (theme_id is None):
        raise ValueError
    if directive_id is not None:
        subject_for(actor, directive_id)
    else:
        theme_for(actor, theme_id or 0)
    row, _is_new = Watch.objects.get_or_create(
        jurisdiction_id=actor.jurisdiction_id, user_id=actor.pk, directive_id=directive_id, theme_id=theme_id,
        defaults={"since": now},
    )  # fmt: skip
    return row

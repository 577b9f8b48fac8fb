"""Watch something no more."""

from __future__ import annotations

from dondoc.accounts.models import User
from dondoc.attention.models import Watch


def unwatch(
    *,
    actor: User,
    directive_id: int | None = None,
    theme_id: int | None = None,
) -> bool:
    """End it; also for what the person may not see any more. No ledger event, as for `watch`.

    Args:
        actor: who watches.
        directive_id: the directive, or
        theme_id: the theme.
        now: the moment.

    Returns:
        Whether it was watched.
    """
    gone, _each = Watch.objects.filter(
        jurisdiction_id=actor.jurisdiction_id, user_id=actor.pk, directive_id=directive_id, theme_id=theme_id
    ).delete()
    return bool(gone)

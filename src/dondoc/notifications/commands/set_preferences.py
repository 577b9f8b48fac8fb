"""Set how one is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dondoc.accounts.models import User
from dondoc.notifications.commands._wishes import judged
from dondoc.notifications.models import Preference
from dondoc.notifications.rules import Wishes


def set_preferences(
    *,
    actor: User,
    by_email: bool,
    by_push: bool,
    urgent_at_once: bool,
    digest_hour: int,
    muted_kinds: Sequence[str] = (),
    now: dt.datetime,
) -> Wishes:
    """Set it for oneself. It is a setting of one person, as a saved filter is: no ledger event.

    Args:
        actor: whose.
        by_email: whether messages come by e-mail.
        by_push: whether urgent ones come to one's browsers.
        urgent_at_once: whether urgent ones come by e-mail at once.
        digest_hour: the local hour of the digest on working days, 0 to 23.
        muted_kinds: codes of kinds that are shown in the house only.
        now: the moment.

    Raises:
        BadInput: an hour that no day has, a kind that there is not.
    """
    wishes = judged(
        by_email=by_email, by_push=by_push, urgent_at_once=urgent_at_once, digest_hour=digest_hour,
        muted_kinds=muted_kinds,
    )  # fmt: skip
    Preference.objects.update_or_create(
        jurisdiction_id=actor.jurisdiction_id, user_id=actor.pk,
        defaults={
            "by_email": by_email, "by_push": by_push, "urgent_at_once": urgent_at_once, "digest_hour": digest_hour,
            "muted_kinds": list(wishes.muted_kinds), "changed_at": now,
        },
    )  # fmt: skip
    return wishes

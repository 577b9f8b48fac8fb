"""Set how people are told who said nothing themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.ledger.append import NewEvent, append
from dondoc.notifications import events
from dondoc.notifications.commands._wishes import judged
from dondoc.notifications.models import DefaultPreference
from dondoc.notifications.permissions import require_channels
from dondoc.notifications.rules import Wishes
from dondoc.notifications.selectors import default_wishes
from dondoc.organizations.changes import hold_organization


def set_default_preferences(
    *,
    actor: User,
    by_email: bool,
    by_push: bool,
    urgent_at_once: bool,
    digest_hour: int,
    now: dt.datetime,
    muted_kinds: Sequence[str] = (),
    request_id: str = "",
) -> Wishes:
    """Set it for the office; who set anything for themselves keeps theirs.

    Args:
        actor: an administrator.
        by_email: whether messages come by e-mail.
        by_push: whether urgent ones come to the browsers that people named.
        urgent_at_once: whether urgent ones come by e-mail at once.
        digest_hour: the local hour of the digest on working days, 0 to 23.
        now: the moment.
        muted_kinds: codes of kinds that are shown in the house only.
        request_id: of the log.

    Raises:
        Refused: the actor is no administrator.
        BadInput: an hour that no day has, a kind that there is not.
    """
    wanted = judged(
        by_email=by_email, by_push=by_push, urgent_at_once=urgent_at_once, digest_hour=digest_hour,
        muted_kinds=muted_kinds,
    )  # fmt: skip
    require_channels(actor)
    here = actor.jurisdiction_id
    with transaction.atomic():
        hold_organization(here)
        row = DefaultPreference.objects.filter(jurisdiction_id=here).first()
        is_first, was = row is None, default_wishes(here)
        if was == wanted:
            return wanted
        row = row or DefaultPreference(jurisdiction_id=here)
        row.by_email, row.by_push, row.urgent_at_once = by_email, by_push, urgent_at_once
        row.digest_hour, row.muted_kinds = digest_hour, list(wanted.muted_kinds)
        row.changed_at, row.changed_by_id = now, actor.pk
        row.save()
        event = NewEvent(
            events.DEFAULT_PREFERENCES, row.id, events.DEFAULT_PREFERENCES_SET, {"was": _facts(was), **_facts(wanted)},
            is_first=is_first,
        )  # fmt: skip
        append(jurisdiction_id=here, events=[event], actor_id=actor.pk, now=now, request_id=request_id)
    return wanted


def _facts(wishes: Wishes) -> dict[str, object]:
    return {**asdict(wishes), "muted_kinds": list(wishes.muted_kinds)}

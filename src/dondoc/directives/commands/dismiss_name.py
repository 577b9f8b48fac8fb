"""Say that a name which people entered by hand is not to be taken into the directory."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from dondoc.accounts.models import User
from dondoc.directives import draft_events
from dondoc.directives.choices import NameAnswer
from dondoc.directives.commands.name_step import answer_name, proposed
from dondoc.directives.models import NameDecision
from dondoc.foundation.clock import local_day
from dondoc.organizations.changes import hold_organization
from dondoc.organizations.permissions import require_manager


def dismiss_name(*, actor: User, choice_id: int, now: dt.datetime, request_id: str = "") -> NameDecision:
    """Let the name not be proposed again for these units; the directory stays as it is.

    Args:
        actor: an administrator.
        choice_id: the proposal's id.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such proposal in the actor's jurisdiction.
        Conflict: it was accepted meanwhile.
    """
    require_manager(actor)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        found = proposed(actor, choice_id, NameAnswer.DISMISSED, on=local_day(now))
        if isinstance(found, NameDecision):
            return found
        return answer_name(
            actor, found, NameAnswer.DISMISSED, draft_events.NAME_DISMISSED, {}, now=now, request_id=request_id
        )

"""A person comes to a post."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import hold_organization, refusals, units_changed
from dondoc.organizations.commands._checks import checked_within, locked_post
from dondoc.organizations.models import Tenure
from dondoc.organizations.permissions import Actor, require_manager
from dondoc.organizations.rules import check_period, clean_text


def start_tenure(
    *,
    actor: Actor,
    post_id: int,
    person_name: str,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    email: str = "",
    now: dt.datetime,
    request_id: str = "",
) -> Tenure:
    """Let a person hold the post from a day on. Two people never hold one post on one day.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such post in the actor's jurisdiction.
        BadInput: a value cannot be taken, or the unit does not exist on all those days.
        Conflict: somebody holds the post on one of those days.
    """
    person_name = clean_text(person_name, field="person_name", label=_("Họ và tên"), most=120)
    email = clean_text(email, field="email", label=_("Thư điện tử"), most=254, required=False)
    require_manager(actor)
    check_period(valid_from, valid_to, first=_("Ngày bắt đầu"), last=_("Ngày thôi giữ chức"))
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        post = locked_post(actor.jurisdiction_id, post_id)
        checked_within(post.unit, valid_from, valid_to)
        with refusals():
            tenure = Tenure.objects.create(
                jurisdiction_id=post.jurisdiction_id,
                post_id=post_id,
                person_name=person_name,
                email=email,
                valid_from=valid_from,
                valid_to=valid_to,
            )
        units_changed(actor.jurisdiction_id)
        payload = {
            "post_id": post_id,
            "tenure_id": tenure.id,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else None,
        }
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.UNIT, post.unit_id, events.TENURE_STARTED, payload, effective_on=valid_from)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return tenure

"""Create a post of a unit."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.ledger.append import NewEvent, append
from dondoc.organizations import events
from dondoc.organizations.changes import hold_organization, refusals, units_changed
from dondoc.organizations.commands._checks import locked_unit, new_code
from dondoc.organizations.models import Post
from dondoc.organizations.permissions import Actor, require_manager
from dondoc.organizations.rules import clean_text


def create_post(
    *,
    actor: Actor,
    unit_id: int,
    code: str,
    title: str,
    is_head: bool = False,
    rank: int = 100,
    now: dt.datetime,
    request_id: str = "",
) -> Post:
    """Create a post; one of a unit's posts is that of its head.

    Raises:
        Refused: the actor is no administrator.
        NotFound: there is no such unit in the actor's jurisdiction.
        BadInput: a value cannot be taken.
        Conflict: the code is in use in the unit, or it has a head's post already.
    """
    code = new_code(code, label=_("Mã chức danh"))
    title = clean_text(title, field="title", label=_("Chức danh"), most=120)
    require_manager(actor)
    with transaction.atomic():
        hold_organization(actor.jurisdiction_id)
        unit = locked_unit(actor.jurisdiction_id, unit_id)
        with refusals():
            post = Post.objects.create(
                jurisdiction_id=unit.jurisdiction_id,
                unit_id=unit_id,
                code=code,
                title=title,
                is_head=is_head,
                rank=rank,
            )
        units_changed(actor.jurisdiction_id)
        payload = {"post_id": post.id, "code": code, "title": title, "is_head": is_head, "rank": rank}
        append(
            jurisdiction_id=actor.jurisdiction_id,
            events=[NewEvent(events.UNIT, unit_id, events.POST_CREATED, payload)],
            actor_id=actor.id,
            now=now,
            request_id=request_id,
        )
    return post

"""Take the star off a directive."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.attention.commands import _steps
from dondoc.attention.models import Star
from dondoc.attention.permissions import may_star
from dondoc.attention.rules import MarkState, star_step
from dondoc.attention.selectors import subject_for
from dondoc.directives import events
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused


def unstar_directive(*, actor: User, directive_id: int, now: dt.datetime, request_id: str = "") -> Star:
    """End the star; the days on which it held stay known.

    Raises:
        NotFound: no such directive for this person.
        Refused: they do not give stars.
        Conflict: it bears none.
    """
    subject_for(actor, directive_id)
    if not may_star(actor):
        raise Refused(_("Dấu sao do lãnh đạo UBND tỉnh hoặc lãnh đạo Văn phòng bỏ."), code="refused")
    with transaction.atomic():
        star = (
            Star.objects.select_for_update()
            .filter(jurisdiction_id=actor.jurisdiction_id, directive_id=directive_id, ended_at__isnull=True)
            .first()
        )
        if star is None or star_step(MarkState.ON, "unstar") is None:
            raise Conflict(_("Nhiệm vụ này không còn dấu sao."), code="not_starred")
        star.ended_on, star.ended_at, star.ended_by_id = local_day(now), now, actor.pk
        star.save(update_fields=["ended_on", "ended_at", "ended_by_id"])
        _steps.tell_directive(
            actor, directive_id, events.UNSTARRED, {"star_id": star.id}, now=now, request_id=request_id
        )
    return star

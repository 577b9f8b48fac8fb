"""Mark a directive with a star: the leaders want it to come first."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.attention.commands import _steps
from dondoc.attention.models import Star
from dondoc.attention.permissions import may_star
from dondoc.attention.rules import MarkState, star_step
from dondoc.attention.selectors import star_of, subject_for
from dondoc.directives import events
from dondoc.directives.models import Directive
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused
from dondoc.foundation.typed import text_of


def star_directive(*, actor: User, directive_id: int, note: str = "", now: dt.datetime, request_id: str = "") -> Star:
    """Put a star on it.

    Args:
        actor: a leader of the committee or of its office.
        directive_id: the directive.
        note: why, in a few words; everybody who sees the directive reads it.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound: no such directive for this person.
        Refused: they do not give stars.
        Conflict: it bears one.
        BadInput: the note is too long.
    """
    words = text_of(note, field="note", most=_steps.LONGEST_NOTE)
    subject_for(actor, directive_id)
    if not may_star(actor):
        raise Refused(_("Dấu sao do lãnh đạo UBND tỉnh hoặc lãnh đạo Văn phòng đặt."), code="refused")
    with transaction.atomic():
        Directive.objects.select_for_update().get(jurisdiction_id=actor.jurisdiction_id, id=directive_id)
        is_starred = star_of(actor.jurisdiction_id, directive_id) is not None
        if star_step(MarkState.ON if is_starred else MarkState.OFF, "star") is None:
            raise Conflict(_("Nhiệm vụ này đã được đánh dấu sao."), code="starred")
        star = Star.objects.create(
            jurisdiction_id=actor.jurisdiction_id, directive_id=directive_id, note=words, since=local_day(now),
            starred_at=now, starred_by_id=actor.pk,
        )  # fmt: skip
        _steps.tell_directive(
            actor, directive_id, events.STARRED, {"star_id": star.id, "note": words}, now=now, request_id=request_id
        )
    return star

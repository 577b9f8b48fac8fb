"""Take a directive out of a theme."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.models import ThemeDirective
from dondoc.attention.permissions import may_gather
from dondoc.attention.selectors import subject_for
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import Conflict, Refused


def release_directive(*, actor: User, theme_id: int, directive_id: int, now: dt.datetime, request_id: str = "") -> None:
    """It belongs to the theme no more from today; the days on which it did stay known.

    Raises:
        NotFound: no such theme or directive for this person.
        Refused: they do not gather this one.
        Conflict: the theme is closed, or it does not belong to it.
    """
    subject = subject_for(actor, directive_id)
    with transaction.atomic():
        theme = _steps.locked_theme(actor, theme_id, "release")
        if not may_gather(actor, subject.directive):
            raise Refused(
                _("Chuyên viên chỉ đưa ra khỏi chuyên đề nhiệm vụ thuộc lĩnh vực mình theo dõi."), code="other_field"
            )
        taken = ThemeDirective.objects.filter(
            jurisdiction_id=theme.jurisdiction_id, theme_id=theme.id, directive_id=directive_id, removed_at__isnull=True
        ).update(ended_on=local_day(now), removed_at=now, removed_by_id=actor.pk)
        if not taken:
            raise Conflict(_("Nhiệm vụ này không còn trong chuyên đề."), code="not_gathered")
        _steps.tell(
            actor, events.THEME, theme.id, events.THEME_RELEASED, {"directive_id": directive_id}, now=now,
            request_id=request_id,
        )  # fmt: skip

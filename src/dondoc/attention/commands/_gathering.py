"""Putting directives into a theme, under its lock: of one command or of several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.attention import events
from dondoc.attention.commands import _steps
from dondoc.attention.models import Theme, ThemeDirective
from dondoc.attention.permissions import may_gather
from dondoc.attention.selectors import directives_seen
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, NotFound, Refused

MOST_AT_ONCE = 500


def gather(
    actor: User, theme: Theme, directive_ids: Collection[int], *, now: dt.datetime, request_id: str
) -> list[int]:  # fmt: skip
    """Make directives belong to a theme from today; those that do already stay.

    Args:
        actor: who sees each of them and may gather it.
        theme: under its lock, or new.
        directive_ids: which.
        now: the moment.
        request_id: groups what one request did.

    Returns:
        Those that did not belong to it before.

    Raises:
        NotFound: one of them is not for this person.
        Refused: one is of a field that is not theirs.
        BadInput: too many at once.
    """
    wanted = list(dict.fromkeys(directive_ids))
    if not wanted:
        return []
    if len(wanted) > MOST_AT_ONCE:
        raise BadInput(
            _("Mỗi lần đưa vào chuyên đề nhiều nhất %(most)s nhiệm vụ.") % {"most": MOST_AT_ONCE},
            code="too_many", field="directive_ids",
        )  # fmt: skip
    seen = directives_seen(actor, wanted)
    if len(seen) < len(wanted):
        raise NotFound
    if not all(may_gather(actor, one) for one in seen):
        raise Refused(_("Chuyên viên chỉ đưa vào chuyên đề nhiệm vụ thuộc lĩnh vực mình theo dõi."), code="other_field")
    here = ThemeDirective.objects.filter(jurisdiction_id=theme.jurisdiction_id, theme_id=theme.id)
    before = set(here.filter(removed_at__isnull=True, directive_id__in=wanted).values_list("directive_id", flat=True))
    new = [one for one in wanted if one not in before]
    ThemeDirective.objects.bulk_create(
        ThemeDirective(
            jurisdiction_id=theme.jurisdiction_id, theme_id=theme.id, directive_id=one, since=local_day(now),
            added_at=now, added_by_id=actor.pk,
        )
        for one in new
    )  # fmt: skip
    if new:
        _steps.tell(
            actor, events.THEME, theme.id, events.THEME_GATHERED, {"directive_ids": new}, now=now,
            request_id=request_id,
        )  # fmt: skip
    return new

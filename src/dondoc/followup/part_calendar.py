"""Parts that were given to a person, for their calendar."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dondoc.directives.choices import OPEN_LIFECYCLES
from dondoc.followup.part_models import Part
from dondoc.notifications import feeds

_TITLE = 120


def register() -> None:
    """Make parts known to the calendars."""
    feeds.register_provider("parts", parts)


def parts(wanted: feeds.Wanted) -> Iterator[feeds.Entry]:
    """The open parts of the person that have a day; a unit's calendar has its assignments, not its parts."""
    if wanted.unit_id is not None:
        return
    found = Part.objects.filter(
        jurisdiction_id=wanted.user.jurisdiction_id, user_id=wanted.user.pk, lifecycle__in=OPEN_LIFECYCLES,
        due_on__gte=wanted.first, due_on__lte=wanted.last,
    )  # fmt: skip
    for one in found.order_by("due_on", "id")[: feeds.MOST_ENTRIES]:
        yield feeds.Entry(
            uid=f"part-{one.jurisdiction_id}-{one.id}@dondoc",
            title=_("Hạn") + f": {textwrap.shorten(one.text, _TITLE, placeholder='…')}",
            path=f"/theo-doi/phan-viec/{one.id}/", starts=one.due_on or wanted.first, ends=None, changed_at=one.changed_at,
            text=one.text,
        )  # fmt: skip

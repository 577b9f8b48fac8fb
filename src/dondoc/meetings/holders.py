"""Who holds posts on a day, read at once, so that lists that name posts and lists that name people can be compared."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from dondoc.meetings.names import Named
from dondoc.organizations.models import Tenure


class Holders:
    """The holders of some posts over time (one query).

    Args:
        jurisdiction_id: the jurisdiction.
        post_ids: the posts; none among them is nobody's.
    """

    def __init__(self, jurisdiction_id: int, post_ids: Iterable[int | None]) -> None:
        self._held: dict[int, list[tuple[dt.date, dt.date | None, str, str]]] = defaultdict(list)
        wanted = {each for each in post_ids if each is not None}
        rows = Tenure.objects.filter(jurisdiction_id=jurisdiction_id, post_id__in=wanted) if wanted else ()
        for one in rows:
            self._held[one.post_id].append((one.valid_from, one.valid_to, one.person_name, one.email))

    def named(self, post_id: int | None, name: str, on: dt.date, *, shown: str = "") -> Named:
        """Who is meant by a post, or by a name without one, on a day.

        Args:
            post_id: the post; None for a name alone.
            name: as the list has it; of a post that somebody holds on that day, the holder counts.
            on: the day.
            shown: how a page names them.
        """
        for begins, ends, holder, address in self._held.get(post_id or 0, ()):
            if begins <= on and (ends is None or on <= ends):
                return Named(holder, post_id, address, shown)
        return Named(name, post_id, "", shown)

"""The list of drafts: what waits for the person first, how many there are in each state, versions by sittings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from dondoc.accounts.models import User
from dondoc.drafting import rules
from dondoc.drafting.choices import State
from dondoc.drafting.models import DraftVersion, OutgoingDraft
from dondoc.drafting.permissions import visible_drafts
from dondoc.drafting.selectors import drafts_for

#: Savings of one person that follow each other within this are one sitting: the editor saves every few seconds.
SITTING = dt.timedelta(minutes=30)


def waiting_first(user: User, *, state: str = "", words: str = "") -> QuerySet[OutgoingDraft]:
    """The drafts that `user` sees, those that wait for them (`is_waiting` is 1) first, then those changed last.

    Args:
        user: who looks.
        state: a code of State; "" for all.
        words: see `drafts_for`.
    """
    waits = rules.WAITS_FOR.get(user.role, ())
    first = Case(When(state__in=waits, then=Value(1)), default=Value(0), output_field=IntegerField())
    found = drafts_for(user, states=[state] if state else (), words=words).annotate(is_waiting=first)
    return found.order_by("-is_waiting", "-changed_at", "-id")


def waiting_for(user: User) -> QuerySet[OutgoingDraft]:
    """The drafts that wait for `user`, those that have waited longest first."""
    waits = rules.WAITS_FOR.get(user.role, ())
    return drafts_for(user, states=waits).order_by("changed_at", "id") if waits else OutgoingDraft.objects.none()


def count_by_state(user: User) -> dict[str, int]:
    """How many drafts `user` sees in each state; states without any are not there."""
    rows = visible_drafts(user).order_by().values_list("state").annotate(Count("id"))
    found = dict(rows)
    return {str(state): found[state] for state in State.values if found.get(state)}


@dataclass(frozen=True, slots=True)
class Sitting:
    """Versions that one person saved one after the other: the last of them, and those before it."""

    last: DraftVersion
    earlier: Sequence[DraftVersion]

    @property
    def before(self) -> int:
        """The version that the sitting began from; the first of all began from itself."""
        first = self.earlier[-1] if self.earlier else self.last
        return max(1, first.number - 1)


def sittings(versions: Sequence[DraftVersion]) -> list[Sitting]:
    """The versions by sittings, the latest first.

    Args:
        versions: as `selectors.versions_of` gives them, the latest first.
    """
    found: list[list[DraftVersion]] = []
    for version in versions:
        after = found[-1][-1] if found else None
        if (
            after is not None
            and after.saved_by_id == version.saved_by_id
            and after.saved_at - version.saved_at <= SITTING
            # What was begun, and what somebody gave a name to, stands for itself.
            and version.number > 1
            and not version.note
        ):
            found[-1].append(version)
        else:
            found.append([version])
    return [Sitting(group[0], group[1:]) for group in found]

"""Make one task of several that are the same: one stays, the others end as merged into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dondoc.accounts.models import User
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.commands._endings import end_in_favour
from dondoc.followup.models import Succession


def merge_directives(
    *,
    actor: User,
    directive_id: int,
    duplicate_ids: Sequence[int],
    reason: str,
    now: dt.datetime,
    document_code: str = "",
    request_id: str = "",
) -> list[Succession]:
    """Close the open assignments of duplicates as merged; each points to the same unit's in the directive that stays.

    A unit that has none there gets one, with the deadlines of what it had.

    Args:
        actor: of the office, who decides on the field of each.
        directive_id: the directive that stays.
        duplicate_ids: those that end, at most twenty.
        reason: why.
        now: the moment.
        document_code: number of a document that decided it.
        request_id: groups what one request did.

    Returns:
        What became of each duplicate.

    Raises:
        NotFound: one is not there for this person.
        Refused: they do not decide on one.
        Conflict: one ended already, or has nothing open.
        BadInput: no reason, none chosen, too many, the same one.
    """
    return end_in_favour(
        kind=SuccessionKind.MERGED, actor=actor, directive_id=directive_id, ending_ids=duplicate_ids, reason=reason,
        document_code=document_code, now=now, request_id=request_id,
    )  # fmt: skip

"""A later document's task takes the place of earlier ones: these end as superseded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dondoc.accounts.models import User
from dondoc.followup.choices import SuccessionKind
from dondoc.followup.commands._endings import end_in_favour
from dondoc.followup.models import Succession


def supersede_directives(
    *,
    actor: User,
    directive_id: int,
    superseded_ids: Sequence[int],
    reason: str,
    now: dt.datetime,
    document_code: str = "",
    request_id: str = "",
) -> list[Succession]:
    """Close the open assignments of earlier directives as superseded by a later one. No unit gets anything by it.

    Args:
        actor: of the office, who decides on the field of each.
        directive_id: the later directive.
        superseded_ids: those that end, at most twenty.
        reason: why.
        now: the moment.
        document_code: number of the document that decided it.
        request_id: groups what one request did.

    Returns:
        What became of each.

    Raises:
        NotFound: one is not there for this person.
        Refused: they do not decide on one.
        Conflict: one ended already, or has nothing open.
        BadInput: no reason, none chosen, too many, the same one, or one that was given later.
    """
    return end_in_favour(
        kind=SuccessionKind.SUPERSEDED, actor=actor, directive_id=directive_id, ending_ids=superseded_ids, reason=reason,
        document_code=document_code, now=now, request_id=request_id,
    )  # fmt: skip

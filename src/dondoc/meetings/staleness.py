"""Whether drafted minutes or a drafted notice still say what is recorded, and what changed since. Derived, stored nowhere."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from dondoc.accounts.models import User
from dondoc.drafting import content as contents
from dondoc.drafting.choices import State
from dondoc.drafting.comparison import Row, compare
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import version_of
from dondoc.ledger.models import LedgerEvent
from dondoc.meetings import events
from dondoc.meetings.composing import compose_minutes, compose_notice
from dondoc.meetings.models import Meeting

Part = Literal["minutes", "notice"]
#: Drafts that went nowhere: another may be begun.
GONE = (State.DISCARDED, State.RECALLED)
#: In these states its writers still write on it; in the others it was put forward, or is out.
WRITTEN = (State.DRAFTING, State.RETURNED)
_COMPOSED = (events.MINUTES_DRAFTED, events.NOTICE_DRAFTED, events.DRAFTED_AGAIN)
#: What happens to a meeting without a change of what is recorded of it.
_NO_RECORD = (
    *_COMPOSED, events.MEETING_REOPENED, events.MEETING_ENDED, events.INVITATION_DRAFTED, events.CONCLUSIONS_SHOWN,
    events.OWN_NOTE_KEPT, events.BREACH_EXPLAINED, events.EXPLANATION_JUDGED,
)  # fmt: skip


def draft_of(meeting: Meeting, part: Part) -> OutgoingDraft | None:
    """The draft of this part, None where there is none or it went nowhere."""
    draft = meeting.minutes_draft if part == "minutes" else meeting.notice_draft
    return draft if draft is not None and draft.state not in GONE else None


def composed_now(user: User, meeting: Meeting, part: Part, draft: OutgoingDraft, *, today: dt.date) -> dict[str, Any]:
    """What the part would say if it were drafted now, by the same agency."""
    if part == "minutes":
        return contents.clean(compose_minutes(user, meeting, draft.unit, today=today))
    return contents.clean(compose_notice(meeting, draft.unit, on=today).content)


def changes_since(user: User, meeting: Meeting, part: Part, *, today: dt.date) -> list[Row]:
    """What of the record changed since the part was drafted, paragraph by paragraph; empty where nothing did.

    It is compared with what was composed then, not with what people wrote on the draft since.
    """
    draft = draft_of(meeting, part)
    if draft is None:
        return []
    version, nothing_since = _composed_as(meeting, draft)
    if nothing_since:  # else another wording of ours, or another name in the directory, would be a change of the record
        return []
    then = version_of(draft, version).content
    return [row for row in compare(then, composed_now(user, meeting, part, draft, today=today)) if row.what != "same"]


def _composed_as(meeting: Meeting, draft: OutgoingDraft) -> tuple[int, bool]:
    """The last version that was composed from the record (the first, or one of `draft_again`); whether nothing happened since."""
    told = LedgerEvent.objects.filter(
        jurisdiction_id=meeting.jurisdiction_id, aggregate=events.MEETING, aggregate_id=meeting.id
    )
    last = told.filter(code__in=_COMPOSED, payload__draft_id=draft.id).order_by("-seq").first()
    since = told.exclude(code__in=_NO_RECORD)
    if last is None:
        return 1, not since.exists()
    return int(last.payload.get("version", 1)), not since.filter(seq__gt=last.seq).exists()

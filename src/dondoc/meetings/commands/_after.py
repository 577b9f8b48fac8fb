"""What drafting minutes and drafting a notice share."""

from __future__ import annotations

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.errors import Conflict
from dondoc.meetings.choices import State
from dondoc.meetings.commands import _steps
from dondoc.meetings.models import Meeting
from dondoc.meetings.permissions import may_keep_minutes
from dondoc.meetings.staleness import GONE, WRITTEN, draft_of


def ended_meeting(actor: User, meeting_id: int) -> Meeting:
    """The meeting, locked, when it is over.

    Raises:
        NotFound: there is none for the actor.
        Refused: not the office.
        Conflict: it is not over.
    """
    refusal = _("Biên bản và thông báo kết luận do Văn phòng UBND tỉnh soạn.")
    meeting = _steps.locked_for(actor, meeting_id, may_keep_minutes, refusal)
    if meeting.state != State.ENDED:
        raise _steps.wrong_state(meeting, _("Cuộc họp chưa kết thúc nên chưa lập được biên bản, thông báo."))
    return meeting


def require_no_draft(draft: OutgoingDraft | None, sentence: str) -> None:
    """Do nothing where there is no draft yet, or the one there was went nowhere.

    Raises:
        Conflict: one is on its way; `draft_id` says which.
    """
    if draft is not None and draft.state not in GONE:
        raise Conflict(sentence, code="drafted", draft_id=draft.id)


def require_minutes_open(meeting: Meeting) -> None:
    """Do nothing where there are no minutes yet, or they are still being written: then they can follow what changes.

    Raises:
        Conflict: they were put forward, or are out; `draft_id` says which.
    """
    draft = draft_of(meeting, "minutes")
    if draft is not None and draft.state not in WRITTEN:
        raise Conflict(
            _(
                "Biên bản của cuộc họp %(state)s nên không mở lại được: hãy trả lại, bỏ hoặc thu hồi biên bản trước, "
                "rồi soạn lại sau khi cuộc họp kết thúc."
            )
            % {"state": draft.get_state_display().lower()},
            code="minutes_drafted",
            draft_id=draft.id,
        )

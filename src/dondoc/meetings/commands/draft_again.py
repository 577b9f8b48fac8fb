"""Draft the minutes or the notice anew, after the record that they were drafted from changed."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.foundation.clock import local_day
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.meetings import events
from dondoc.meetings.commands import _steps
from dondoc.meetings.commands._after import ended_meeting
from dondoc.meetings.staleness import WRITTEN, Part, composed_now, draft_of


def draft_again(
    *, actor: User, meeting_id: int, part: Part, version: int, now: dt.datetime, request_id: str = ""
) -> OutgoingDraft:
    """Write a new version of the draft with what is recorded now; what people wrote on it stays in the version before.

    Args:
        actor: the office.
        meeting_id: the meeting.
        part: "minutes" or "notice".
        version: of the draft, as the actor saw it.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused, Conflict: see `_after`; there is no draft of it on its way, it was put forward already, or
            somebody wrote on it in between.
        BadInput: neither minutes nor notice.
    """
    if part not in ("minutes", "notice"):
        raise BadInput(_("Chỉ soạn lại được biên bản hoặc thông báo kết luận."), field="part")
    with transaction.atomic():
        meeting = ended_meeting(actor, meeting_id)
        draft = draft_of(meeting, part)
        if draft is None:
            raise Conflict(_("Chưa có dự thảo nào đang soạn; hãy soạn mới."), code="not_drafted")
        if draft.state not in WRITTEN:
            raise Conflict(
                _("Dự thảo đang ở bước “%(state)s”: trả lại, bỏ hoặc thu hồi rồi mới soạn lại được.")
                % {"state": draft.get_state_display()},
                code="wrong_state",
                state=str(draft.state),
            )
        content = composed_now(actor, meeting, part, draft, today=local_day(now))
        changed = change_outgoing_draft(
            actor=actor, draft_id=draft.id, version=version, content=content, now=now, mandate_id=draft.mandate_id,
            field_id=draft.field_id, drafter_letters=draft.drafter_letters, note=_("Soạn lại từ nội dung đã ghi"),
            request_id=request_id,
        )  # fmt: skip
        _steps.record(
            meeting, actor, events.DRAFTED_AGAIN, {"part": part, "draft_id": draft.id, "version": changed.version},
            now=now, request_id=request_id,
        )  # fmt: skip
    return changed

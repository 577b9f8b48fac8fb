"""What the commands on drafts share: the row locked, the step allowed, the version kept, the event added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents.choices import EntryState
from dondoc.documents.numbering import code_of
from dondoc.drafting import events, rules
from dondoc.drafting.models import DraftVersion, OutgoingDraft
from dondoc.drafting.permissions import may_see_drafts, visible_drafts
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.text import fold
from dondoc.ledger.append import NewEvent, append
from dondoc.organizations.models import WorkField

_LONGEST_REASON = 1000


def locked(actor: User, draft_id: int) -> OutgoingDraft:
    """The draft, its row locked until the transaction ends.

    Raises:
        NotFound: there is none that the actor may know of.
    """
    if not may_see_drafts(actor):
        raise NotFound
    found = visible_drafts(actor).select_for_update(of=("self",)).filter(id=draft_id).first()
    if found is None:
        raise NotFound
    return found


def require(actor: User, draft: OutgoingDraft, verb: rules.Verb, *, version: int | None = None) -> rules.Transition:
    """The step that `verb` is for this draft now.

    Raises:
        Refused: the actor's role does not take it.
        Conflict: the draft is in a state that does not allow it, or another version is current.
    """
    possible = [step for step in rules.TRANSITIONS if step.verb == verb]
    if not any(rules.plays(step.who, actor.role) for step in possible):
        raise Refused(_("Việc này không thuộc vai trò của bạn trong quy trình soạn thảo, ban hành văn bản."))
    step = rules.transition(draft.state, verb)
    if step is None:
        raise Conflict(
            _("Dự thảo đang ở bước “%(state)s” nên không làm được việc này. Hãy tải lại trang.")
            % {"state": draft.get_state_display()},
            code="wrong_state",
            state=str(draft.state),
        )
    if not rules.plays(step.who, actor.role):
        raise Refused(
            _("Dự thảo đang ở bước “%(state)s”: bước này do người khác thực hiện.")
            % {"state": draft.get_state_display()}
        )
    if version is not None and version != draft.version:
        raise Conflict(
            _("Dự thảo vừa được người khác sửa (bản %(now)s). Hãy tải lại trang để xem bản mới; nội dung bạn đang sửa vẫn còn trên màn hình.")
            % {"now": draft.version},
            code="other_version",
            version=draft.version,
        )  # fmt: skip
    return step


def reason_of(step: rules.Transition, reason: str) -> str:
    """The reason, tidy.

    Raises:
        BadInput: the step asks for one and there is none, or it is too long.
    """
    found = " ".join(reason.split())
    if step.needs_reason and not found:
        raise BadInput(_("Hãy nêu lý do."), code="reason_required", field="reason")
    if len(found) > _LONGEST_REASON:
        raise BadInput(_("Lý do dài quá 1000 ký tự; hãy rút gọn."), code="too_long", field="reason")
    return found


def require_field(jurisdiction_id: int, field_id: int | None) -> None:
    """Do nothing where there is this field of work, or none is named.

    Raises:
        BadInput: it is not there.
    """
    if field_id and not WorkField.objects.filter(jurisdiction_id=jurisdiction_id, id=field_id).exists():
        raise BadInput(_("Lĩnh vực không còn trong danh mục; hãy chọn lại."), field="field")


def require_number_stands(draft: OutgoingDraft) -> None:
    """Do nothing where the draft's number still holds: it can be voided in its register by itself.

    Raises:
        Conflict: it was voided.
    """
    if draft.entry is not None and draft.entry.state == EntryState.VOIDED:
        raise Conflict(
            _("Số %(code)s của văn bản này đã bị huỷ trong sổ (%(reason)s). Hãy bỏ dự thảo và soạn lại.")
            % {"code": code_of(draft.entry.number, draft.entry.symbol), "reason": draft.entry.reason},
            code="number_voided",
        )


def keep_version(draft: OutgoingDraft, actor: User, *, note: str, now: dt.datetime) -> None:
    """Keep the content as it is now under the draft's version."""
    DraftVersion.objects.create(
        jurisdiction_id=draft.jurisdiction_id, draft_id=draft.id, number=draft.version, state=draft.state,
        content=draft.content, note=note[:300], saved_at=now, saved_by_id=actor.id,
    )  # fmt: skip


def record(
    draft: OutgoingDraft,
    actor: User,
    code: str,
    payload: Mapping[str, Any],
    *,
    now: dt.datetime,
    request_id: str,
    reason: str = "",
    is_first: bool = False,
) -> None:
    """Add the event of a step to the draft's chain."""
    append(
        jurisdiction_id=draft.jurisdiction_id,
        events=[NewEvent(events.DRAFT, draft.id, code, dict(payload), reason=reason, is_first=is_first)],
        actor_id=actor.id,
        now=now,
        request_id=request_id,
    )


def search_text(draft: OutgoingDraft, code: str = "") -> str:
    """What a draft is found by."""
    return fold(f"{draft.kind} {draft.subject} {code}")

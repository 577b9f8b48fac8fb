"""The sentences of a draft's history: a ledger event's code and payload in the words of people here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dondoc.accounts.selectors import user_names
from dondoc.drafting import events
from dondoc.drafting.choices import SignedHow
from dondoc.drafting.models import OutgoingDraft
from dondoc.ledger.append import timeline
from dondoc.ledger.history import Details, Entry
from dondoc.ledger.models import LedgerEvent


def history_of(draft: OutgoingDraft) -> list[Entry]:
    """The steps of a draft, newest first; savings that follow each other are one line."""
    chain = timeline(draft.jurisdiction_id, [(events.DRAFT, draft.id)])
    return entries(chain, actors=user_names(draft.jurisdiction_id, {event.actor_id for event in chain}))


def entries(chain: Sequence[LedgerEvent], *, actors: Mapping[int, str]) -> list[Entry]:
    """The history in words, newest first.

    Args:
        chain: the events of a draft, oldest first.
        actors: names of the users by id.
    """
    result: list[Entry] = []
    before: LedgerEvent | None = None
    for event in chain:
        again = (
            before is not None
            and event.code == before.code
            and event.code == events.DRAFT_CHANGED
            and event.actor_id == before.actor_id
        )
        before = event
        if again:
            result.pop()
        text, details = _worded(event)
        if event.reason:
            details = (*details, (_("Lý do"), event.reason))
        result.append(Entry(event.code, text, details, actors.get(event.actor_id or 0, ""), event.recorded_at))
    result.reverse()
    return result


def _worded(event: LedgerEvent) -> tuple[str, Details]:
    payload: dict[str, Any] = event.payload
    version = {"version": payload.get("version", "")}
    sentences = {
        events.DRAFT_OPENED: _("Bắt đầu soạn"),
        events.DRAFT_CHANGED: _("Sửa nội dung, đến bản %(version)s") % version,
        events.DRAFT_SUBMITTED: _("Trình bản %(version)s") % version,
        events.DRAFT_TAKEN_BACK: _("Rút lại để sửa tiếp"),
        events.DRAFT_RETURNED: _("Trả lại bản %(version)s") % version,
        events.DRAFT_APPROVED: _("Duyệt bản %(version)s") % version,
        events.DRAFT_NUMBERED: _("Cấp số %(code)s") % {"code": payload.get("code", "")},
        events.DRAFT_ISSUED: _("Phát hành"),
        events.DRAFT_RECALLED: _("Thu hồi văn bản đã phát hành"),
        events.DRAFT_DISCARDED: _("Bỏ dự thảo"),
        events.COMMENT_ADDED: _("Góp ý"),
        events.COMMENT_RESOLVED: _("Đánh dấu một ý kiến đã xử lý"),
        events.SIGNING_REQUESTED: _("Gửi văn bản sang dịch vụ ký số"),
    }
    if event.code == events.DRAFT_SIGNED:
        how = str(payload.get("how", ""))
        label = SignedHow(how).label if how in SignedHow.values else _("Ký")
        signer = str(payload.get("signer") or "")
        return str(label), ((_("Người ký"), signer),) if signer else ()
    if event.code == events.DRAFT_ISSUED:
        given = len(payload.get("directive_ids") or ())
        if given:
            words = ngettext("%(count)s nhiệm vụ", "%(count)s nhiệm vụ", given) % {"count": given}
            return sentences[event.code], ((_("Giao"), words),)
    return sentences.get(event.code, _("Cập nhật dự thảo")), ()

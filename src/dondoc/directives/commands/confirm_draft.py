"""Make directives and assignments of a corrected reading. Of two people at once, one wins and the other is told."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_confirm_reading
from dondoc.directives import draft_events, drafts, events
from dondoc.directives.choices import DraftState
from dondoc.directives.commands.create_directives import NewDirective, create_directives
from dondoc.directives.commands.draft_step import lock_draft, record, require_open, require_version
from dondoc.directives.drafts import DraftItem
from dondoc.directives.judgement_writing import keep_judgements
from dondoc.directives.models import Directive, DraftReading
from dondoc.foundation.errors import BadInput, Conflict, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.reading import without_page_numbers


def confirm_draft(
    *, actor: User, draft_id: int, version: int, now: dt.datetime, request_id: str = ""
) -> list[Directive]:
    """Create the directives of every item that is kept, in one transaction, and close the reading.

    What the person changed of what the reader had said is kept beside it (`judging.judge`).
    A second call of the same person (a double click) returns what the first one created.

    Raises:
        NotFound, Refused: the reading is not for this person, or not to be confirmed by them.
        Conflict: somebody else confirmed, discarded or changed it.
        BadInput: an item lacks something; the sentence names the item and what to do.
    """
    with transaction.atomic():
        draft = lock_draft(actor, draft_id)
        if draft.state == DraftState.CONFIRMED and draft.closed_by_id == actor.id:
            return created_by(draft)
        require_open(draft)
        if not may_confirm_reading(actor):
            raise Refused(
                _(
                    "Xác nhận bản đọc là việc của lãnh đạo Văn phòng hoặc chuyên viên; văn thư rà soát rồi báo chuyên viên."
                )
            )
        require_version(draft, version)
        if draft.document.taken_back_at is not None:
            raise Conflict(
                _("Bên gửi đã lấy lại văn bản này nên không giao việc từ đó. Hãy bỏ bản đọc."), code="taken_back"
            )
        kept = [item for item in drafts.from_json(draft.items) if not item.dropped]
        for number, item in enumerate(kept, start=1):
            _require_ready(number, item, draft, actor)
        if not kept:
            raise BadInput(
                _("Chưa có ý chỉ đạo nào để giao. Hãy thêm ý chỉ đạo, hoặc bỏ bản đọc nếu văn bản không giao việc."),
                code="nothing_to_create",
            )
        directives = create_directives(
            actor=actor,
            document=draft.document,
            items=[_new_directive(item, draft) for item in kept],
            now=now,
            request_id=request_id,
        )
        judged = keep_judgements(draft, actor=actor, now=now)
        draft.state = DraftState.CONFIRMED
        draft.closed_at = now
        draft.closed_by_id = actor.id
        draft.save(update_fields=["state", "closed_at", "closed_by_id"])
        record(
            draft,
            actor,
            draft_events.READING_CONFIRMED,
            {
                "directive_ids": [directive.id for directive in directives],
                "dropped": len(draft.items) - len(kept),
                "edited": sum(item.edited for item in kept),
                "judged": judged,
            },
            now=now,
            request_id=request_id,
        )
    return directives


def created_by(draft: DraftReading) -> list[Directive]:
    """Return the directives that confirming `draft` created, in the order of the text."""
    event = LedgerEvent.objects.filter(
        jurisdiction_id=draft.jurisdiction_id,
        aggregate=events.READING,
        aggregate_id=draft.id,
        code=draft_events.READING_CONFIRMED,
    ).first()
    ids = event.payload["directive_ids"] if event else []
    found = Directive.objects.filter(jurisdiction_id=draft.jurisdiction_id, id__in=ids)
    return list(found.order_by("span_start", "span_end", "id"))


def _require_ready(number: int, item: DraftItem, draft: DraftReading, actor: User) -> None:
    facts = {"number": number, "clause": item.clause, "opening": _opening(item.text)}
    name = (
        _("Ý chỉ đạo %(number)s (mục %(clause)s), “%(opening)s”") % facts
        if item.clause
        else _("Ý chỉ đạo %(number)s, “%(opening)s”") % facts
    )
    missing = drafts.problems(item, issued_on=draft.document.issued_on)
    if missing:
        raise BadInput(
            _("%(name)s: hãy %(missing)s; hoặc bỏ ý này.") % {"name": name, "missing": "; ".join(missing)},
            code="item_not_ready",
            key=item.key,
        )
    if not may_confirm_reading(actor, field_id=item.field_id or draft.field_id):
        raise Refused(
            _(
                "%(name)s thuộc lĩnh vực bạn không theo dõi. Hãy đổi lĩnh vực, hoặc đề nghị chuyên viên phụ trách xác nhận."
            )
            % {"name": name},
            key=item.key,
        )


def _new_directive(item: DraftItem, draft: DraftReading) -> NewDirective:
    deadline = item.deadline
    return NewDirective(
        text=without_page_numbers(item.text),
        leads=item.lead_ids,
        coordinates=item.coordinate_ids,
        clause=item.clause,
        span_start=item.start,
        span_end=item.end,
        field_id=item.field_id or draft.field_id,
        deadline_kind=deadline.kind,
        deadline_words=deadline.words,
        due_on=deadline.due_on,
        deadline_rule=deadline.rule,
        event_name=deadline.event_name,
        event_working_days=deadline.event_working_days,
        confidence=item.confidence,
        because=item.because,
        units_as_written=tuple(addressee.as_written for addressee in (*item.lead, *item.coordinate)),
    )


def _opening(text: str, words: int = 8) -> str:
    parts = text.split()
    return " ".join(parts[:words]) + ("…" if len(parts) > words else "")

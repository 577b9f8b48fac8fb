"""What all corrections of a reading share: permission, lock, version, change, event. Each verb has its own file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.accounts.permissions import may_upload_document
from dondoc.directives import draft_changes, drafts, events
from dondoc.directives.choices import DraftState
from dondoc.directives.draft_changes import Splice
from dondoc.directives.drafts import DraftError, Items
from dondoc.directives.models import DraftReading
from dondoc.documents.models import Document
from dondoc.documents.permissions import visible_documents
from dondoc.foundation.clock import LOCAL
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import NewEvent, append
from dondoc.ledger.models import LedgerEvent


def lock_draft(actor: User, draft_id: int) -> DraftReading:
    """Lock and return a reading that `actor` may know of, its document with it.

    Raises:
        NotFound: there is none, or not for this person.
    """
    found = (
        DraftReading.objects.select_for_update(of=("self",))
        .select_related("document")
        .filter(jurisdiction_id=actor.jurisdiction_id, id=draft_id)
        .first()
    )
    if found is None or not visible_documents(actor).filter(id=found.document_id).exists():
        raise NotFound
    if not may_upload_document(actor):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh được rà soát bản đọc. Hãy báo cho chuyên viên phụ trách."))
    return found


def require_open(draft: DraftReading) -> None:
    """Refuse a reading that was confirmed or discarded.

    Raises:
        Conflict: with who did it and when.
    """
    if draft.state == DraftState.OPEN:
        return
    facts = {"who": name_of(draft.closed_by_id), "when": _at(draft.closed_at)}
    raise Conflict(
        _("Bản đọc này đã được %(who)s xác nhận%(when)s. Hãy mở lại văn bản để xem kết quả.") % facts
        if draft.state == DraftState.CONFIRMED
        else _("Bản đọc này đã được %(who)s bỏ%(when)s. Hãy mở lại văn bản để xem kết quả.") % facts,
        code=f"reading_{draft.state}",
        document_id=draft.document_id,
    )


def require_version(draft: DraftReading, version: int) -> None:
    """Refuse a change of what the person has not seen.

    Raises:
        Conflict: with who changed it in between, and when.
    """
    if draft.version == version:
        return
    last = (
        LedgerEvent.objects.filter(
            jurisdiction_id=draft.jurisdiction_id, aggregate=events.READING, aggregate_id=draft.id
        )
        .order_by("-seq")
        .first()
    )
    who, when = (name_of(last.actor_id), _at(last.recorded_at)) if last else (_("người khác"), "")
    raise Conflict(
        _("Bản đọc này vừa được %(who)s sửa%(when)s. Nội dung mới nhất đang hiện ra; hãy xem lại rồi làm tiếp.")
        % {"who": who, "when": when},
        code="reading_changed",
        version=draft.version,
    )


def change_items(
    *,
    actor: User,
    draft_id: int,
    version: int,
    code: str,
    change: Callable[[Items, Document], Items],
    now: dt.datetime,
    request_id: str,
    payload: dict[str, Any] | None = None,
    set_field: tuple[int | None] | None = None,
) -> DraftReading:
    """Change the items of an open reading: lock, check, change, store, event; one transaction.

    Args:
        actor: who corrects.
        draft_id: which reading.
        version: the version that the person saw.
        code: the event's code.
        change: makes the new items of the old ones.
        now: the moment.
        request_id: groups what one request did.
        payload: further facts for the event.
        set_field: the draft's new field in a tuple of one, where it changes.

    Raises:
        NotFound, Refused, Conflict: see the functions above.
        BadInput: the change is impossible.
    """
    with transaction.atomic():
        draft = lock_draft(actor, draft_id)
        require_open(draft)
        require_version(draft, version)
        before = drafts.from_json(draft.items)
        try:
            after = change(before, draft.document)
        except DraftError as error:
            raise BadInput(str(error), code="bad_draft") from error
        facts = dict(payload or {})
        if set_field is not None:
            facts["field_id"] = [draft.field_id, set_field[0]]
            draft.field_id = set_field[0]
        if after == before and set_field is None:
            return draft  # nothing changed: no version, no event
        splice = draft_changes.difference(before, after)
        facts |= {"at": splice.at, "removed": drafts.to_json(splice.removed), "added": drafts.to_json(splice.added)}
        store(draft, after)
        record(draft, actor, code, facts, now=now, request_id=request_id)
    return draft


def store(draft: DraftReading, items: Items) -> None:
    """Store new items under the next version."""
    draft.items = drafts.to_json(items)
    draft.version += 1
    draft.save(update_fields=["items", "version", "field_id"])


def record(
    draft: DraftReading, actor: User | None, code: str, payload: dict[str, Any], *, now: dt.datetime, request_id: str
) -> None:
    """Add an event of the reading, with the version that it made."""
    append(
        jurisdiction_id=draft.jurisdiction_id,
        events=[NewEvent(events.READING, draft.id, code, {"version": draft.version, **payload})],
        actor_id=actor.id if actor else None,
        now=now,
        request_id=request_id,
    )


def splice_of(payload: dict[str, Any]) -> Splice:
    """Return the change that an event recorded."""
    return Splice(payload["at"], drafts.from_json(payload["removed"]), drafts.from_json(payload["added"]))


def name_of(user_id: int | None) -> str:
    """Return the name of a user for a sentence."""
    found = User.objects.filter(id=user_id).values_list("full_name", flat=True).first() if user_id else None
    return found or _("người khác")


def _at(moment: dt.datetime | None) -> str:
    if moment is None:
        return ""
    at = moment.astimezone(LOCAL)
    return _(" lúc %(time)s ngày %(day)s") % {"time": f"{at:%H:%M}", "day": f"{at:%d/%m/%Y}"}

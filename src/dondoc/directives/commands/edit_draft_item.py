"""Correct one directive of a reading: units, roles, deadline, field, clause, the sentence's ends, seen or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.directives import draft_changes, draft_events
from dondoc.directives.commands.draft_step import change_items
from dondoc.directives.drafts import Addressee, DraftDeadline, Items
from dondoc.directives.models import DraftReading
from dondoc.documents.models import Document
from dondoc.foundation.errors import BadInput
from dondoc.organizations.models import Unit, UnitGroup, WorkField


def edit_draft_item(
    *,
    actor: User,
    draft_id: int,
    version: int,
    key: str,
    lead: Sequence[Addressee] | None = None,
    coordinate: Sequence[Addressee] | None = None,
    deadline: DraftDeadline | None = None,
    field_id: int | None = None,
    clear_field: bool = False,
    clause: str | None = None,
    span: tuple[int, int] | None = None,
    reviewed: bool | None = None,
    now: dt.datetime,
    request_id: str = "",
) -> DraftReading:
    """Change the given parts of the item `key`; what is None stays.

    Args:
        actor: who corrects.
        draft_id: which reading.
        version: the version that the person saw.
        key: which item.
        lead: who leads.
        coordinate: who coordinates.
        deadline: until when.
        field_id: field of work.
        clear_field: the item has the draft's field again.
        clause: path of the clause.
        span: other offsets of its sentence.
        reviewed: whether a person has looked at it.
        now: the moment.
        request_id: groups what one request did.

    Raises:
        NotFound, Refused: the reading is not for this person.
        Conflict: somebody changed or closed it in between.
        BadInput: a unit, group or field that is not there, offsets outside the text.
    """
    named = [*(lead or ()), *(coordinate or ())]
    _require_all(
        Unit,
        actor,
        {unit for a in named for unit in a.unit_ids},
        _("Có đơn vị không còn trong danh mục; hãy tải lại trang rồi chọn lại."),
    )
    _require_all(
        UnitGroup,
        actor,
        {a.group_id for a in named if a.group_id},
        _("Có nhóm đơn vị không còn trong danh mục; hãy tải lại trang rồi chọn lại."),
    )
    _require_all(
        WorkField,
        actor,
        {field_id} if field_id else set(),
        _("Lĩnh vực không còn trong danh mục; hãy tải lại trang rồi chọn lại."),
    )

    def change(items: Items, document: Document) -> Items:
        return draft_changes.edit(
            items, document.text, key, lead=lead, coordinate=coordinate, deadline=deadline, field_id=field_id,
            clear_field=clear_field, clause=clause, span=span, reviewed=reviewed,
        )  # fmt: skip

    return change_items(
        actor=actor, draft_id=draft_id, version=version, code=draft_events.ITEM_EDITED, change=change, now=now,
        request_id=request_id, payload={"key": key},
    )  # fmt: skip


def _require_all(model: type[Unit | UnitGroup | WorkField], actor: User, ids: set[int], sentence: str) -> None:
    if ids and model.objects.filter(jurisdiction_id=actor.jurisdiction_id, id__in=ids).count() != len(ids):
        raise BadInput(sentence, code="unknown_reference")

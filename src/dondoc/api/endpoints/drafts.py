"""Drafts: what the reader found, corrected step by step as on the screen, then confirmed or discarded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.directives import NewDeadline
from dondoc.api.schemas.documents import (
    Confirmed,
    Cut,
    CutPlaces,
    Discard,
    Draft,
    DraftField,
    DraftPage,
    DraftQuery,
    ItemChanges,
    NewItem,
    SentencesLeft,
    Versioned,
)
from dondoc.directives import drafts
from dondoc.directives.commands.add_draft_item import add_draft_item
from dondoc.directives.commands.confirm_draft import confirm_draft
from dondoc.directives.commands.discard_draft import discard_draft
from dondoc.directives.commands.drop_draft_item import drop_draft_item
from dondoc.directives.commands.edit_draft_item import edit_draft_item
from dondoc.directives.commands.merge_draft_items import merge_draft_items
from dondoc.directives.commands.restore_draft_item import restore_draft_item
from dondoc.directives.commands.set_draft_field import set_draft_field
from dondoc.directives.commands.split_draft_item import split_draft_item
from dondoc.directives.commands.undo_draft_change import undo_draft_change
from dondoc.directives.draft_selectors import draft_of, drafts_of, places_to_cut, sentences_left
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftItem
from dondoc.directives.models import DraftReading
from dondoc.documents.reader_words import notices_in_words
from dondoc.foundation.errors import NotFound
from dondoc.organizations.selectors import groups_of, members_of_group
from dondoc.web.requests import PageRequest

router = Router(tags=["Bản đọc"])


@router.get("/drafts", response=DraftPage, summary="Các bản đọc", url_name="drafts")
def list_of_drafts(request: PageRequest, query: Query[DraftQuery]) -> HttpResponse:
    """Trả các bản đọc đang rà soát (hoặc đã xác nhận, đã bỏ), mới trước."""
    lookups.require_directives(request.user)
    lookups.refuse_unknown(request, DraftQuery.model_fields)
    found = drafts_of(request.user, state=query.state)
    items = [
        {
            "id": row.id,
            "document_id": row.document_id,
            "document_code": row.document.code,
            "state": row.state,
            "version": row.version,
            "items": len(row.items),
            "created_at": at(row.created_at),
        }
        for row in found[query.offset : query.offset + query.limit]
    ]
    return reply({"items": items, "count": found.count(), "limit": query.limit, "offset": query.offset})


@router.get("/drafts/{draft_id}", response=Draft, summary="Một bản đọc", url_name="draft")
def one_draft(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Trả một bản đọc với từng ý chỉ đạo và điều còn thiếu để xác nhận."""
    return _answer(request, draft_of(request.user, draft_id))


@router.post(
    "/drafts/{draft_id}/confirm", response={201: Confirmed}, summary="Xác nhận bản đọc", url_name="draft_confirm"
)
def confirm_one_draft(request: PageRequest, draft_id: Id, body: Body[Versioned]) -> HttpResponse:
    """Giao nhiệm vụ từ mọi ý chỉ đạo được giữ. Hai người cùng xác nhận: một người được, người kia nhận 409."""
    given = confirm_draft(actor=request.user, draft_id=draft_id, version=body.version, **_when(request))
    return reply(
        {
            "draft_id": draft_id,
            "document_id": given[0].document_id,
            "directive_ids": [directive.id for directive in given],
        },
        status=201,
    )


@router.post("/drafts/{draft_id}/discard", response=Draft, summary="Bỏ bản đọc", url_name="draft_discard")
def discard_one_draft(request: PageRequest, draft_id: Id, body: Body[Discard]) -> HttpResponse:
    """Bỏ bản đọc vì văn bản không giao việc; văn bản vẫn được giữ."""
    return _answer(
        request,
        discard_draft(
            actor=request.user, draft_id=draft_id, version=body.version, reason=body.reason, **_when(request)
        ),
    )


@router.post("/drafts/{draft_id}/undo", response=Draft, summary="Hoàn tác lần sửa gần nhất", url_name="draft_undo")
def undo_draft(request: PageRequest, draft_id: Id, body: Body[Versioned]) -> HttpResponse:
    """Hoàn tác lần sửa gần nhất chưa hoàn tác."""
    return _answer(
        request, undo_draft_change(actor=request.user, draft_id=draft_id, version=body.version, **_when(request))
    )


@router.post("/drafts/{draft_id}/field", response=Draft, summary="Đặt lĩnh vực của bản đọc", url_name="draft_field")
def set_field_of_draft(request: PageRequest, draft_id: Id, body: Body[DraftField]) -> HttpResponse:
    """Đặt lĩnh vực cho cả bản đọc; các ý có lĩnh vực riêng lại theo bản đọc."""
    draft_of(request.user, draft_id)
    field_id = lookups.field_by_code(request.user, body.field) if body.field else None
    return _answer(
        request,
        set_draft_field(
            actor=request.user, draft_id=draft_id, version=body.version, field_id=field_id, **_when(request)
        ),
    )


@router.post("/drafts/{draft_id}/items", response={201: Draft}, summary="Thêm ý chỉ đạo", url_name="draft_items")
def add_item(request: PageRequest, draft_id: Id, body: Body[NewItem]) -> HttpResponse:
    """Thêm một ý chỉ đạo từ một đoạn của văn bản."""
    draft, _key = add_draft_item(
        actor=request.user, draft_id=draft_id, version=body.version, start=body.start, end=body.end, **_when(request)
    )
    return _answer(request, draft, status=201)


@router.patch("/drafts/{draft_id}/items/{key}", response=Draft, summary="Sửa ý chỉ đạo", url_name="draft_item")
def edit_item(request: PageRequest, draft_id: Id, key: str, body: Body[ItemChanges]) -> HttpResponse:
    """Sửa đơn vị, vai trò, thời hạn, lĩnh vực, mục, đoạn văn của một ý; những gì không gửi giữ nguyên."""
    document = draft_of(request.user, draft_id).document
    on = document.issued_on or request.today
    clears = body.field is not None and not body.field
    draft = edit_draft_item(
        actor=request.user,
        draft_id=draft_id,
        version=body.version,
        key=key,
        lead=_addressees(request, body.lead, body.lead_groups, on, "lead"),
        coordinate=_addressees(request, body.coordinate, body.coordinate_groups, on, "coordinate"),
        deadline=_deadline(body.deadline),
        field_id=lookups.field_by_code(request.user, body.field) if body.field else None,
        clear_field=clears,
        clause=body.clause,
        span=body.span,
        reviewed=body.reviewed,
        **_when(request),
    )
    return _answer(request, draft)


@router.post("/drafts/{draft_id}/items/{key}/split", response=Draft, summary="Tách ý chỉ đạo", url_name="draft_split")
def split_item(request: PageRequest, draft_id: Id, key: str, body: Body[Cut]) -> HttpResponse:
    """Tách một ý làm hai tại một vị trí của văn bản."""
    return _answer(
        request,
        split_draft_item(
            actor=request.user, draft_id=draft_id, version=body.version, key=key, offset=body.offset, **_when(request)
        ),
    )


@router.post("/drafts/{draft_id}/items/{key}/merge", response=Draft, summary="Gộp với ý sau", url_name="draft_merge")
def merge_item(request: PageRequest, draft_id: Id, key: str, body: Body[Versioned]) -> HttpResponse:
    """Gộp một ý với ý được giữ ngay sau đó."""
    return _answer(
        request,
        merge_draft_items(actor=request.user, draft_id=draft_id, version=body.version, key=key, **_when(request)),
    )


@router.post("/drafts/{draft_id}/items/{key}/drop", response=Draft, summary="Bỏ ý chỉ đạo", url_name="draft_drop")
def drop_item(request: PageRequest, draft_id: Id, key: str, body: Body[Versioned]) -> HttpResponse:
    """Bỏ một ý không phải chỉ đạo."""
    return _answer(
        request,
        drop_draft_item(actor=request.user, draft_id=draft_id, version=body.version, key=key, **_when(request)),
    )


@router.post(
    "/drafts/{draft_id}/items/{key}/restore", response=Draft, summary="Lấy lại ý đã bỏ", url_name="draft_restore"
)
def restore_item(request: PageRequest, draft_id: Id, key: str, body: Body[Versioned]) -> HttpResponse:
    """Lấy lại một ý đã bỏ."""
    return _answer(
        request,
        restore_draft_item(actor=request.user, draft_id=draft_id, version=body.version, key=key, **_when(request)),
    )


@router.get(
    "/drafts/{draft_id}/sentences-left", response=SentencesLeft, summary="Những câu chưa thuộc ý nào",
    url_name="draft_sentences_left",
)  # fmt: skip
def sentences_of_no_item(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Trả những câu của văn bản mà chưa ý chỉ đạo nào có: nơi có thể còn sót việc."""
    draft = draft_of(request.user, draft_id)
    text = draft.document.text
    left = sentences_left(text, drafts.from_json(draft.items))
    return reply({"items": [{"start": start, "end": end, "text": text[start:end]} for start, end in left]})


@router.get(
    "/drafts/{draft_id}/items/{key}/cuts", response=CutPlaces, summary="Những chỗ tách được", url_name="draft_cuts"
)
def places_of_item(request: PageRequest, draft_id: Id, key: str) -> HttpResponse:
    """Trả những vị trí mà một câu riêng có thể bắt đầu trong một ý chỉ đạo."""
    draft = draft_of(request.user, draft_id)
    item = next((one for one in drafts.from_json(draft.items) if one.key == key), None)
    if item is None:
        raise NotFound(_("Ý chỉ đạo này không còn trong bản đọc; hãy tải lại."))
    return reply({"offsets": places_to_cut(draft.document.text, item)})


def _when(request: PageRequest) -> dict[str, Any]:
    return {"now": request.now, "request_id": request.request_id}


def _addressees(
    request: PageRequest, codes: list[str] | None, groups: list[str], on: dt.date, field: str
) -> list[Addressee] | None:
    if codes is None and not groups:
        return None
    user = request.user
    units = lookups.units_by_code(user, codes or [], field=field)
    named = lookups.groups_by_code(user, groups, field=f"{field}_groups")
    return [
        *(Addressee(as_written=unit.name, unit_ids=(unit.id,)) for unit in units),
        *(
            Addressee(
                as_written=group.name,
                unit_ids=tuple(unit.id for unit in members_of_group(user.jurisdiction_id, group.id, on)),
                group_id=group.id,
            )
            for group in named
        ),
    ]


def _deadline(given: NewDeadline | None) -> DraftDeadline | None:
    if given is None:
        return None
    return DraftDeadline(
        kind=given.kind,
        words=given.words.strip(),
        due_on=given.due_on,
        rule="person",
        event_name=given.event_name.strip(),
        event_working_days=given.event_working_days,
    )


def _answer(request: PageRequest, draft: DraftReading, *, status: int = 200) -> HttpResponse:
    user = request.user
    items = drafts.from_json(draft.items)
    ids = {unit for item in items for a in (*item.lead, *item.coordinate) for unit in a.unit_ids}
    units = {unit.id: unit.code for unit in lookups.units_by_id(user, ids).values()}
    groups = {group.id: group.code for group in groups_of(user.jurisdiction_id)}
    fields = lookups.field_codes(user)

    def addressee(one: Addressee) -> dict[str, Any]:
        return {
            "as_written": one.as_written,
            "units": [units[unit] for unit in one.unit_ids if unit in units],
            "group": groups.get(one.group_id) if one.group_id else None,
            "start": one.start,
            "end": one.end,
        }

    def shown(item: DraftItem) -> dict[str, Any]:
        deadline = item.deadline
        return {
            **{name: getattr(item, name) for name in _PLAIN},
            "lead": [addressee(one) for one in item.lead],
            "coordinate": [addressee(one) for one in item.coordinate],
            "deadline": {name: getattr(deadline, name) for name in _DEADLINE},
            "times": [{name: getattr(time, name) for name in _TIME} for time in item.times],
            "field": fields.get(item.field_id) if item.field_id else None,
            "problems": drafts.problems(item, issued_on=draft.document.issued_on),
        }

    return reply(
        {
            "id": draft.id,
            "document_id": draft.document_id,
            "state": draft.state,
            "version": draft.version,
            "field": fields.get(draft.field_id) if draft.field_id else None,
            "created_at": at(draft.created_at),
            "closed_at": at(draft.closed_at),
            "warnings": notices_in_words(draft.warnings),
            "items": [shown(item) for item in items],
        },
        status=status,
    )


_PLAIN = (
    "key", "clause", "start", "end", "text", "flags", "confidence", "because", "dropped", "edited", "reviewed",
)  # fmt: skip
_TIME = ("words", "due_on", "purpose", "start", "end")
_DEADLINE = ("kind", "words", "due_on", "rule", "event_name", "event_working_days", "start", "end")

"""Registers: listed, opened, changed; their numbers taken, kept, used, voided; what arrives entered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups, once
from dondoc.api.replies import reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.registers import (
    Entries,
    EntryChanges,
    EntryItem,
    EntryPage,
    EntryQuery,
    FileQuery,
    NewArrival,
    NewNumber,
    NewRegister,
    RegisterChanges,
    RegisterItem,
    Registers,
    ReservedNumber,
    Reserving,
    Voiding,
    YearQuery,
)
from dondoc.documents import register_export
from dondoc.documents.commands._facts import Facts
from dondoc.documents.commands._registers import require_keeper, require_number
from dondoc.documents.commands.change_register import change_register
from dondoc.documents.commands.change_register_entry import Origin, change_register_entry
from dondoc.documents.commands.open_register import open_register
from dondoc.documents.commands.record_arrival import Arrival, record_arrival
from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.commands.take_number import take_number
from dondoc.documents.commands.use_reserved_number import use_reserved_number
from dondoc.documents.commands.void_number import void_number
from dondoc.documents.content_types import XLSX
from dondoc.documents.models import Register, RegisterEntry
from dondoc.documents.register_selectors import (
    RegisterRow,
    entries_of,
    entry_of,
    register_of,
    register_row,
    registers_of,
)
from dondoc.foundation.errors import Conflict
from dondoc.web.requests import PageRequest

router = Router(tags=["Sổ văn bản"])
_BESIDE = (
    "kind",
    "drafter",
    "subject",
    "signer",
    "recipients",
    "kept_by",
    "copies",
    "handed_on",
    "note",
    "document_id",
)
_CORRECTED = ("subject", "signer", "recipients", "kept_by", "copies", "handed_on", "note", "document_id")
_ON_IT = ("author", "document_code", "document_date", "kind")
_EMPTIED = frozenset({"document_date", "copies", "handed_on", "document_id"})


@router.get("/registers", response=Registers, summary="Các sổ văn bản", url_name="registers")
def list_of_registers(request: PageRequest, query: Query[YearQuery]) -> HttpResponse:
    """Trả các sổ với số cuối, số đang giữ, số đã huỷ của một năm; dành cho Văn phòng và Chủ tịch."""
    lookups.refuse_unknown(request, frozenset({"year"}))
    year = query.year or request.today.year
    return reply({"items": [_register(row, year) for row in registers_of(request.user, year)]})


@router.post("/registers", response={201: RegisterItem}, summary="Mở sổ", url_name="registers")
def open_one_register(request: PageRequest, body: Body[NewRegister]) -> HttpResponse:
    """Mở một sổ: văn bản đi để cấp số, hoặc văn bản đến để vào số đến."""
    require_keeper(request.user)
    (unit,) = lookups.units_by_code(request.user, [body.unit])
    made = open_register(unit_id=unit.id, **body.model_dump(exclude={"unit"}), **request.who)
    return reply(_one(request, made.id), status=201)


@router.get("/registers/{register_id}", response=RegisterItem, summary="Một sổ", url_name="register")
def one_register(request: PageRequest, register_id: Id, query: Query[YearQuery]) -> HttpResponse:
    """Trả một sổ với những gì sổ có trong một năm."""
    lookups.refuse_unknown(request, frozenset({"year"}))
    return reply(_one(request, register_id, query.year))


@router.patch("/registers/{register_id}", response=RegisterItem, summary="Sửa sổ", url_name="register")
def change_one_register(request: PageRequest, register_id: Id, body: Body[RegisterChanges]) -> HttpResponse:
    """Đổi tên, loại, ký hiệu của sổ; đóng hoặc mở lại. Các số đã cấp giữ nguyên."""
    require_keeper(request.user)
    found = register_of(request.user, register_id)
    change_register(register_id=found.id, **body.model_dump(), **request.who)
    return reply(_one(request, found.id))


@router.get(
    "/registers/{register_id}/entries", response=EntryPage, summary="Các số của sổ", url_name="register_entries"
)
def entries_of_register(request: PageRequest, register_id: Id, query: Query[EntryQuery]) -> HttpResponse:
    """Trả các số của một sổ trong một năm, số mới trước; số huỷ và số giữ vẫn ở trong sổ."""
    lookups.refuse_unknown(request, frozenset(EntryQuery.model_fields))
    found = register_of(request.user, register_id)
    rows = entries_of(found, query.year or request.today.year, search=query.q, state=query.state or "")
    shown = rows.order_by("-number")[query.offset : query.offset + query.limit]
    items = [_entry(entry) for entry in shown]
    return reply({"items": items, "count": rows.count(), "limit": query.limit, "offset": query.offset})


@router.get("/exports/registers/{register_id}", summary="Xuất sổ", url_name="register_export")
def export_register(request: PageRequest, register_id: Id, query: Query[FileQuery]) -> HttpResponseBase:
    """Tải một sổ của một năm, đủ các cột của phụ lục IV NĐ 30/2020/NĐ-CP, theo thứ tự số."""
    lookups.refuse_unknown(request, frozenset(FileQuery.model_fields))
    found = register_of(request.user, register_id)
    year = query.year or request.today.year
    rows = entries_of(found, year).iterator()
    response: HttpResponseBase = (
        HttpResponse(register_export.to_xlsx(found, year, rows), content_type=XLSX.media_type)
        if query.format == "xlsx"
        else StreamingHttpResponse(register_export.to_csv(found, rows), content_type="text/csv; charset=utf-8")
    )
    response["Content-Disposition"] = f'attachment; filename="so-{found.id}-{year}.{query.format}"'
    return response


@router.post("/registers/{register_id}/numbers", response={201: EntryItem}, summary="Lấy số", url_name="register_take")
def take_one_number(request: PageRequest, register_id: Id, body: Body[NewNumber]) -> HttpResponse:
    """Cấp số tiếp theo cho một văn bản của hôm nay. Với `Idempotency-Key`, gửi lại cùng khoá trả đúng số đã cấp."""
    require_number(request.user)
    found = register_of(request.user, register_id)
    return _once(request, found, body, lambda: take_number(register_id=found.id, facts=_facts(body), **request.who))


@router.post(
    "/registers/{register_id}/arrivals", response={201: EntryItem}, summary="Vào sổ đến", url_name="register_arrive"
)
def enter_arrival(request: PageRequest, register_id: Id, body: Body[NewArrival]) -> HttpResponse:
    """Cho văn bản vừa đến số đến tiếp theo. Văn bản đã vào sổ trả lỗi 409 `duplicate_arrival` kèm `entry_id`."""
    require_number(request.user)
    found = register_of(request.user, register_id)
    arrival = Arrival(
        arrived_on=body.arrived_on, author=body.author, document_code=body.document_code,
        document_date=body.document_date,
    )  # fmt: skip
    return _once(
        request, found, body,
        lambda: record_arrival(
            register_id=found.id, arrival=arrival, facts=_facts(body), accept_duplicate=body.accept_duplicate, **request.who
        ),
    )  # fmt: skip


@router.post("/registers/{register_id}/reserve", response={201: Entries}, summary="Giữ số", url_name="register_reserve")
def reserve_some_numbers(request: PageRequest, register_id: Id, body: Body[Reserving]) -> HttpResponse:
    """Giữ các số tiếp theo, mang ngày hôm nay; dành cho lãnh đạo Văn phòng."""
    require_keeper(request.user)
    found = register_of(request.user, register_id)
    kept = reserve_numbers(register_id=found.id, **body.model_dump(), **request.who)
    rows = entries_of(found, kept[0].year).filter(id__in=[one.id for one in kept])
    return reply({"items": [_entry(entry) for entry in rows]}, status=201)


@router.get("/register-entries/{entry_id}", response=EntryItem, summary="Một số của sổ", url_name="register_entry")
def one_entry(request: PageRequest, entry_id: Id) -> HttpResponse:
    """Trả một số với những gì đứng bên cạnh."""
    return reply(_entry(entry_of(request.user, entry_id)))


@router.patch("/register-entries/{entry_id}", response=EntryItem, summary="Sửa nội dung số", url_name="register_entry")
def change_one_entry(request: PageRequest, entry_id: Id, body: Body[EntryChanges]) -> HttpResponse:
    """Sửa trích yếu, người ký, nơi nhận, bản lưu, số bản, ngày chuyển, ghi chú; sổ cái giữ lại điều đã ghi trước."""
    require_number(request.user)
    entry = entry_of(request.user, entry_id)
    sent = body.model_dump(exclude_unset=True)
    kept = {name: value for name, value in sent.items() if value is not None or name in _EMPTIED}
    facts = Facts(**{name: kept.get(name, getattr(entry, name)) for name in _CORRECTED})
    origin = None
    if any(name in kept for name in _ON_IT):
        origin = Origin(**{name: kept.get(name, getattr(entry, name)) for name in _ON_IT})
    change_register_entry(entry_id=entry.id, facts=facts, origin=origin, **request.who)
    return reply(_entry(entry_of(request.user, entry.id)))


@router.post(
    "/register-entries/{entry_id}/use", response=EntryItem, summary="Dùng số đã giữ", url_name="register_entry_use"
)
def use_one_number(request: PageRequest, entry_id: Id, body: Body[ReservedNumber]) -> HttpResponse:
    """Cho một văn bản số đã giữ; văn bản mang ngày số được giữ. Dành cho lãnh đạo Văn phòng."""
    require_keeper(request.user)
    entry = entry_of(request.user, entry_id)
    use_reserved_number(entry_id=entry.id, facts=_facts(body), reason=body.reason, **request.who)
    return reply(_entry(entry_of(request.user, entry.id)))


@router.post("/register-entries/{entry_id}/void", response=EntryItem, summary="Huỷ số", url_name="register_entry_void")
def void_one_number(request: PageRequest, entry_id: Id, body: Body[Voiding]) -> HttpResponse:
    """Huỷ một số; số ở lại trong sổ cùng lý do và không cấp lại."""
    require_number(request.user)
    entry = entry_of(request.user, entry_id)
    void_number(entry_id=entry.id, reason=body.reason, **request.who)
    return reply(_entry(entry_of(request.user, entry.id)))


def _once(
    request: PageRequest, register: Register, body: NewNumber | NewArrival, enter: Callable[[], RegisterEntry]
) -> HttpResponse:
    """Enter a line, or answer with the one that an earlier request with the same key entered."""
    key = once.key_of(request, f"register-{register.id}")
    # Kept beside the key: what stands in the register may have been corrected since.
    content = f"said:{hashlib.sha256(f'{key} {body.model_dump_json()}'.encode()).hexdigest()[:48]}"
    if not key:
        return reply(_entry(entry_of(request.user, enter().id)), status=201)
    with transaction.atomic():
        earlier_id = once.earlier(request, key)
        if earlier_id is None:
            made = enter()
            once.remember(request, key, made.id)
            once.remember(request, content, made.id)
            return reply(_entry(entry_of(request.user, made.id)), status=201)
        is_same = once.earlier(request, content) == earlier_id
    if not is_same:
        raise Conflict(
            _("Idempotency-Key này đã dùng cho một văn bản khác; hãy dùng khoá mới cho mỗi văn bản."),
            code="idempotency_key_reused",
            entry_id=earlier_id,
        )
    return reply(_entry(entry_of(request.user, earlier_id)), status=201, headers={"Idempotent-Replayed": "true"})


def _facts(body: NewNumber | NewArrival) -> Facts:
    return Facts(**{name: getattr(body, name) for name in _BESIDE if hasattr(body, name)})


def _one(request: PageRequest, register_id: int, year: int | None = None) -> dict[str, Any]:
    year = year or request.today.year
    return _register(register_row(request.user, register_id, year), year)


def _register(row: RegisterRow, year: int) -> dict[str, Any]:
    register = row.register
    return {
        "id": register.id,
        "unit": register.unit.code,
        "unit_name": register.unit.name,
        "name": register.name,
        "direction": register.direction,
        "kinds": register.kinds,
        "agency_symbol": register.agency_symbol,
        "closed_on": register.closed_on,
        "year": year,
        "last_number": row.last_number,
        "reserved": row.reserved,
        "voided": row.voided,
        "latest_on": row.latest.entered_on if row.latest else None,
    }


def _entry(entry: RegisterEntry) -> dict[str, Any]:
    names = [name for name in EntryItem.model_fields if name != "code"]
    return {"code": register_export.written(entry), **{name: getattr(entry, name) for name in names}}

"""Registers of documents and the numbers in them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from dondoc.api.schemas.common import (
    Code,
    Day,
    DirectionCode,
    Id,
    Limit,
    Offset,
    OptionalText,
    Page,
    Sent,
    Shown,
    Text,
)

EntryStateCode = Literal["taken", "reserved", "voided"]
_Line = Annotated[Text, Field(max_length=200)]
_Reason = Annotated[Text, Field(max_length=500)]
_Kinds = Annotated[list[_Line], Field(max_length=40)]
_Year = Annotated[int, Field(ge=1900, le=2200)]


def _blank_is_nothing(value: object) -> object:
    return None if value == "" else value


OptionalYear = Annotated[_Year | None, BeforeValidator(_blank_is_nothing)]


class YearQuery(Sent):
    """Năm nào."""

    year: OptionalYear = Field(None, description="mặc định là năm nay")


class RegisterItem(Shown):
    """Một sổ, với những gì sổ có trong năm được hỏi."""

    id: int
    unit: str = Field(description="mã cơ quan")
    unit_name: str
    name: str
    direction: DirectionCode
    kinds: list[str] = Field(description="các loại đánh số chung; rỗng: mọi loại mà các sổ đang mở khác không nêu")
    agency_symbol: str
    closed_on: dt.date | None
    year: int
    last_number: int
    reserved: int = Field(description="số đang giữ")
    voided: int = Field(description="số đã huỷ")
    latest_on: dt.date | None = Field(description="ngày của số mới nhất")


class Registers(Shown):
    """Các sổ, sổ đang mở trước."""

    items: list[RegisterItem]


class NewRegister(Sent):
    """Sổ mới."""

    unit: Code = Field(description="mã cơ quan")
    direction: DirectionCode
    name: _Line
    kinds: _Kinds = Field([], description="tên các loại văn bản đánh số chung trong sổ")
    agency_symbol: Annotated[Text, Field(max_length=40)] = Field("", description="ví dụ VP; sổ đến không cần")


class RegisterChanges(Sent):
    """Những gì đổi ở sổ; không gửi thì giữ nguyên."""

    name: _Line | None = None
    kinds: _Kinds | None = None
    agency_symbol: Annotated[Text, Field(max_length=40)] | None = None
    closed: bool | None = None


class EntryQuery(Sent):
    """Những số nào của sổ."""

    year: OptionalYear = Field(None, description="mặc định là năm nay")
    q: OptionalText = Field("", description="từ trong số, ký hiệu, tác giả, trích yếu, người ký")
    state: Annotated[EntryStateCode | None, BeforeValidator(_blank_is_nothing)] = None
    limit: Limit = 100
    offset: Offset = 0


class EntryItem(Shown):
    """Một số của sổ với các cột bên cạnh (NĐ 30/2020/NĐ-CP, phụ lục IV)."""

    id: int
    register_id: int
    year: int
    number: int
    code: str = Field(description="số và ký hiệu như viết trên văn bản; ở sổ đến là số đến")
    state: EntryStateCode
    entered_on: dt.date = Field(description="ngày của văn bản; ở sổ đến là ngày đến")
    kind: str
    symbol: str
    author: str
    document_code: str
    document_date: dt.date | None
    subject: str
    signer: str
    recipients: str
    kept_by: str
    copies: int | None
    handed_on: dt.date | None
    note: str
    reason: str
    document_id: int | None


class EntryPage(Page):
    """Các số của một sổ trong một năm, số mới trước."""

    items: list[EntryItem]


class Entries(Shown):
    """Các số vừa giữ."""

    items: list[EntryItem]


class _Facts(Sent):
    signer: Annotated[Text, Field(max_length=120)] = ""
    recipients: Annotated[Text, Field(max_length=2000)] = ""
    kept_by: _Line = ""
    copies: Annotated[int, Field(ge=0, le=100_000)] | None = None
    handed_on: Day | None = None
    note: Annotated[Text, Field(max_length=1000)] = ""
    document_id: Id | None = Field(None, description="văn bản đã có trong hệ thống")


class NewNumber(_Facts):
    """Văn bản hôm nay cần một số."""

    kind: _Line = Field(description="một trong 29 loại của NĐ 30/2020/NĐ-CP")
    subject: Annotated[Text, Field(max_length=2000)]
    drafter: Annotated[Text, Field(max_length=20)] = Field("", description="chỉ với công văn, ví dụ KT")


class ReservedNumber(NewNumber):
    """Văn bản dùng một số đã giữ."""

    reason: _Reason


class NewArrival(_Facts):
    """Văn bản vừa đến."""

    arrived_on: Day
    author: _Line = Field(description="cơ quan ban hành")
    document_code: Annotated[Text, Field(max_length=80)] = ""
    document_date: Day | None = None
    kind: _Line = ""
    subject: Annotated[Text, Field(max_length=2000)]
    accept_duplicate: bool = Field(default=False, description="vẫn vào sổ dù đã có văn bản cùng tác giả, số và ngày")


class Reserving(Sent):
    """Giữ các số tiếp theo, mang ngày hôm nay."""

    count: Annotated[int, Field(ge=1, le=1000)]
    reason: _Reason


class Voiding(Sent):
    """Huỷ một số: số ở lại trong sổ cùng lý do."""

    reason: _Reason


class EntryChanges(Sent):
    """Những gì đổi bên cạnh một số; không gửi thì giữ nguyên. Số, ký hiệu, ngày không đổi được."""

    author: _Line | None = Field(None, description="chỉ ở sổ đến, cũng như document_code, document_date, kind")
    document_code: Annotated[Text, Field(max_length=80)] | None = None
    document_date: Day | None = None
    kind: Annotated[Text, Field(max_length=60)] | None = None
    subject: Annotated[Text, Field(max_length=2000)] | None = None
    signer: Annotated[Text, Field(max_length=120)] | None = None
    recipients: Annotated[Text, Field(max_length=2000)] | None = None
    kept_by: _Line | None = None
    copies: Annotated[int, Field(ge=0, le=100_000)] | None = None
    handed_on: Day | None = None
    note: Annotated[Text, Field(max_length=1000)] | None = None
    document_id: Id | None = None


class FileQuery(YearQuery):
    """Sổ của năm nào, thành tệp gì."""

    format: Literal["xlsx", "csv"] = "xlsx"

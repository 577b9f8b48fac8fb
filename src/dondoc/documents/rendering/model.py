"""A document to be printed, as plain frozen data: the form is described in `schema.json`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any, Literal, Self, cast

from dondoc.documents.kinds import WITHOUT_SYMBOL

from . import checks
from .checks import Field
from .errors import RenderingError

Kind = Literal["clause", "paragraph", "heading"]
KINDS = ("clause", "paragraph", "heading")
URGENCIES = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return value.to_dict() if isinstance(value, _Record) else value


class _Record:
    """Base of the records below: to the JSON form."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON data; `from_dict` of it gives the record again."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(cast("Any", self))}


@dataclass(frozen=True, slots=True)
class Item(_Record):
    """A paragraph of the body, a clause with its label or a heading, and what stands under it."""

    text: str
    label: str = ""
    kind: Kind = "clause"
    under: tuple[Item, ...] = ()

    @classmethod
    def read(cls, given: Field, depth: int = 0) -> Self:
        """Read an item and what is under it."""
        if depth >= checks.DEEPEST:
            raise given.wrong(f"lồng sâu quá {checks.DEEPEST} cấp")
        own = given.keys("label", "text", "kind", "under")
        kind = cast("Kind", own("kind").one_of(KINDS) or "clause")
        label, under = own("label").text(), tuple(cls.read(item, depth + 1) for item in own("under").items())
        # "Điều 1." may stand over its paragraphs without a title of its own.
        text = own("text").text(required=not (label and under))
        return cls(text, label, kind, under)


@dataclass(frozen=True, slots=True)
class Signature(_Record):
    """Who signs: lines of authority ("KT. CHÁNH VĂN PHÒNG"), the post, the name without titles."""

    position: str
    name: str
    authority: tuple[str, ...] = ()

    @classmethod
    def read(cls, given: Field) -> Self:
        """Read a signature."""
        own = given.keys("authority", "position", "name")
        name = own("name").text(required=True)
        if title := checks.learned_title(name):
            raise own("name").wrong(
                f"có học hàm, học vị “{title}”; Nghị định 30/2020/NĐ-CP chỉ cho ghi họ và tên người ký"
            )
        return cls(own("position").text(required=True), name, own("authority").texts())


@dataclass(frozen=True, slots=True)
class Table(_Record):
    """A table of an annex."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def read(cls, given: Field) -> Self:
        """Read a table; every row has a cell for each column."""
        own = given.keys("columns", "rows")
        columns = own("columns").texts()
        if not columns:
            raise own("columns").wrong("phải có ít nhất một cột")
        rows = []
        for row in own("rows").items():
            cells = row.texts(blank=True)
            if len(cells) != len(columns):
                raise row.wrong(f"có {len(cells)} ô, cần {len(columns)} ô như số cột")
            rows.append(cells)
        return cls(columns, tuple(rows))


@dataclass(frozen=True, slots=True)
class Annex(_Record):
    """An annex: its title, its paragraphs, its table."""

    title: str
    body: tuple[Item, ...] = ()
    table: Table | None = None

    @classmethod
    def read(cls, given: Field) -> Self:
        """Read an annex."""
        own = given.keys("title", "body", "table")
        table = own("table")
        return cls(
            own("title").text(required=True),
            tuple(Item.read(item) for item in own("body").items()),
            None if table.value is None else Table.read(table),
        )


@dataclass(frozen=True, slots=True)
class StructuredDocument(_Record):
    """An official document (NĐ 30/2020/NĐ-CP, annex I); what a draft does not have yet is None."""

    type: str
    symbol: str
    place: str
    issuer: str
    subject: str
    body: tuple[Item, ...]
    signature: Signature
    number: str | None = None
    date: dt.date | None = None
    parent: str | None = None
    urgency: str | None = None
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    drafter: str | None = None

    @classmethod
    def from_dict(cls, data: Any) -> Self:
        """The document that JSON data describe.

        Args:
            data: what `schema.json` describes; white space in texts becomes single spaces.

        Returns:
            The document.

        Raises:
            RenderingError: the data have another form (`wrong_form`) or a mark of secrecy (`secret`); the sentence
                names the field.
        """
        if isinstance(data, dict):
            checks.refuse_secret(data)
        own = Field("", data).keys(*(f.name for f in fields(cls)))
        number = own("number").text() or None
        if number and not (number.isascii() and number.isalnum() and number[0].isdigit()):
            raise own("number").wrong(f"phải là số, có thể thêm chữ cái (“{number}” không phải)")
        body = tuple(Item.read(item) for item in own("body").items())
        if not body:
            raise own("body").wrong("phải có ít nhất một đoạn")
        document = cls(
            type=own("type").one_of(checks.TYPES, required=True),
            symbol=own("symbol").text(required=own("type").text() not in WITHOUT_SYMBOL),
            place=own("place").text(required=True),
            issuer=own("issuer").text(required=True),
            subject=own("subject").text(required=True),
            body=body,
            signature=Signature.read(own("signature")),
            number=number,
            date=own("date").day(),
            parent=own("parent").text() or None,
            urgency=own("urgency").one_of(URGENCIES) or None,
            addressees=own("addressees").texts(),
            grounds=own("grounds").texts(),
            recipients=own("recipients").texts(),
            annexes=tuple(Annex.read(annex) for annex in own("annexes").items()),
            drafter=own("drafter").text() or None,
        )
        if any(sign.isspace() for sign in document.symbol):
            raise own("symbol").wrong("không được có khoảng trắng (ví dụ: TB-VP)")
        return document


__all__ = ["Annex", "Item", "RenderingError", "Signature", "StructuredDocument", "Table"]

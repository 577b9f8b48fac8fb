"""A packet from the JSON of a structured document and what it says of its exchange; the form is in docs/exchange.md."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

from dondoc.documents.exchange.codes import DocumentId, IdStyle, Kind, OrganCode, Priority, Steering, write_day
from dondoc.documents.exchange.errors import BadDocument, SecretDocument
from dondoc.documents.exchange.packet import (
    Answered,
    Attachment,
    Business,
    OtherInfo,
    Packet,
    Party,
    ReceiverChange,
    Replaced,
    Signer,
    Staff,
)
from dondoc.documents.exchange.tree import Limits

_SECRET = re.compile(r"\bMAT\b")
_URGENCIES = {
    "KHAN": Priority.URGENT, "THUONG KHAN": Priority.VERY_URGENT, "HOA TOC": Priority.IMMEDIATE,
    "HOA TOC HEN GIO": Priority.IMMEDIATE_BY_HOUR,
}  # fmt: skip
_PARTY = ("name", "in_charge", "address", "email", "telephone", "fax", "website")


class _Object:
    """An object of the file, whose values are taken by type; the path names the place in refusals."""

    def __init__(self, value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise BadDocument(
                f"Mục “{path}” của tệp JSON phải là một đối tượng." if path else "Tệp JSON phải là một đối tượng."
            )
        self._value = value
        self._path = path

    def at(self, key: str) -> str:
        """The path of a key."""
        return f"{self._path}.{key}" if self._path else key

    def text(self, key: str) -> str:
        """A text, "" where there is none; a number is taken as it is written."""
        value = self._value.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None and not isinstance(value, str):
            raise BadDocument(f"Mục “{self.at(key)}” của tệp JSON phải là chữ.")
        return (value or "").strip()

    def day(self, key: str) -> dt.date | None:
        """A day written 2021-01-18."""
        written = self.text(key)
        try:
            return dt.date.fromisoformat(written) if written else None
        except ValueError:
            raise BadDocument(
                f"Ngày “{written[:40]}” ở mục “{self.at(key)}” không dùng được; hãy viết dạng 2021-01-18."
            ) from None

    def number(self, key: str) -> int | None:
        """A whole number."""
        value = self._value.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise BadDocument(f"Mục “{self.at(key)}” của tệp JSON phải là số nguyên.")
        return value

    def items(self, key: str) -> list[Any]:
        """A list, [] where there is none."""
        value = self._value.get(key)
        if value is not None and not isinstance(value, list):
            raise BadDocument(f"Mục “{self.at(key)}” của tệp JSON phải là một danh sách.")
        return value or []

    def objects(self, key: str) -> list[_Object]:
        """A list of objects."""
        return [_Object(one, f"{self.at(key)}[{number}]") for number, one in enumerate(self.items(key))]

    def object(self, key: str) -> _Object:
        """An object, an empty one where there is none."""
        return _Object(self._value.get(key) or {}, self.at(key))

    def has(self, key: str) -> bool:
        """Whether something stands there."""
        return self._value.get(key) not in (None, "", [], {})


def packet_of(
    document: Any,
    folder: Path,
    kind: Kind = Kind.NEW,
    style: IdStyle = IdStyle.COMPOSED,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> Packet:
    """Return the packet for a structured document.

    Args:
        document: the JSON, decoded.
        folder: where the paths of attachments begin.
        kind: what the packet does.
        style: how the document is named, where the file gives no id.
        limits: the most that attachments may be.

    Raises:
        SecretDocument: it is marked secret; nothing of it was opened.
        BadDocument: the file lacks something or has it in another form.
    """
    whole = _Object(document, "")
    _refuse_secret(whole)
    exchange = whole.object("exchange")
    if not exchange.has("from") or not exchange.has("to"):
        raise BadDocument("Tệp JSON thiếu mục “exchange.from” (cơ quan gửi) hoặc “exchange.to” (cơ quan nhận).")
    signature = whole.object("signature")
    sender = _party(exchange.object("from"))
    packet = Packet(
        sender=sender if sender.name else replace(sender, name=whole.text("issuer")),
        to=tuple(_party(one) for one in exchange.objects("to")),
        document_id=DocumentId(exchange.text("document_id")),
        code_number=whole.text("number"),
        code_notation=whole.text("symbol"),
        place=whole.text("place"),
        date=whole.day("date"),
        type_name=whole.text("type"),
        subject=whole.text("subject"),
        content=exchange.text("content"),
        signer=Signer(
            " ".join(map(_line, signature.items("authority"))), signature.text("position"), signature.text("name")
        ),
        due_on=exchange.day("due_on"),
        other=OtherInfo(priority=_priority(whole), pages=exchange.number("pages"), copies=exchange.number("copies")),
        response_for=tuple(_answered(one) for one in exchange.objects("response_for")),
        steering=_steering(exchange),
        to_places=tuple(filter(None, map(_line, whole.items("recipients")))),
        attachments=tuple(_files(exchange, folder, limits)),
    )
    packet = replace(packet, document_id=_id(packet, style))
    return replace(packet, business=_business(exchange, kind, packet.document_id))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.upper().replace("Đ", "D"))
    return " ".join("".join(ch for ch in decomposed if not unicodedata.combining(ch)).split())


def _refuse_secret(whole: _Object) -> None:
    for key in ("secrecy", "urgency"):
        if not whole.has(key):
            continue
        written = _plain(whole.text(key))
        # "KHÔNG MẬT" too: whoever marks secrecy at all has to be asked.
        if _SECRET.search(written):
            raise SecretDocument
        if key == "secrecy":
            raise BadDocument(
                f"Độ mật “{whole.text(key)[:40]}” không hiểu được; văn bản không mật thì để trống mục “secrecy”."
            )


def _priority(whole: _Object) -> Priority:
    written = whole.text("urgency")
    if not written:
        return Priority.NORMAL
    found = _URGENCIES.get(_plain(written))
    if found is None:
        raise BadDocument(f"Độ khẩn “{written[:40]}” không dùng được; cần KHẨN, THƯỢNG KHẨN hoặc HỎA TỐC.")
    return found


def _steering(exchange: _Object) -> Steering | None:
    written = exchange.number("steering")
    try:
        return None if written is None else Steering(written)
    except ValueError:
        raise BadDocument(
            "Mục “exchange.steering” phải là 1 (không chỉ đạo), 2 (chỉ đạo) hoặc 3 (báo cáo thực hiện)."
        ) from None


def _party(one: _Object) -> Party:
    return Party(OrganCode(one.text("code").upper()), *(one.text(key) for key in _PARTY))


def _line(one: Any) -> str:
    """A line of the recipients or of the authority: a text, or an object that has one."""
    text = (
        one
        if isinstance(one, str)
        else next((one[key] for key in ("text", "name") if key in one), "")
        if isinstance(one, dict)
        else None
    )
    if not isinstance(text, str):
        raise BadDocument("Mục “recipients” và “signature.authority” phải là danh sách các dòng chữ.")
    return text.strip().removeprefix("-").strip().rstrip(";").strip()


def _answered(one: _Object) -> Answered:
    notation = "/".join(part for part in (one.text("number"), one.text("symbol")) if part)
    organ, day, named = OrganCode(one.text("code").upper()), one.day("date"), one.text("document_id")
    if not named and notation and day:
        named = DocumentId.compose(organ, day, notation).text
    return Answered(organ, notation, day, DocumentId(named))


def _id(packet: Packet, style: IdStyle) -> DocumentId:
    if packet.document_id.text or not packet.date or not packet.notation:
        return packet.document_id
    if style is not IdStyle.UUID:
        return DocumentId.compose(packet.sender.code, packet.date, packet.notation)
    # The same document gets the same UUID, however often its packet is written.
    known = f"{packet.sender.code.normal},{write_day(packet.date)},{packet.notation}"
    return DocumentId(str(uuid.uuid5(uuid.NAMESPACE_URL, f"edxml:{known}")))


def _business(exchange: _Object, kind: Kind, own: DocumentId) -> Business:
    person = exchange.object("staff")
    staff = Staff(person.text("department"), person.text("name"), person.text("email"), person.text("mobile"))
    if kind is Kind.NEW:
        return Business(staff=staff)
    replaced = []
    for one in exchange.objects("replaces"):
        about = _answered(one)
        named = about.document_id
        replaced.append(Replaced(named, tuple(OrganCode(_line(code).upper()) for code in one.items("organs"))))
    if kind is Kind.REPLACE and not replaced:
        # A replacement in answer to nothing else names what it replaces by response_for.
        replaced = [Replaced(_answered(one).document_id) for one in exchange.objects("response_for")]
    changes = []
    for one in exchange.objects("receivers"):
        change = one.text("change")
        if change not in {"add", "remove"}:
            raise BadDocument(f"Mục “{one.at('change')}” phải là “add” (thêm) hoặc “remove” (bớt).")
        changes.append(ReceiverChange(OrganCode(one.text("code").upper()), change == "add"))
    original = exchange.text("original")
    return Business(
        kind=kind,
        document_id=DocumentId(original) if original else replaced[0].document_id if replaced else own,
        reason=exchange.text("reason"),
        info_changed=not changes if kind is Kind.UPDATE else None,
        receivers_changed=bool(changes) if kind is Kind.UPDATE else None,
        receivers=tuple(changes),
        replaced=tuple(replaced) if kind is Kind.REPLACE else (),
        staff=staff,
    )


def _files(exchange: _Object, folder: Path, limits: Limits) -> list[Attachment]:
    found: list[Attachment] = []
    left = limits.decoded_bytes
    listed = exchange.items("attachments")
    if len(listed) > limits.attachments:
        raise BadDocument(f"Có {len(listed)} tệp đính kèm, giới hạn là {limits.attachments}.")
    for number, one in enumerate(listed):
        entry = _Object(one if isinstance(one, dict) else {"path": one}, f"exchange.attachments[{number}]")
        written = entry.text("path")
        path = _inside(folder, written)
        try:
            size = path.stat().st_size
            if size > left:
                raise BadDocument(f"Các tệp đính kèm lớn quá {limits.decoded_bytes / 1e6:.0f} MB.")
            content = path.read_bytes()
        except OSError:
            raise BadDocument(f"Không mở được tệp đính kèm “{written[:100]}”.") from None
        left -= len(content)
        found.append(Attachment(entry.text("name") or path.name, content, entry.text("description")))
    return found


def _inside(folder: Path, written: str) -> Path:
    """The file that an attachment's path names, which lies in the folder of the JSON file, links followed."""
    try:
        home = folder.resolve()
        path = (home / written).resolve()
        fits = bool(written) and path.is_relative_to(home) and path.is_file()
    except (OSError, ValueError, RuntimeError):
        fits = False
    if not fits:
        raise BadDocument(
            f"Không có tệp đính kèm “{written[:100]}”; đường dẫn phải là của một tệp trong thư mục chứa tệp JSON."
        )
    return path

"""Look-ups and rules that the commands of registers share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.accounts.models import User
from dondoc.documents import numbering
from dondoc.documents.choices import Direction
from dondoc.documents.kinds import ABBREVIATIONS, BY_DRAFTER
from dondoc.documents.models import Register, RegisterEntry, RegisterYear
from dondoc.documents.permissions import may_keep_registers, may_number, visible_documents
from dondoc.foundation.clock import FIRST_DAY, LAST_DAY
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.foundation.text import fold

_LIMITS = {
    "kind": 60, "drafter": 20, "subject": 2000, "signer": 120, "recipients": 2000, "kept_by": 200, "note": 1000,
    "author": 200, "document_code": 80, "reason": 500,
}  # fmt: skip
_MOST_COPIES = 100_000
_LONGEST_NAME, _LONGEST_LETTERS, _LONGEST_SYMBOL = 200, 40, 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in a register beside a number; which of it counts depends on the register.

    Attributes:
        kind: one of the 29 kinds.
        drafter: the letters of the unit that drafted a công văn.
        subject: trích yếu.
        signer: who signed.
        recipients: nơi nhận; of what arrives, who is to settle it.
        kept_by: who keeps the record copy.
        copies: how many.
        handed_on: the day it was handed over.
        note: ghi chú.
        document_id: the document in the system, where it is there.
    """

    kind: str = ""
    drafter: str = ""
    subject: str = ""
    signer: str = ""
    recipients: str = ""
    kept_by: str = ""
    copies: int | None = None
    handed_on: dt.date | None = None
    note: str = ""
    document_id: int | None = None


def require_keeper(actor: User) -> None:
    """Do nothing where `actor` keeps the office's registers.

    Raises:
        Refused: otherwise.
    """
    if not may_keep_registers(actor):
        raise Refused(_("Việc này do Lãnh đạo Văn phòng quyết định. Hãy đề nghị Lãnh đạo Văn phòng thực hiện."))


def require_number(actor: User) -> None:
    """Do nothing where `actor` may take numbers.

    Raises:
        Refused: otherwise.
    """
    if not may_number(actor):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh vào sổ và cấp số văn bản. Hãy liên hệ văn thư Văn phòng."))


def hold_registers(jurisdiction_id: int) -> None:
    """Let one change of registers of a jurisdiction follow the other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('dondoc.registers'), %s)", [jurisdiction_id % 2**31])


def hold_grouping(jurisdiction_id: int) -> None:
    """Let no register be opened or regrouped until the transaction ends: which kind goes where stands still."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock_shared(hashtext('dondoc.registers'), %s)", [jurisdiction_id % 2**31]
        )


def open_register_of(actor: User, register_id: int, direction: Direction) -> Register:
    """Return an open register, its row locked against a change until the transaction ends.

    Raises:
        NotFound: there is none in the actor's jurisdiction.
        BadInput: it is of the other direction.
        Conflict: it is closed.
    """
    found = locked_register(actor, register_id)
    if found.direction != direction:
        raise BadInput(
            _("Sổ “%(name)s” không dùng cho việc này: hãy chọn sổ văn bản đi để lấy số, sổ văn bản đến để vào sổ đến.")
            % {"name": found.name},
            field="register",
        )
    if found.closed_on is not None:
        raise Conflict(
            _("Sổ “%(name)s” đã đóng ngày %(day)s. Hãy chọn sổ đang mở.")
            % {"name": found.name, "day": f"{found.closed_on:%d/%m/%Y}"},
            code="register_closed",
        )
    return found


def locked_register(actor: User, register_id: int) -> Register:
    """Return a register, its row locked.

    Raises:
        NotFound: there is none in the actor's jurisdiction.
    """
    rows = Register.objects.select_for_update(no_key=True)
    found = rows.filter(jurisdiction_id=actor.jurisdiction_id, id=register_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy sổ này. Hãy chọn lại trong danh sách sổ."))
    return found


def locked_entry(actor: User, entry_id: int) -> RegisterEntry:
    """Return a line of a register with the register, its row locked.

    Raises:
        NotFound: there is none in the actor's jurisdiction.
    """
    rows = RegisterEntry.objects.select_for_update(of=("self",)).select_related("register")
    found = rows.filter(jurisdiction_id=actor.jurisdiction_id, id=entry_id).first()
    if found is None:
        raise NotFound(_("Không tìm thấy số này trong sổ."))
    return found


def next_numbers(register: Register, year: int, count: int = 1) -> list[int]:
    """Take the next numbers of a series; who comes at the same moment waits for this transaction and takes those after.

    The series of a year begins at 1 with its first number (NĐ 30/2020/NĐ-CP, Điều 15).
    """
    keys = {"jurisdiction_id": register.jurisdiction_id, "register_id": register.id, "year": year}
    RegisterYear.objects.bulk_create([RegisterYear(**keys)], ignore_conflicts=True)
    row = RegisterYear.objects.select_for_update().get(**keys)
    first = row.last_number + 1
    row.last_number += count
    row.save(update_fields=["last_number"])
    return list(range(first, first + count))


def clean_facts(facts: Facts, actor: User) -> dict[str, Any]:
    """Return the columns of an entry for `facts`, without its kind and symbol.

    Raises:
        BadInput: a value that cannot be.
        NotFound: the actor sees no such document.
    """
    names = ("subject", "signer", "recipients", "kept_by", "note")
    values: dict[str, Any] = {name: clean(getattr(facts, name), name) for name in names}
    if facts.copies is not None and not 0 <= facts.copies <= _MOST_COPIES:
        raise BadInput(_("Số lượng bản không hợp lệ; hãy nhập một số từ 0."), field="copies")
    if facts.document_id is not None and not visible_documents(actor).filter(id=facts.document_id).exists():
        raise NotFound(_("Không tìm thấy văn bản này, hoặc bạn không có quyền xem."))
    sane_day(facts.handed_on, "handed_on")
    return {**values, "copies": facts.copies, "handed_on": facts.handed_on, "document_id": facts.document_id}


def require_subject(columns: dict[str, Any]) -> None:
    """Do nothing where the columns have a subject.

    Raises:
        BadInput: otherwise.
    """
    if not columns["subject"]:
        raise BadInput(_("Hãy nhập trích yếu nội dung văn bản."), field="subject")


def clean(text: str, name: str) -> str:
    """Return `text` with single spaces (lines kept in recipients and notes).

    Raises:
        BadInput: it is too long or holds what no text holds.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()] if name in ("recipients", "note") else [text]
    value = "\n".join(line for line in lines if line) if len(lines) > 1 else " ".join(text.split())
    if len(value) > _LIMITS[name] or "\0" in value:
        raise BadInput(
            _("Nội dung nhập dài quá %(limit)s ký tự; hãy rút gọn.") % {"limit": _LIMITS[name]},
            code="too_long",
            field=name,
        )
    return value


def sane_day(day: dt.date | None, field: str) -> None:
    """Do nothing where a day is one that a document can bear, or none.

    Raises:
        BadInput: otherwise.
    """
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise BadInput(_("Ngày này không thể đúng; hãy nhập lại ngày, tháng, năm."), field=field)


def recorded(entry: RegisterEntry) -> dict[str, Any]:
    """Return what the ledger keeps of a line when it is written: all that stands in it."""
    days = {name: getattr(entry, name) for name in ("document_date", "handed_on")}
    names = (
        "kind",
        "author",
        "document_code",
        "subject",
        "signer",
        "recipients",
        "kept_by",
        "copies",
        "note",
        "document_id",
    )
    return {
        "code": numbering.code_of(entry.number, entry.symbol),
        **{name: getattr(entry, name) for name in names},
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def clean_reason(reason: str) -> str:
    """Return the reason.

    Raises:
        BadInput: there is none.
    """
    value = clean(reason, "reason")
    if not value:
        raise BadInput(_("Hãy ghi lý do."), field="reason")
    return value


def symbol_in(register: Register, facts: Facts) -> tuple[str, str]:
    """Return the kind and the composed symbol of a document that is numbered in `register`.

    Raises:
        BadInput: no such kind, one that goes into another register, or a công văn without its drafter.
    """
    kind = " ".join(facts.kind.split())
    if kind not in ABBREVIATIONS:
        raise BadInput(
            _("Không có loại văn bản “%(kind)s”. Hãy chọn một loại trong danh sách.") % {"kind": kind[:60]},
            field="kind",
        )
    if not numbering.takes(register.kinds, kind, others=kinds_of_others(register)):
        raise BadInput(
            _("Loại “%(kind)s” được đánh số ở sổ khác của cơ quan. Hãy chọn đúng sổ.") % {"kind": kind}, field="kind"
        )
    drafter = clean(facts.drafter, "drafter")
    if kind in BY_DRAFTER and not drafter:
        raise BadInput(_("Công văn cần chữ viết tắt của đơn vị soạn thảo để lập ký hiệu, ví dụ KT."), field="drafter")
    if drafter and not numbering.is_symbol_part(drafter):
        raise bad_symbol("drafter", drafter)
    symbol = numbering.symbol_of(kind=kind, agency=register.agency_symbol, drafter=drafter)
    if len(symbol) > _LONGEST_SYMBOL:
        raise BadInput(
            _("Ký hiệu dài quá %(limit)s ký tự; hãy dùng chữ viết tắt ngắn hơn.") % {"limit": _LONGEST_SYMBOL},
            field="drafter",
        )
    return kind, symbol


def clean_name(name: str) -> str:
    """Return the name of a register.

    Raises:
        BadInput: there is none, or it is too long.
    """
    title = " ".join(name.split())
    if not 0 < len(title) <= _LONGEST_NAME:
        raise BadInput(_("Hãy đặt tên sổ, tối đa 200 ký tự."), field="name")
    return title


def save_register(register: Register, **how: Any) -> None:
    """Save a register, in the command's transaction.

    Raises:
        Conflict: another one of the agency has the name.
    """
    try:
        with transaction.atomic():
            register.save(**how)
    except IntegrityError as error:
        if "register_name_unique" not in str(error):
            raise
        raise Conflict(
            _("Cơ quan này đã có sổ tên “%(name)s”.") % {"name": register.name}, code="register_name"
        ) from error


def clean_letters(text: str) -> str:
    """Return the agency's letters as they stand in symbols.

    Raises:
        BadInput: they cannot stand there.
    """
    letters = " ".join(text.split())
    if len(letters) > _LONGEST_LETTERS or not numbering.is_symbol_part(letters):
        raise bad_symbol("agency_symbol", letters)
    return letters


def refuse_used_code(entry: RegisterEntry, register: Register) -> None:
    """Refuse a number and symbol that another register of the agency has given this year already.

    Registers that are regrouped within a year could count a kind twice: numbers of a year run on (NĐ 30/2020/NĐ-CP,
    Điều 15), so such a kind goes on in its first register.

    Raises:
        Conflict: it was given.
    """
    if not entry.symbol:
        return
    rows = RegisterEntry.objects.filter(
        jurisdiction_id=register.jurisdiction_id, register__unit_id=register.unit_id, year=entry.year, number=entry.number,
        symbol=entry.symbol,
    ).exclude(register_id=register.id)  # fmt: skip
    other = rows.select_related("register").first()
    if other is not None:
        raise Conflict(
            _(
                "Số %(code)s năm nay đã cấp ở sổ “%(name)s”. Loại văn bản này phải đánh số tiếp ở sổ đó cho hết năm; hãy đề nghị Lãnh đạo Văn phòng xếp lại sổ."
            )
            % {"code": numbering.code_of(entry.number, entry.symbol), "name": other.register.name},
            code="code_taken",
            entry_id=other.id,
        )


def bad_symbol(field: str, text: str) -> BadInput:
    """Return the error for letters that cannot stand in a symbol."""
    return BadInput(
        _("“%(text)s” không dùng được trong ký hiệu: hãy viết chữ in hoa liền nhau, các nhóm nối bằng gạch nối.")
        % {"text": text[:40]},
        field=field,
    )


def kinds_of_others(register: Register) -> set[str]:
    """Return the kinds that the other open registers of the same agency and direction name."""
    others = _open_others(register)
    return {kind for kinds in others.values_list("kinds", flat=True) for kind in kinds}


def refuse_unknown(kinds: Collection[str]) -> None:
    """Refuse kinds that the decree does not have.

    Raises:
        BadInput: there is one.
    """
    unknown = next((kind for kind in kinds if kind not in ABBREVIATIONS), None)
    if unknown is not None:
        raise BadInput(
            _("Không có loại văn bản “%(kind)s”. Hãy chọn một loại trong danh sách.") % {"kind": unknown[:60]},
            field="kinds",
        )


def refuse_moved(register: Register, kinds: Collection[str], year: int) -> None:
    """Refuse kinds that another register of the agency has numbered this year: they go on there until its end.

    Raises:
        Conflict: there is one.
    """
    rows = RegisterEntry.objects.filter(
        jurisdiction_id=register.jurisdiction_id, register__unit_id=register.unit_id,
        register__direction=register.direction, year=year, kind__in=list(kinds),
    ).exclude(register_id=register.id)  # fmt: skip
    other = (
        rows.select_related("register").order_by("-number").first() if register.direction == Direction.ISSUED else None
    )
    if other is not None:
        raise Conflict(
            _(
                "Năm nay loại “%(kind)s” đã đánh số ở sổ “%(name)s”, đến số %(number)s. Số chạy liên tục trong năm, nên loại này chỉ chuyển sổ từ ngày 01/01."
            )
            % {"kind": other.kind, "name": other.register.name, "number": numbering.written(other.number)},
            code="register_series",
            register_id=other.register_id,
        )


def refuse_overlap(register: Register, kinds: Collection[str]) -> None:
    """Refuse a register whose series another open one of the agency counts already: a code would come twice.

    Raises:
        Conflict: a kind is in another open register, or two would take all the rest.
    """
    for other in _open_others(register).order_by("id"):
        both = sorted(set(kinds) & set(other.kinds), key=fold)
        if both or (not kinds and not other.kinds):
            what = ", ".join(both) or _("mọi loại còn lại")
            raise Conflict(
                _("Sổ “%(name)s” của cơ quan này đã đánh số: %(what)s. Hãy bớt loại trùng, hoặc đóng sổ kia trước.")
                % {"name": other.name, "what": what},
                code="register_overlap",
                register_id=other.id,
            )


def _open_others(register: Register) -> QuerySet[Register]:
    rows = Register.objects.filter(
        jurisdiction_id=register.jurisdiction_id, unit_id=register.unit_id, direction=register.direction, closed_on=None
    )
    return rows.exclude(id=register.id)


def search_text(entry: RegisterEntry) -> str:
    """Return what an entry is found by, folded."""
    code = numbering.code_of(entry.number, entry.symbol)
    return fold(f"{code} {entry.document_code} {entry.kind} {entry.author} {entry.subject} {entry.signer}")

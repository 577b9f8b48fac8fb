"""Numbers, symbols and kinds: what comes next in a series, and that no code comes twice."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dondoc.documents import numbering
from dondoc.documents.choices import Direction
from dondoc.documents.commands._facts import Facts, clean
from dondoc.documents.kinds import ABBREVIATIONS, BY_DRAFTER
from dondoc.documents.models import Register, RegisterEntry, RegisterYear
from dondoc.foundation.errors import BadInput, Conflict
from dondoc.foundation.text import fold

_LONGEST_LETTERS, _LONGEST_SYMBOL = 40, 60


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


def clean_letters(text: str) -> str:
    """Return the agency's letters as they stand in symbols.

    Raises:
        BadInput: they cannot stand there.
    """
    letters = " ".join(text.split())
    if len(letters) > _LONGEST_LETTERS or not numbering.is_symbol_part(letters):
        raise bad_symbol("agency_symbol", letters)
    return letters


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

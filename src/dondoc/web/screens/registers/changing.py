"""What is done to registers and numbers. The commands hold the rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dondoc.documents import numbering
from dondoc.documents.choices import Direction
from dondoc.documents.commands._registers import require_keeper, require_number
from dondoc.documents.commands._series import kinds_of_others
from dondoc.documents.commands.change_register import change_register
from dondoc.documents.commands.change_register_entry import change_register_entry
from dondoc.documents.commands.open_register import open_register
from dondoc.documents.commands.record_arrival import DuplicateArrival, record_arrival
from dondoc.documents.commands.reserve_numbers import reserve_numbers
from dondoc.documents.commands.take_number import take_number
from dondoc.documents.commands.use_reserved_number import use_reserved_number
from dondoc.documents.commands.void_number import void_number
from dondoc.documents.kinds import KINDS
from dondoc.documents.models import Document, Register, RegisterEntry
from dondoc.documents.register_selectors import entry_of, register_of
from dondoc.documents.selectors import document_of
from dondoc.foundation.errors import DomainError
from dondoc.web.answering import answer_form
from dondoc.web.requests import PageRequest
from dondoc.web.screens.registers.forms import (
    ArrivalForm,
    ChangedRegisterForm,
    FactsForm,
    NewRegisterForm,
    NumberForm,
    ReceivedForm,
    ReservedNumberForm,
    ReserveForm,
    VoidForm,
)

_BOTH = ["GET", "POST"]
_ID = re.compile(r"[0-9]{1,18}")


@require_http_methods(_BOTH)
def create(request: PageRequest) -> HttpResponse:
    """Open a register."""
    require_keeper(request.user)
    form = NewRegisterForm(request.POST or None, jurisdiction_id=request.jurisdiction.id, on=request.today)

    def run(**common: Any) -> str:
        return _("Đã mở sổ “%(name)s”.") % {"name": open_register(**common, **form.cleaned_data).name}

    words = {"title": _("Mở sổ"), "action": _("Mở sổ"), "back": reverse("web:registers"), "up": _("Sổ văn bản")}
    return _answer(request, form, run, words)


@require_http_methods(_BOTH)
def change(request: PageRequest, register_id: int) -> HttpResponse:
    """Change a register."""
    require_keeper(request.user)
    found = register_of(request.user, register_id)
    names = ("name", "kinds", "agency_symbol")
    initial = {**{name: getattr(found, name) for name in names}, "closed": found.closed_on is not None}
    form = ChangedRegisterForm(request.POST or None, initial=initial)

    def run(**common: Any) -> str:
        change_register(**common, register_id=found.id, **form.cleaned_data)
        return _("Đã lưu thay đổi của sổ.")

    return _answer(request, form, run, {"title": _("Sửa sổ"), "action": _("Lưu thay đổi"), **_up(found)})


@require_http_methods(_BOTH)
def take(request: PageRequest, register_id: int) -> HttpResponse:
    """Take the next number for a document of today."""
    require_number(request.user)
    found = register_of(request.user, register_id)
    document = _document(request)
    initial = (
        {"subject": document.subject, "kind": document.type_name, "signer": document.signer_name} if document else {}
    )
    form = NumberForm(request.POST or None, kinds=_kinds(found), initial=initial)

    def run(**common: Any) -> str:
        facts = form.facts(document_id=document.id if document else None)
        entry = take_number(**common, register_id=found.id, facts=facts)
        return _("Đã cấp số %(code)s.") % {"code": numbering.code_of(entry.number, entry.symbol)}

    words = {"title": _("Lấy số"), "action": _("Lấy số tiếp theo"), **_up(found)}
    words["about"] = _("Số được cấp ngay khi bạn bấm, theo thứ tự, cho văn bản ngày hôm nay.")
    return _answer(request, form, run, words)


@require_http_methods(_BOTH)
def reserve(request: PageRequest, register_id: int) -> HttpResponse:
    """Keep numbers of today for later."""
    require_keeper(request.user)
    found = register_of(request.user, register_id)
    form = ReserveForm(request.POST or None)

    def run(**common: Any) -> str:
        kept = reserve_numbers(**common, register_id=found.id, **form.cleaned_data)
        return _("Đã giữ số: %(numbers)s.") % {"numbers": ", ".join(numbering.written(each.number) for each in kept)}

    words = {"title": _("Giữ số"), "action": _("Giữ số"), **_up(found)}
    words["about"] = _("Số giữ mang ngày hôm nay, dùng cho văn bản ký hôm nay nhưng vào sổ sau.")
    return _answer(request, form, run, words)


@require_http_methods(_BOTH)
def arrive(request: PageRequest, register_id: int) -> HttpResponse:
    """Enter what arrived."""
    require_number(request.user)
    found = register_of(request.user, register_id)
    document = _document(request)
    initial = ArrivalForm.initial_of_document(document, request.today) if document else {"arrived_on": request.today}
    form = ArrivalForm(request.POST or None, initial=initial)

    def run(**common: Any) -> str:
        entry = record_arrival(
            **common, register_id=found.id, arrival=form.arrival(), accept_duplicate=form.cleaned_data["accept_duplicate"],
            facts=form.facts(document_id=document.id if document else None),
        )  # fmt: skip
        return _("Đã vào sổ: số đến %(number)s.") % {"number": numbering.written(entry.number)}

    return _answer(request, form, run, {"title": _("Vào sổ văn bản đến"), "action": _("Vào sổ"), **_up(found)})


@require_http_methods(_BOTH)
def change_entry(request: PageRequest, entry_id: int) -> HttpResponse:
    """Correct what stands beside a number."""
    require_number(request.user)
    entry = entry_of(request.user, entry_id)
    kind = ReceivedForm if entry.register.direction == Direction.RECEIVED else FactsForm
    form = kind(request.POST or None, initial=kind.initial_of(entry))

    def run(**common: Any) -> str:
        origin = form.origin() if isinstance(form, ReceivedForm) else None
        facts = form.facts(document_id=entry.document_id)
        change_register_entry(**common, entry_id=entry.id, facts=facts, origin=origin)
        return _("Đã lưu nội dung của số %(code)s.") % {"code": _code(entry)}

    title = _("Sửa nội dung số %(code)s") % {"code": _code(entry)}
    return _answer(request, form, run, {"title": title, "action": _("Lưu thay đổi"), **_up(entry.register)})


@require_http_methods(_BOTH)
def use(request: PageRequest, entry_id: int) -> HttpResponse:
    """Give a reserved number to a document."""
    require_keeper(request.user)
    entry = entry_of(request.user, entry_id)
    form = ReservedNumberForm(request.POST or None, kinds=_kinds(entry.register))

    def run(**common: Any) -> str:
        used = use_reserved_number(**common, entry_id=entry.id, facts=form.facts(), reason=form.cleaned_data["reason"])
        return _("Đã dùng số %(code)s.") % {"code": _code(used)}

    words = {"title": _("Dùng số %(code)s") % {"code": _code(entry)}, "action": _("Dùng số này"), **_up(entry.register)}
    words["about"] = _("Văn bản sẽ mang ngày %(day)s, ngày số được giữ.") % {"day": f"{entry.entered_on:%d/%m/%Y}"}
    return _answer(request, form, run, words)


@require_http_methods(_BOTH)
def void(request: PageRequest, entry_id: int) -> HttpResponse:
    """Void a number."""
    require_number(request.user)
    entry = entry_of(request.user, entry_id)
    form = VoidForm(request.POST or None)

    def run(**common: Any) -> str:
        void_number(**common, entry_id=entry.id, reason=form.cleaned_data["reason"])
        return _("Đã huỷ số %(code)s.") % {"code": _code(entry)}

    words = {"title": _("Huỷ số %(code)s") % {"code": _code(entry)}, "action": _("Huỷ số"), **_up(entry.register)}
    words["confirm"] = _("Huỷ số %(code)s? Số này sẽ không cấp lại cho văn bản khác.") % {"code": _code(entry)}
    return _answer(request, form, run, words)


def _up(register: Register) -> dict[str, str]:
    return {"back": reverse("web:register", args=[register.id]), "up": register.name}


def _code(entry: RegisterEntry) -> str:
    return numbering.code_of(entry.number, entry.symbol)


def _kinds(register: Register) -> list[str]:
    others = kinds_of_others(register)
    return [kind.name for kind in KINDS if numbering.takes(register.kinds, kind.name, others=others)]


def _document(request: PageRequest) -> Document | None:
    """The document that the number is for, where the person came from its page."""
    asked = _ID.fullmatch(request.GET.get("van-ban", ""))
    return document_of(request.user, int(asked.group())) if asked else None


def _answer(request: PageRequest, form: forms.Form, run: Callable[..., str], words: dict[str, str]) -> HttpResponse:
    """Show the form, or give what was typed to the command and go back to the register."""

    def ask_about_duplicate(error: DomainError) -> None:
        if isinstance(error, DuplicateArrival):
            form.fields["accept_duplicate"].widget = forms.CheckboxInput()

    return answer_form(
        request, form, lambda **who: (run(**who), words["back"]), "web/registers/form.html", words,
        on_refusal=ask_about_duplicate,
    )  # fmt: skip

"""The steps of the way, each on a page of its own: what it will do, a reason where one is asked, the button."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from dondoc.accounts.permissions import may_confirm_reading
from dondoc.documents.permissions import may_keep_registers
from dondoc.drafting import rules
from dondoc.drafting.commands._steps import require
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.recall_outgoing_draft import recall_outgoing_draft
from dondoc.drafting.commands.return_outgoing_draft import return_outgoing_draft
from dondoc.drafting.commands.submit_outgoing_draft import require_whole, submit_outgoing_draft
from dondoc.drafting.commands.take_back_outgoing_draft import take_back_outgoing_draft
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.numbers import Following, following_number
from dondoc.drafting.permissions import may
from dondoc.drafting.selectors import code_of_draft, draft_of, signer_of
from dondoc.foundation.errors import BadInput, NotFound
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.drafting.forms import IssueForm, NumberForm, ReasonForm
from dondoc.web.screens.drafting.page import duties_of
from dondoc.web.screens.drafting.way import DEEDS, way_of

Words = str | Promise


@dataclass(frozen=True, slots=True)
class StepPage:
    """The words of a step: what its page is called, what will happen, what is said when it has."""

    verb: rules.Verb
    title: Words
    about: Words
    done: Words


STEPS: dict[str, StepPage] = {
    "trinh": StepPage(
        "submit", gettext_lazy("Trình dự thảo"),
        gettext_lazy("Lãnh đạo Văn phòng sẽ thấy dự thảo này ở đầu danh sách chờ duyệt. Bạn không sửa được nữa cho đến khi rút lại hoặc bị trả lại."),
        gettext_lazy("Đã trình dự thảo."),
    ),
    "rut-lai": StepPage(
        "take_back", gettext_lazy("Rút lại dự thảo"), gettext_lazy("Dự thảo trở về bước đang soạn để sửa tiếp; Lãnh đạo không còn thấy trong phần chờ duyệt."),
        gettext_lazy("Đã rút lại dự thảo."),
    ),
    "tra-lai": StepPage(
        "return", gettext_lazy("Trả lại dự thảo"), gettext_lazy("Người soạn nhận lại dự thảo cùng lý do, sửa rồi trình lại."),
        gettext_lazy("Đã trả lại dự thảo."),
    ),
    "duyet": StepPage(
        "approve", gettext_lazy("Duyệt dự thảo"), gettext_lazy("Nội dung được chốt. Văn thư cấp số; sau đó văn bản chuyển đến người ký."),
        gettext_lazy("Đã duyệt dự thảo."),
    ),
    "cap-so": StepPage(
        "number", gettext_lazy("Cấp số"), gettext_lazy("Số được lấy ngay khi bạn bấm và không cấp lại cho văn bản khác. Văn bản được in với số và ngày, chờ ký."),
        gettext_lazy("Đã cấp số %(code)s."),
    ),
    "phat-hanh": StepPage(
        "issue", gettext_lazy("Phát hành văn bản"), gettext_lazy("Văn bản đã ký vào danh sách văn bản và vào sổ; từ đó các đơn vị xem được phần việc của mình."),
        gettext_lazy("Đã phát hành văn bản %(code)s."),
    ),
    "thu-hoi": StepPage(
        "recall", gettext_lazy("Thu hồi văn bản"), gettext_lazy("Văn bản giữ nguyên số, được ghi là đã thu hồi cùng lý do. Các nhiệm vụ đã giao không tự mất; thu hồi từng nhiệm vụ nếu cần."),
        gettext_lazy("Đã thu hồi văn bản."),
    ),
    "bo": StepPage(
        "discard", gettext_lazy("Bỏ dự thảo"), gettext_lazy("Dự thảo được đóng lại, không sửa hay trình được nữa; các bản đã lưu vẫn còn. Số đã cấp, nếu có, bị huỷ và ghi rõ trong sổ."),
        gettext_lazy("Đã bỏ dự thảo."),
    ),
}  # fmt: skip
_CHECKED = frozenset({"submit", "approve"})


@require_http_methods(["GET", "POST"])
def step(request: PageRequest, draft_id: int, name: str) -> HttpResponse:
    """Show what a step will do, and take it."""
    found = draft_of(request.user, draft_id)
    words = STEPS.get(name)
    if words is None:
        raise NotFound
    given = request.POST if request.method == "POST" else request.GET
    version = _version(given.get("ban", ""), found)
    rule = require(request.user, found, words.verb, version=version if words.verb in _CHECKED else None)
    following = following_number(found, on=request.today) if words.verb == "number" else None
    form = _form(request, found, words.verb, rule, following)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _taken(request, found, words, form, version)
            except CORRECTABLE as error:
                show_refusal(form, error)
    context: dict[str, Any] = {
        "draft": found,
        "words": words,
        "way": way_of(found, request.user),
        "deed": DEEDS[words.verb],
        "form": form,
        "version": version,
        "missing": _missing(request, found, words.verb),
        "may_change": may(request.user, "change", found.state),
        "following": following,
        "signer": signer_of(found, on=request.today),
        "duties": duties_of(request, found) if words.verb == "issue" else [],
        "back": reverse("web:draft", args=[found.id]),
    }
    return render(request, "web/drafting/step.html", context, status=status)


def _version(value: str, found: OutgoingDraft) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else found.version  # noqa: PLR2004


def _form(
    request: PageRequest, found: OutgoingDraft, verb: rules.Verb, rule: rules.Transition, following: Following | None
) -> forms.Form:
    data = request.POST if request.method == "POST" else None
    if verb == "number":
        is_keeper = may_keep_registers(request.user)
        reserved = [(entry.id, entry.words) for entry in following.reserved] if following and is_keeper else []
        return NumberForm(data, following=following.words if following else "", reserved=reserved)
    if verb == "issue":
        duties = duties_of(request, found)
        ready = bool(duties) and not any(duty.problems for duty in duties)
        form = IssueForm(data, initial={"give": ready and may_confirm_reading(request.user)})
        if not duties or not may_confirm_reading(request.user):
            del form.fields["give"]
        return form
    return ReasonForm(data) if rule.needs_reason else forms.Form(data)


def _missing(request: PageRequest, found: OutgoingDraft, verb: rules.Verb) -> str:
    """What is still to be done before this step can be taken; "" for nothing."""
    if verb not in _CHECKED:
        return ""
    try:
        require_whole(found, on=request.today)
    except BadInput as error:
        return error.message
    return ""


def _taken(request: PageRequest, found: OutgoingDraft, words: StepPage, form: forms.Form, version: int) -> HttpResponse:
    """Take the step and say what came of it."""
    common: dict[str, Any] = {
        "actor": request.user, "draft_id": found.id, "now": request.now, "request_id": request.request_id,
    }  # fmt: skip
    if words.verb == "issue":
        give = bool(form.cleaned_data.get("give"))
        made = issue_outgoing_draft(**common, give_directives=give)
        messages.success(request, str(words.done) % {"code": code_of_draft(draft_of(request.user, found.id))})
        if made.directives:
            count = len(made.directives)
            messages.success(
                request,
                ngettext("Đã giao %(count)s nhiệm vụ của văn bản này.", "Đã giao %(count)s nhiệm vụ của văn bản này.", count)
                % {"count": count},
            )  # fmt: skip
        elif made.reading is not None and made.reading.items:
            messages.info(request, _("Các ý chỉ đạo trong văn bản đang chờ rà soát rồi mới giao."))
        return redirect("web:document", made.draft.document_id)
    reason = str(form.cleaned_data.get("reason") or "")
    runs: dict[str, Callable[[], OutgoingDraft]] = {
        "submit": lambda: submit_outgoing_draft(**common, version=version),
        "take_back": lambda: take_back_outgoing_draft(**common),
        "return": lambda: return_outgoing_draft(**common, reason=reason),
        "approve": lambda: approve_outgoing_draft(**common, version=version),
        "number": lambda: number_outgoing_draft(
            **common, reserved_entry_id=form.cleaned_data.get("entry"), reason=reason
        ),
        "recall": lambda: recall_outgoing_draft(**common, reason=reason),
        "discard": lambda: discard_outgoing_draft(**common, reason=reason),
    }
    done = runs[words.verb]()
    messages.success(request, str(words.done) % {"code": code_of_draft(done)})
    return redirect("web:draft", found.id)

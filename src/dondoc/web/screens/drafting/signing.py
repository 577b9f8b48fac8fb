"""Signing a numbered document, in one of four ways. The key never stays here."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dondoc.drafting.commands._steps import require
from dondoc.drafting.commands.answer_external_signature import answer_external_signature
from dondoc.drafting.commands.request_external_signature import request_external_signature
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.sign_with_key_file import sign_with_key_file
from dondoc.drafting.commands.upload_signed import upload_signed
from dondoc.drafting.models import OutgoingDraft
from dondoc.drafting.selectors import code_of_draft, draft_of
from dondoc.foundation.errors import BadInput
from dondoc.web.components import moment
from dondoc.web.refusals import CORRECTABLE, show_refusal
from dondoc.web.requests import PageRequest
from dondoc.web.screens.drafting.forms import AnswerForm, KeyForm, PaperForm, ServiceForm, UploadForm
from dondoc.web.screens.drafting.way import way_of

# What names of fields in refusals of the commands are called in the forms.
_FIELDS = {"key": "key_file", "file": "scan", "signature": "answer"}


@dataclass(frozen=True, slots=True)
class Manner:
    """A way of signing: its tab, what it means, its form, its button."""

    label: str | Promise
    about: str | Promise
    icon: str
    form: type[forms.Form]
    action: str | Promise


MANNERS: dict[str, Manner] = {
    "giay": Manner(
        gettext_lazy("Trên giấy"), gettext_lazy("In văn bản đã có số và ngày, trình ký, đóng dấu; rồi ghi nhận ở đây. Có bản chụp thì bản chụp là tệp gốc của văn bản."),
        "pencil", PaperForm, gettext_lazy("Ghi nhận đã ký trên giấy"),
    ),
    "tep-khoa": Manner(
        gettext_lazy("Tệp khoá"), gettext_lazy("Ký số ngay tại đây bằng tệp khoá của người ký hoặc của cơ quan."), "key", KeyForm, gettext_lazy("Ký số"),
    ),
    "tai-len": Manner(
        gettext_lazy("Đã ký nơi khác"), gettext_lazy("Nội dung phải đúng là văn bản vừa cấp số: hệ thống so từng byte và kiểm tra chữ ký."),
        "file-upload", UploadForm, gettext_lazy("Kiểm tra và nhận tệp"),
    ),
    "dich-vu": Manner(
        gettext_lazy("Dịch vụ ký"), gettext_lazy("Khoá ở nhà cung cấp hay ở USB của người ký: hệ thống gửi đi giá trị băm và chờ chữ ký trả về."),
        "external-link", ServiceForm, gettext_lazy("Chuẩn bị để ký"),
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def sign(request: PageRequest, draft_id: int) -> HttpResponse:
    """Show the four ways, and take the one that was chosen."""
    found = draft_of(request.user, draft_id)
    require(request.user, found, "sign")
    asked = (request.POST if request.method == "POST" else request.GET).get("cach", "")
    name = asked if asked in MANNERS else "giay"
    manner = MANNERS[name]
    form = manner.form(request.POST, request.FILES) if request.method == "POST" else manner.form()
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _signed(request, found, form)
            except CORRECTABLE as error:
                field = str(error.details.get("field", ""))
                if field not in form.fields:
                    error.details["field"] = _FIELDS.get(field, field)
                show_refusal(form, error)
    context = {
        "draft": found,
        "way": way_of(found, request.user),
        "code": code_of_draft(found),
        "manners": MANNERS.items(),
        "chosen": name,
        "manner": manner,
        "form": form,
    }
    return render(request, "web/drafting/sign.html", context, status=status)


@require_POST
def answer(request: PageRequest, draft_id: int, job_id: int) -> HttpResponse:
    """Take the service's answer, put in by hand."""
    found = draft_of(request.user, draft_id)
    require(request.user, found, "sign")
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            value = _bytes(form.cleaned_data["answer"])
            answer_external_signature(
                jurisdiction_id=request.jurisdiction.id, job_id=job_id, secret=form.cleaned_data["secret"],
                now=request.now, request_id=request.request_id, **{form.cleaned_data["what"]: value},
            )  # fmt: skip
        except CORRECTABLE as error:
            error.details["field"] = _FIELDS.get(str(error.details.get("field", "")), "")
            show_refusal(form, error)
        else:
            return _done(request, found)
    shown = {
        name: request.POST.get(name, "")[:20_000]
        for name in ("digest_hex", "digest", "to_sign", "document_digest", "callback", "expires")
    }
    return _service(request, found, job_id, form, shown, status=422)


def _signed(request: PageRequest, found: OutgoingDraft, form: forms.Form) -> HttpResponse:
    common: dict[str, Any] = {
        "actor": request.user, "draft_id": found.id, "now": request.now, "request_id": request.request_id,
    }  # fmt: skip
    given = form.cleaned_data
    if isinstance(form, PaperForm):
        sign_on_paper(**common, scan=given["scan"].read() if given["scan"] else None)
    elif isinstance(form, KeyForm):
        sign_with_key_file(**common, key_file=given["key_file"].read(), passphrase=given["passphrase"], **form.mark())
    elif isinstance(form, UploadForm):
        upload_signed(**common, signed=given["file"].read())
    elif isinstance(form, ServiceForm):
        made = request_external_signature(**common, certificate=given["certificate"].read(), **form.mark())
        shown = {
            "digest_hex": made.digest.hex(),
            "digest": base64.b64encode(made.digest).decode(),
            "to_sign": base64.b64encode(made.to_sign).decode(),
            "document_digest": base64.b64encode(made.document_digest).decode(),
            "callback": request.build_absolute_uri(f"/api/v1/signing-jobs/{made.job.id}/{made.secret}"),
            "expires": moment(made.job.expires_at),
        }
        return _service(request, found, made.job.id, AnswerForm(initial={"secret": made.secret}), shown)
    return _done(request, found)


def _service(
    request: PageRequest,
    found: OutgoingDraft,
    job_id: int,
    form: AnswerForm,
    shown: dict[str, str],
    *,
    status: int = 200,
) -> HttpResponse:
    """What the service is given, and the form for its answer. Shown once: the address' secret is kept nowhere."""
    context = {
        "draft": found, "way": way_of(found, request.user), "code": code_of_draft(found), "job_id": job_id, "form": form,
        "shown": shown,
    }  # fmt: skip
    return render(request, "web/drafting/service.html", context, status=status)


def _done(request: PageRequest, found: OutgoingDraft) -> HttpResponse:
    messages.success(request, _("Đã ghi nhận chữ ký của văn bản %(code)s.") % {"code": code_of_draft(found)})
    return redirect("web:draft", found.id)


def _bytes(value: str) -> bytes:
    """What was written in Base64 or hex.

    Raises:
        BadInput: it is neither.
    """
    plain = "".join(value.split())
    try:
        # A signature in hex is also valid Base64, of another length: hex is asked first.
        return bytes.fromhex(plain)
    except ValueError:
        pass
    try:
        return base64.b64decode(plain, validate=True)
    except ValueError:  # letters that neither has
        raise BadInput(
            _("Nội dung trả về không phải Base64 hay hex; hãy chép lại nguyên văn."), field="signature"
        ) from None

"""Signing drafts, rights to sign, and the address to which a signing service answers."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups, signing_guard
from dondoc.api.bodies import body_of, request_body
from dondoc.api.endpoints.drafting import detail
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.drafting import (
    KeyFileSigning,
    MandateEnd,
    MandateItem,
    MandateQuery,
    Mandates,
    NewMandate,
    NewSigningJob,
    OutgoingDraftDetail,
    PaperSigning,
    SignedUpload,
    Signers,
    SigningAnswer,
    SigningDone,
    SigningJobItem,
)
from dondoc.drafting.commands.answer_external_signature import answer_external_signature
from dondoc.drafting.commands.end_mandate import end_mandate
from dondoc.drafting.commands.grant_mandate import grant_mandate
from dondoc.drafting.commands.request_external_signature import request_external_signature
from dondoc.drafting.commands.sign_on_paper import sign_on_paper
from dondoc.drafting.commands.sign_with_key_file import sign_with_key_file
from dondoc.drafting.commands.upload_signed import upload_signed
from dondoc.drafting.mandates import Step
from dondoc.drafting.models import SigningMandate
from dondoc.drafting.permissions import may_keep_mandates, require_drafts
from dondoc.drafting.selectors import draft_of, mandates_of, signers
from dondoc.foundation.errors import BadInput, NotFound, Refused
from dondoc.organizations.models import Jurisdiction
from dondoc.web.requests import PageRequest

router = Router(tags=["Ký văn bản"])
_PEM = b"-----BEGIN"


@router.get(
    "/outgoing-drafts/{draft_id}/signers", response=Signers, summary="Những người ký được dự thảo",
    url_name="outgoing_draft_signers",
)  # fmt: skip
def signers_of_draft(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Trả những người hôm nay ký được loại văn bản này của cơ quan, theo thẩm quyền đã khai báo."""
    draft = draft_of(request.user, draft_id)
    found = signers(draft.jurisdiction_id, unit_id=draft.unit_id, kind=draft.kind, on=request.today)
    items = [
        {
            "mandate_id": one.mandate.id, "post": one.post, "name": one.name, "lines": list(one.lines),
            "position": one.position,
        }
        for one in found
    ]  # fmt: skip
    return reply({"items": items})


@router.post(
    "/outgoing-drafts/{draft_id}/sign-on-paper", response=OutgoingDraftDetail, summary="Ghi đã ký trên giấy",
    url_name="outgoing_draft_sign_on_paper", openapi_extra=request_body(PaperSigning, files="file"),
)  # fmt: skip
def record_signature_on_paper(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Ghi nhận văn bản đã ký trên giấy; bản chụp PDF gửi ở trường `file` nếu có."""
    body_of(request, PaperSigning)
    scan = request.FILES.get("file")
    done = sign_on_paper(draft_id=draft_id, scan=scan.read() if scan else None, **request.who)
    return reply(detail(request, draft_of(request.user, done.id)))


@router.post(
    "/outgoing-drafts/{draft_id}/sign", response=OutgoingDraftDetail, summary="Ký bằng tệp khoá",
    url_name="outgoing_draft_sign",
)  # fmt: skip
def sign_by_key_file(request: PageRequest, draft_id: Id, body: Body[KeyFileSigning]) -> HttpResponse:
    """Ký số văn bản đã cấp số bằng tệp khoá PKCS#12; tệp khoá và mật khẩu không được lưu ở đâu cả."""
    done = sign_with_key_file(
        draft_id=draft_id, key_file=_bytes(body.key_file, "key_file"), passphrase=body.passphrase,
        picture=_bytes(body.picture, "picture") if body.picture else None, for_agency=body.for_agency,
        **request.who,
    )  # fmt: skip
    return reply(detail(request, draft_of(request.user, done.id)))


@router.post(
    "/outgoing-drafts/{draft_id}/signed-file", response=OutgoingDraftDetail, summary="Gửi tệp đã ký số",
    url_name="outgoing_draft_signed_file", openapi_extra=request_body(SignedUpload, files="file"),
)  # fmt: skip
def bring_signed_file(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Gửi lại tệp đã ký số ở nơi khác: đúng tệp đã cấp số, chỉ thêm chữ ký."""
    body_of(request, SignedUpload)
    draft = draft_of(request.user, draft_id)
    upload = request.FILES.get("file")
    if upload is None:
        raise BadInput(_("Hãy gửi tệp PDF đã ký số ở trường file."), code="file_required", field="file")
    done = upload_signed(draft_id=draft.id, signed=upload.read(), **request.who)
    return reply(detail(request, draft_of(request.user, done.id)))


@router.post(
    "/outgoing-drafts/{draft_id}/signing-jobs", response={201: SigningJobItem}, summary="Xin chữ ký ở dịch vụ ký",
    url_name="outgoing_draft_signing_jobs",
)  # fmt: skip
def ask_for_signature(request: PageRequest, draft_id: Id, body: Body[NewSigningJob]) -> HttpResponse:
    """Chuẩn bị văn bản cho khoá ở nơi khác: trả mã băm để ký, và địa chỉ nhận chữ ký, dùng một lần. Phiên trước hết hiệu lực."""
    text = body.certificate.strip()
    asked = request_external_signature(
        draft_id=draft_id,
        certificate=text.encode() if text.encode("utf-8", "replace").startswith(_PEM) else _bytes(text, "certificate"),
        picture=_bytes(body.picture, "picture") if body.picture else None,
        for_agency=body.for_agency,
        **request.who,
    )
    job = asked.job
    return reply(
        {
            "id": job.id,
            "digest": base64.b64encode(asked.digest).decode(),
            "to_sign": base64.b64encode(asked.to_sign).decode(),
            "document_digest": base64.b64encode(asked.document_digest).decode(),
            "callback": request.build_absolute_uri(
                f"/api/v1/signing-jobs/{job.jurisdiction_id}-{job.id}/{asked.secret}"
            ),
            "expires_at": at(job.expires_at),
        },
        status=201,
    )


@router.post(
    "/signing-jobs/{jurisdiction}-{job_id}/{secret}", response=SigningDone, summary="Nhận chữ ký từ dịch vụ ký",
    url_name="signing_job_answer", auth=None,
)  # fmt: skip
def take_signature(
    request: PageRequest, jurisdiction: Id, job_id: Id, secret: str, body: Body[SigningAnswer]
) -> HttpResponse:
    """Nhận chữ ký của dịch vụ ký, một lần. Không cần mã truy cập: bí mật trong địa chỉ là đủ; sai bí mật và không có phiên là một câu trả lời."""
    given = {"signature": _bytes(body.signature, "signature"), "signed": _bytes(body.cms, "cms")}
    try:
        done = answer_external_signature(
            jurisdiction_id=jurisdiction, job_id=job_id, secret=secret, now=_now_in(jurisdiction),
            request_id=request.request_id, **given,
        )  # fmt: skip
    except NotFound:
        signing_guard.count_failure(request)
        raise
    return reply({"state": done.state})


@router.get("/signing-mandates", response=Mandates, summary="Các thẩm quyền ký", url_name="signing_mandates")
def list_of_mandates(request: PageRequest, query: Query[MandateQuery]) -> HttpResponse:
    """Trả các thẩm quyền ký đã khai báo, cả những thẩm quyền đã hết hạn."""
    require_drafts(request.user)
    lookups.refuse_unknown(request, MandateQuery.model_fields)
    unit = lookups.units_by_code(request.user, [query.unit])[0].id if query.unit else None
    return reply({"items": [_mandate(row) for row in mandates_of(request.user.jurisdiction_id, unit_id=unit)]})


@router.post(
    "/signing-mandates", response={201: MandateItem}, summary="Khai báo thẩm quyền ký", url_name="signing_mandates"
)
def grant_one_mandate(request: PageRequest, body: Body[NewMandate]) -> HttpResponse:
    """Khai báo chức danh nào ký được, theo hình thức nào, loại nào, từ ngày nào; dành cho Lãnh đạo Văn phòng."""
    if not may_keep_mandates(request.user):
        raise Refused(_("Thẩm quyền ký do Lãnh đạo Văn phòng khai báo."))
    (unit,) = lookups.units_by_code(request.user, [body.unit])
    made = grant_mandate(
        unit_id=unit.id, post_id=body.post_id, steps=[Step(step.form, step.of) for step in body.steps],
        kinds=body.kinds, basis=body.basis, valid_from=body.valid_from, valid_to=body.valid_to, **request.who,
    )  # fmt: skip
    return reply(_one_mandate(request, made.id), status=201)


@router.post(
    "/signing-mandates/{mandate_id}/end", response=MandateItem, summary="Kết thúc thẩm quyền ký",
    url_name="signing_mandate_end",
)  # fmt: skip
def end_one_mandate(request: PageRequest, mandate_id: Id, body: Body[MandateEnd]) -> HttpResponse:
    """Đặt ngày cuối cùng còn thẩm quyền; văn bản đã ký vẫn giữ nguyên."""
    end_mandate(mandate_id=mandate_id, last_day=body.last_day, **request.who)
    return reply(_one_mandate(request, mandate_id))


def _one_mandate(request: HttpRequest, mandate_id: int) -> dict[str, Any]:
    user: Any = request.user
    return next(_mandate(row) for row in mandates_of(user.jurisdiction_id) if row.id == mandate_id)


def _mandate(row: SigningMandate) -> dict[str, Any]:
    return {
        "id": row.id, "unit": row.unit.code, "post_id": row.post_id, "post": row.post.title, "steps": row.steps,
        "kinds": row.kinds, "basis": row.basis, "valid_from": row.valid_from, "valid_to": row.valid_to,
    }  # fmt: skip


def _bytes(text: str, field: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BadInput(_("Giá trị này phải là base64."), code="bad_base64", field=field) from None


def _now_in(jurisdiction_id: int) -> dt.datetime:
    """The moment by the clock of a jurisdiction: nobody is signed in who would bring it along."""
    days = Jurisdiction.objects.filter(id=jurisdiction_id).values_list("clock_offset_days", flat=True).first() or 0
    return timezone.localtime() + dt.timedelta(days=days)

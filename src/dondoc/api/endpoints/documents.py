"""Documents: listed, shown, brought in, their original file."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.accounts.permissions import may_upload_document, scope_of
from dondoc.api import lookups, once
from dondoc.api.bodies import MULTIPART, body_of, request_body
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.documents import (
    DocumentChanges,
    DocumentDetail,
    DocumentPage,
    DocumentQuery,
    DocumentSignatures,
    NewDocument,
    ReadAgain,
    Registered,
)
from dondoc.directives.commands.open_draft import open_draft
from dondoc.directives.commands.read_again import read_again
from dondoc.directives.models import Assignment, DraftReading
from dondoc.documents.commands import change_document as changing
from dondoc.documents.commands.change_document import change_document
from dondoc.documents.intake import Submission
from dondoc.documents.models import Document
from dondoc.documents.permissions import may_open_original
from dondoc.documents.reader_words import notices_in_words
from dondoc.documents.selectors import DocumentFilter, document_of, documents, original_of
from dondoc.documents.signatures import signatures_of
from dondoc.foundation.errors import Refused
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

router = Router(tags=["Văn bản"])
_NAMES = frozenset(name.removesuffix("_") for name in DocumentQuery.model_fields)


@router.get("/documents", response=DocumentPage, summary="Danh sách văn bản", url_name="documents")
def list_of_documents(request: PageRequest, query: Query[DocumentQuery]) -> HttpResponse:
    """Trả những văn bản người hỏi được biết, mới nhập trước."""
    user = request.user
    lookups.require_directives(user)
    lookups.refuse_unknown(request, _NAMES)
    wanted = DocumentFilter(
        search=query.q,
        type_name=query.type,
        origin=query.origin or "",
        issued_from=query.from_,
        issued_to=query.to,
    )
    found = documents(user, wanted)
    with_file = may_open_original(user)
    return reply(
        {
            "items": [_item(row, with_file=with_file) for row in found[query.offset : query.offset + query.limit]],
            "count": found.count(),
            "limit": query.limit,
            "offset": query.offset,
        }
    )


@router.get("/documents/{document_id}", response=DocumentDetail, summary="Một văn bản", url_name="document")
def one_document(request: PageRequest, document_id: Id) -> HttpResponse:
    """Trả một văn bản với toàn văn, nơi nhận, viện dẫn, và các nhiệm vụ sinh ra từ văn bản."""
    user = request.user
    lookups.require_directives(user)
    return reply(_detail(request, document_of(user, document_id)))


@router.patch("/documents/{document_id}", response=DocumentDetail, summary="Sửa thông tin văn bản", url_name="document")
def change_one_document(request: PageRequest, document_id: Id, body: Body[DocumentChanges]) -> HttpResponse:
    """Sửa số, ký hiệu, ngày, cơ quan, trích yếu, nguồn giao, người ký; những gì không gửi giữ nguyên."""
    lookups.require_directives(request.user)
    given = body.model_dump(exclude_unset=True)
    if "type" in given:
        given["type_name"] = given.pop("type")
    changed = change_document(
        document_id=document_id, changes=changing.DocumentChanges(**given), **request.who,
    )  # fmt: skip
    return reply(_detail(request, changed))


def _detail(request: PageRequest, found: Document) -> dict[str, Any]:
    user = request.user
    here = user.jurisdiction_id
    draft_id = None
    if may_upload_document(user):
        drafts = DraftReading.objects.filter(jurisdiction_id=here, document_id=found.id)
        draft_id = drafts.values_list("id", flat=True).first()
    return {
        **_item(found, with_file=may_open_original(user)),
        "place": found.place,
        "urgency": found.urgency,
        "signer_authority": found.signer_authority,
        "signer_position": found.signer_position,
        "recipients": list(found.recipients.order_by("position").values_list("line", flat=True)),
        "meeting": found.meeting,
        "references": found.references,
        "text": found.text,
        "sha256": found.source_sha256,
        "draft_id": draft_id,
        "directive_ids": _directive_ids(request, found),
    }


def _directive_ids(request: PageRequest, document: Document) -> list[int]:
    scope = scope_of(request.user)
    mine = Assignment.objects.filter(
        jurisdiction_id=document.jurisdiction_id, directive__document_id=document.id
    ).values_list("directive_id", "unit_id", "field_id")
    seen = {
        directive_id
        for directive_id, unit_id, field_id in mine
        if scope.sees(jurisdiction_id=document.jurisdiction_id, unit_ids={unit_id}, field_id=field_id)
    }
    return sorted(seen)


@router.get("/documents/{document_id}/file", summary="Tệp gốc", url_name="document_file")
def original_file(request: PageRequest, document_id: Id) -> FileResponse:
    """Tải tệp gốc của văn bản. Người theo dõi (HĐND, Mặt trận) chỉ đọc toàn văn."""
    return send(original_of(request.user, document_id))


@router.get(
    "/documents/{document_id}/signatures",
    response=DocumentSignatures,
    summary="Chữ ký số",
    url_name="document_signatures",
)
def signatures_of_document(request: PageRequest, document_id: Id) -> HttpResponse:
    """Kiểm tra các chữ ký số của tệp gốc PDF: còn nguyên vẹn không, ai ký, lúc nào, ai bảo đảm. Không hỏi ra ngoài."""
    found = signatures_of(request.user, document_id, now=request.now)
    items = [{**asdict(line), "at": at(line.at)} for line in found.lines]
    return reply({"items": items, "problem": found.problem})


@router.post(
    "/documents/{document_id}/read-again", response=ReadAgain, summary="Đọc lại văn bản", url_name="document_read_again"
)
def read_document_again(request: PageRequest, document_id: Id) -> HttpResponse:
    """Đọc lại tệp gốc bằng bộ đọc và danh mục hiện nay. Bản quét dài có thể mất đến hai phút.

    Thay mới những gì chưa ai sửa hoặc xác nhận: thông tin, lý do, vị trí chữ trên bản quét, ý chỉ đạo của bản đọc đang
    mở. Vị trí các câu đã xác nhận không đổi: khi tệp nay đọc ra chữ khác thì toàn văn cũ được giữ (`text: kept`).
    """
    user = request.user
    lookups.require_directives(user)
    changes = asdict(read_again(actor=user, document_id=document_id, now=request.now, request_id=request.request_id))
    fields = ["type" if name == "type_name" else name for name in changes.pop("fields")]
    return reply({"document_id": document_id, "fields": fields, **changes})


@router.post(
    "/documents", response={201: Registered}, summary="Nhập và đọc văn bản", url_name="documents",
    openapi_extra=request_body(NewDocument, files="file"),
)  # fmt: skip
def bring_document_in(request: PageRequest) -> HttpResponse:
    """Nhập một văn bản: `multipart/form-data` với `file`, hoặc JSON với `text`; máy đọc và mở bản đọc để rà soát.

    Văn bản đã có trả lỗi 409 `duplicate_document` kèm `document_id` của bản đầu. Văn bản có dấu mật bị từ chối và
    không có gì được lưu. Với `Idempotency-Key`, gửi lại cùng khoá và nội dung trả đúng bản đọc đã mở.
    """
    user = request.user
    lookups.require_directives(user)
    if not may_upload_document(user):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh được nhập văn bản. Hãy gửi văn bản cho Văn phòng."))
    body = body_of(request, NewDocument)
    draft = open_draft(
        actor=user,
        submission=_submission(request, body),
        direction=body.direction,
        origin=body.origin,
        accept_duplicate=body.accept_duplicate,
        submission_key=once.key_of(request, "document"),
        now=request.now,
        request_id=request.request_id,
    )
    return reply(
        {
            "document": _item(draft.document, with_file=True),
            "draft_id": draft.id,
            "items": len(draft.items),
            "warnings": notices_in_words(draft.warnings),
        },
        status=201,
        # What an earlier request with the key opened is older than this request.
        headers={"Idempotent-Replayed": "true"} if draft.created_at != request.now else None,
    )


def _submission(request: PageRequest, body: NewDocument) -> Submission:
    upload = request.FILES.get("file") if request.content_type == MULTIPART else None
    if upload is None:
        return Submission.pasted(body.text, is_secret=body.is_secret)
    # A secret file is not even read; the upload goes with the request.
    content = b"" if body.is_secret else upload.read()
    return Submission(content=content, filename=upload.name or "van-ban", is_secret=body.is_secret)


def _item(row: Document, *, with_file: bool) -> dict[str, Any]:
    return {
        "id": row.id,
        "code": row.code,
        "type": row.type_name,
        "direction": row.direction,
        "origin": row.origin,
        "issued_on": row.issued_on,
        "issuer": row.issuer,
        "subject": row.subject,
        "signer_name": row.signer_name,
        "has_file": with_file and row.file_id is not None,
        "created_at": at(row.created_at),
    }

"""Drafts of documents: listed, begun, written, each step of their way out, their versions and what people said."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Router

from dondoc.api import lookups, once
from dondoc.api.drafting_content import with_codes, with_ids
from dondoc.api.replies import at, reply
from dondoc.api.schemas.common import Id
from dondoc.api.schemas.drafting import (
    CommentItem,
    Comments,
    Difference,
    DifferenceQuery,
    IssuedDraft,
    Issuing,
    MaybeReason,
    NewComment,
    NewOutgoingDraft,
    Numbering,
    OfVersion,
    OutgoingDraftChanges,
    OutgoingDraftDetail,
    OutgoingDraftPage,
    OutgoingDraftQuery,
    PreviewQuery,
    VersionDetail,
    Versions,
    WithReason,
)
from dondoc.documents.content_types import DOCX, PDF
from dondoc.drafting import rules
from dondoc.drafting.commands.approve_outgoing_draft import approve_outgoing_draft
from dondoc.drafting.commands.change_outgoing_draft import change_outgoing_draft
from dondoc.drafting.commands.comment_on_draft import comment_on_draft
from dondoc.drafting.commands.discard_outgoing_draft import discard_outgoing_draft
from dondoc.drafting.commands.issue_outgoing_draft import issue_outgoing_draft
from dondoc.drafting.commands.number_outgoing_draft import number_outgoing_draft
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.commands.recall_outgoing_draft import recall_outgoing_draft
from dondoc.drafting.commands.resolve_comment import resolve_comment
from dondoc.drafting.commands.return_outgoing_draft import return_outgoing_draft
from dondoc.drafting.commands.submit_outgoing_draft import submit_outgoing_draft
from dondoc.drafting.commands.take_back_outgoing_draft import take_back_outgoing_draft
from dondoc.drafting.comparison import compare
from dondoc.drafting.models import DraftComment, OutgoingDraft
from dondoc.drafting.permissions import may_write_drafts, require_drafts
from dondoc.drafting.printing import preview_of
from dondoc.drafting.selectors import (
    code_of_draft,
    comments_of,
    draft_of,
    drafts_for,
    file_of,
    version_of,
    versions_of,
)
from dondoc.foundation.errors import Conflict, Refused
from dondoc.web.downloads import send
from dondoc.web.requests import PageRequest

View = Callable[..., HttpResponse]
router = Router(tags=["Dự thảo văn bản"])
_BESIDE = (
    "mandate_id", "drafter_letters", "return_reason", "recall_reason", "entry_id", "signer_name", "signed_how",
)  # fmt: skip
_MOMENTS = ("submitted_at", "approved_at", "signed_at", "issued_at", "recalled_at")
_OF_COMMENT = ("id", "version", "clause", "quoted", "text", "made_by_id", "resolved_by_id")


@router.get("/outgoing-drafts", response=OutgoingDraftPage, summary="Các dự thảo", url_name="outgoing_drafts")
def list_of_outgoing_drafts(request: PageRequest, query: Query[OutgoingDraftQuery]) -> HttpResponse:
    """Trả các dự thảo văn bản, sửa gần nhất trước. Chủ tịch thấy từ khi dự thảo được trình."""
    require_drafts(request.user)
    lookups.refuse_unknown(request, OutgoingDraftQuery.model_fields)
    found = drafts_for(request.user, states=query.state, words=query.q)
    fields = lookups.field_codes(request.user)
    items = [_item(row, fields) for row in found[query.offset : query.offset + query.limit]]
    return reply({"items": items, "count": found.count(), "limit": query.limit, "offset": query.offset})


@router.post(
    "/outgoing-drafts", response={201: OutgoingDraftDetail}, summary="Bắt đầu dự thảo", url_name="outgoing_drafts"
)
def begin_outgoing_draft(request: PageRequest, body: Body[NewOutgoingDraft]) -> HttpResponse:
    """Bắt đầu từ mẫu trống, hoặc từ một văn bản. Với `Idempotency-Key`, gửi lại cùng khoá trả đúng dự thảo đã mở."""
    user = request.user
    if not may_write_drafts(user):
        raise Refused(_("Chỉ Văn phòng UBND tỉnh soạn văn bản trên hệ thống này."))
    (unit,) = lookups.units_by_code(user, [body.unit])
    given: dict[str, Any] = {
        "unit_id": unit.id, "kind": body.kind, "source_document_id": body.source_document_id, "relation": body.relation,
        "field_id": lookups.field_by_code(user, body.field) if body.field else None,
    }  # fmt: skip
    key = once.key_of(request, "outgoing-draft")
    with transaction.atomic():
        earlier = once.earlier(request, key) if key else None
        if earlier is not None:
            found = draft_of(user, earlier)
            if (found.unit_id, found.kind, found.relation) != (unit.id, body.kind, body.relation):
                raise Conflict(
                    _("Idempotency-Key này đã dùng cho một văn bản khác; hãy dùng khoá mới cho mỗi văn bản."),
                    code="idempotency_key_reused",
                )
            return reply(_detail(request, earlier), status=201, headers={"Idempotent-Replayed": "true"})
        made = open_outgoing_draft(**given, **request.who)
        if key:
            once.remember(request, key, made.id)
    return reply(_detail(request, made.id), status=201)


@router.get(
    "/outgoing-drafts/{draft_id}", response=OutgoingDraftDetail, summary="Một dự thảo", url_name="outgoing_draft"
)
def one_outgoing_draft(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Trả một dự thảo với nội dung, và những bước người hỏi làm được lúc này."""
    return reply(_detail(request, draft_id))


@router.patch(
    "/outgoing-drafts/{draft_id}", response=OutgoingDraftDetail, summary="Sửa dự thảo", url_name="outgoing_draft"
)
def change_one_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[OutgoingDraftChanges]) -> HttpResponse:
    """Lưu thành một bản mới. Người khác vừa lưu thì trả lỗi 409 `other_version` kèm `version` hiện tại."""
    user = request.user
    draft = draft_of(user, draft_id)
    sent = body.model_fields_set
    field_id = draft.field_id
    if "field" in sent:
        field_id = lookups.field_by_code(user, body.field) if body.field else None
    change_outgoing_draft(
        draft_id=draft.id, version=body.version, note=body.note, field_id=field_id,
        content=with_ids(user, body.content) if body.content is not None else draft.content,
        mandate_id=body.mandate_id if "mandate_id" in sent else draft.mandate_id,
        drafter_letters=body.drafter_letters if "drafter_letters" in sent else draft.drafter_letters,
        **request.who,
    )  # fmt: skip
    return reply(_detail(request, draft.id))


def _step(verb: str, *, summary: str) -> Callable[[View], View]:
    """A step of the way, which answers with the draft as it is then."""
    taken: Callable[[View], View] = router.post(
        f"/outgoing-drafts/{{draft_id}}/{verb}", response=OutgoingDraftDetail, summary=summary,
        url_name=f"outgoing_draft_{verb.replace('-', '_')}",
    )  # fmt: skip
    return taken


@_step("submit", summary="Trình dự thảo")
def submit_one_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[OfVersion]) -> HttpResponse:
    """Trình Lãnh đạo Văn phòng: dự thảo phải đủ, in được, có người ký được hôm nay."""
    submit_outgoing_draft(draft_id=draft_id, version=body.version, **request.who)
    return reply(_detail(request, draft_id))


@_step("take-back", summary="Rút dự thảo đã trình")
def take_one_outgoing_draft_back(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Rút về để soạn tiếp, khi chưa duyệt."""
    take_back_outgoing_draft(draft_id=draft_id, **request.who)
    return reply(_detail(request, draft_id))


@_step("return", summary="Trả lại dự thảo")
def return_one_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[WithReason]) -> HttpResponse:
    """Trả lại người soạn, kèm lý do; dành cho Lãnh đạo Văn phòng."""
    return_outgoing_draft(draft_id=draft_id, reason=body.reason, **request.who)
    return reply(_detail(request, draft_id))


@_step("approve", summary="Duyệt dự thảo")
def approve_one_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[OfVersion]) -> HttpResponse:
    """Duyệt đúng bản đã đọc; từ đây lời văn giữ nguyên. Dành cho Lãnh đạo Văn phòng."""
    approve_outgoing_draft(draft_id=draft_id, version=body.version, **request.who)
    return reply(_detail(request, draft_id))


@_step("number", summary="Cấp số")
def number_one_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[Numbering]) -> HttpResponse:
    """Cấp số tiếp theo của sổ, hoặc một số đã giữ, và in thành tệp để ký."""
    number_outgoing_draft(draft_id=draft_id, **body.model_dump(), **request.who)
    return reply(_detail(request, draft_id))


@router.post(
    "/outgoing-drafts/{draft_id}/issue", response=IssuedDraft, summary="Phát hành", url_name="outgoing_draft_issue"
)
def issue_one_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[Issuing]) -> HttpResponse:
    """Phát hành văn bản đã ký: thành một văn bản của hệ thống, được đọc, và giao nhiệm vụ nếu người làm được xác nhận."""
    done = issue_outgoing_draft(draft_id=draft_id, give_directives=body.give_directives, **request.who)
    return reply(
        {
            "draft": _detail(request, draft_id),
            "reading_id": done.reading.id if done.reading else None,
            "directive_ids": [directive.id for directive in done.directives],
        }
    )


@_step("recall", summary="Thu hồi văn bản")
def recall_one_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[WithReason]) -> HttpResponse:
    """Thu hồi văn bản đã phát hành (NĐ 30/2020/NĐ-CP, Điều 18); số và văn bản ở lại. Nhiệm vụ rút riêng từng việc."""
    recall_outgoing_draft(draft_id=draft_id, reason=body.reason, **request.who)
    return reply(_detail(request, draft_id))


@_step("discard", summary="Bỏ dự thảo")
def discard_one_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[MaybeReason]) -> HttpResponse:
    """Bỏ dự thảo; đã có số thì số bị huỷ trong sổ, cần lý do."""
    discard_outgoing_draft(draft_id=draft_id, reason=body.reason, **request.who)
    return reply(_detail(request, draft_id))


@router.get(
    "/outgoing-drafts/{draft_id}/versions", response=Versions, summary="Các bản của dự thảo",
    url_name="outgoing_draft_versions",
)  # fmt: skip
def versions_of_outgoing_draft(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Trả các bản đã lưu, mới nhất trước."""
    return reply({"items": [_version(row) for row in versions_of(draft_of(request.user, draft_id))]})


@router.get(
    "/outgoing-drafts/{draft_id}/versions/{number}", response=VersionDetail, summary="Một bản của dự thảo",
    url_name="outgoing_draft_version",
)  # fmt: skip
def version_of_outgoing_draft(request: PageRequest, draft_id: Id, number: Id) -> HttpResponse:
    """Trả nội dung dự thảo như ở bản ấy."""
    found = version_of(draft_of(request.user, draft_id), number)
    return reply(_version(found) | {"content": with_codes(request.user, found.content)})


@router.get(
    "/outgoing-drafts/{draft_id}/difference", response=Difference, summary="So sánh hai bản",
    url_name="outgoing_draft_difference",
)  # fmt: skip
def difference_of_versions(request: PageRequest, draft_id: Id, query: Query[DifferenceQuery]) -> HttpResponse:
    """Trả hai bản cạnh nhau: đoạn nào giữ nguyên, đổi, thêm, bỏ, và những từ nào."""
    lookups.refuse_unknown(request, frozenset({"from", "to"}))
    draft = draft_of(request.user, draft_id)
    rows = compare(version_of(draft, query.from_).content, version_of(draft, query.to).content)
    return reply({"items": [asdict(row) for row in rows]})


@router.get(
    "/outgoing-drafts/{draft_id}/comments", response=Comments, summary="Các ý kiến", url_name="outgoing_draft_comments"
)
def comments_of_outgoing_draft(request: PageRequest, draft_id: Id) -> HttpResponse:
    """Trả các ý kiến về dự thảo, theo thứ tự nêu."""
    return reply({"items": [_comment(row) for row in comments_of(draft_of(request.user, draft_id))]})


@router.post(
    "/outgoing-drafts/{draft_id}/comments", response={201: CommentItem}, summary="Nêu ý kiến",
    url_name="outgoing_draft_comments",
)  # fmt: skip
def comment_on_outgoing_draft(request: PageRequest, draft_id: Id, body: Body[NewComment]) -> HttpResponse:
    """Nêu ý kiến về cả dự thảo, hoặc về một mục."""
    made = comment_on_draft(draft_id=draft_id, text=body.text, clause=body.clause, **request.who)
    return reply(_comment(made), status=201)


@router.post(
    "/outgoing-drafts/{draft_id}/comments/{comment_id}/resolve", response=CommentItem, summary="Đã xử lý ý kiến",
    url_name="outgoing_draft_resolve",
)  # fmt: skip
def resolve_one_comment(request: PageRequest, draft_id: Id, comment_id: Id) -> HttpResponse:
    """Đánh dấu ý kiến đã được xử lý."""
    return reply(_comment(resolve_comment(draft_id=draft_id, comment_id=comment_id, **request.who)))


@router.get(
    "/exports/outgoing-drafts/{draft_id}", summary="Xem trước dự thảo thành tệp", url_name="outgoing_draft_preview"
)
def preview_of_outgoing_draft(request: PageRequest, draft_id: Id, query: Query[PreviewQuery]) -> FileResponse:
    """In dự thảo như hiện có: .pdf để xem, .docx để gửi xin ý kiến. Văn bản đã cấp số tải ở `/outgoing-drafts/{id}/file`."""
    lookups.refuse_unknown(request, PreviewQuery.model_fields)
    draft = draft_of(request.user, draft_id)
    kind = PDF if query.format == "pdf" else DOCX
    content = preview_of(draft, query.format, on=request.today)
    return FileResponse(
        io.BytesIO(content), as_attachment=True, filename=f"{draft.kind} {draft.id}.{query.format}",
        content_type=kind.media_type,
    )  # fmt: skip


@router.get("/outgoing-drafts/{draft_id}/file", summary="Tệp đã cấp số hoặc đã ký", url_name="outgoing_draft_file")
def file_of_outgoing_draft(request: PageRequest, draft_id: Id) -> FileResponse:
    """Tải tệp PDF đã ký, hoặc đã cấp số và chờ ký."""
    return send(file_of(draft_of(request.user, draft_id)))


def _item(draft: OutgoingDraft, fields: dict[int, str]) -> dict[str, Any]:
    return {
        "id": draft.id, "unit": draft.unit.code, "unit_name": draft.unit.name, "kind": draft.kind, "state": draft.state,
        "subject": draft.subject, "code": code_of_draft(draft), "version": draft.version,
        "field": fields.get(draft.field_id) if draft.field_id else None, "source": draft.source,
        "source_document_id": draft.source_document_id, "relation": draft.relation, "document_id": draft.document_id,
        "created_at": at(draft.created_at), "changed_at": at(draft.changed_at),
    }  # fmt: skip


def detail(request: PageRequest, draft: OutgoingDraft) -> dict[str, Any]:
    """Return a draft as the API shows it to who asks."""
    user = request.user
    return {
        **_item(draft, lookups.field_codes(user)),
        "content": with_codes(user, draft.content),
        **{name: getattr(draft, name) for name in _BESIDE},
        **{name: at(getattr(draft, name)) for name in _MOMENTS},
        "has_file": draft.rendered_file_id is not None,
        "verbs": rules.verbs(draft.state, user.role),
    }


def _detail(request: PageRequest, draft_id: int) -> dict[str, Any]:
    return detail(request, draft_of(request.user, draft_id))


def _version(row: Any) -> dict[str, Any]:
    return {
        "number": row.number, "state": row.state, "note": row.note, "saved_at": at(row.saved_at),
        "saved_by_id": row.saved_by_id,
    }  # fmt: skip


def _comment(row: DraftComment) -> dict[str, Any]:
    moments = {"made_at": at(row.made_at), "resolved_at": at(row.resolved_at)}
    return {**{name: getattr(row, name) for name in _OF_COMMENT}, **moments}

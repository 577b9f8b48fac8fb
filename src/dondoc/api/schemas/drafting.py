"""Drafts of documents on their way out, rights to sign, and signing where the key is elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dondoc.api.schemas.common import Code, Day, Id, Limit, Offset, OptionalText, Page, Sent, Shown, Text

OutgoingStateCode = Literal[
    "drafting", "submitted", "returned", "approved", "numbered", "signed", "issued", "recalled", "discarded"
]
RelationCode = Literal["none", "answers", "corrects", "amends", "replaces"]
SourceCode = Literal["blank", "document", "conclusions"]
SignedHowCode = Literal["", "paper", "key_file", "external", "uploaded"]
VerbCode = Literal["change", "submit", "take_back", "return", "approve", "number", "sign", "issue", "recall", "discard"]
FormCode = Literal["tm", "kt", "tl", "tuq", "q"]
_Reason = Annotated[Text, Field(max_length=1000)]
_Line = Annotated[Text, Field(max_length=200)]
_Version = Annotated[int, Field(ge=1, le=2**31 - 1)]
_Base64 = Annotated[str, Field(max_length=2_000_000, description="base64")]
_Content = Annotated[
    dict[str, Any],
    Field(
        description="subject, parent, issuer, place, urgency, drafter, addressees, grounds, recipients, body, annexes; "
        "đơn vị trong duties ghi bằng mã. Xem docs/drafting.md"
    ),
]


def _without_blanks(value: Any) -> Any:
    return [part for part in value if part != ""] if isinstance(value, list) else value


class OutgoingDraftQuery(Sent):
    """Những dự thảo nào."""

    state: Annotated[list[OutgoingStateCode], BeforeValidator(_without_blanks)] = Field(
        [], description="có thể lặp lại"
    )
    q: OptionalText = Field("", description="từ trong loại, trích yếu, số và ký hiệu")
    limit: Limit = 100
    offset: Offset = 0


class OutgoingDraftItem(Shown):
    """Một dự thảo."""

    id: int
    unit: str = Field(description="mã cơ quan ban hành")
    unit_name: str
    kind: str
    state: OutgoingStateCode
    subject: str
    code: str = Field(description="số và ký hiệu; rỗng khi chưa cấp số")
    version: int
    field: str | None
    source: SourceCode
    source_document_id: int | None
    relation: RelationCode
    document_id: int | None = Field(description="văn bản sau khi phát hành")
    created_at: dt.datetime
    changed_at: dt.datetime


class OutgoingDraftPage(Page):
    """Các dự thảo, sửa gần nhất trước."""

    items: list[OutgoingDraftItem]


class OutgoingDraftDetail(OutgoingDraftItem):
    """Một dự thảo với nội dung và những gì đã qua."""

    content: _Content
    mandate_id: int | None = Field(description="thẩm quyền ký đã chọn")
    drafter_letters: str
    return_reason: str
    recall_reason: str
    entry_id: int | None
    signer_name: str = Field(description="người giữ chức danh vào ngày của văn bản")
    signed_how: SignedHowCode
    submitted_at: dt.datetime | None
    approved_at: dt.datetime | None
    signed_at: dt.datetime | None
    issued_at: dt.datetime | None
    recalled_at: dt.datetime | None
    has_file: bool = Field(description="tải tệp đã cấp số hoặc đã ký ở /outgoing-drafts/{id}/file")
    verbs: list[VerbCode] = Field(description="những bước người hỏi làm được lúc này")


class NewOutgoingDraft(Sent):
    """Bắt đầu một dự thảo."""

    unit: Code = Field(description="mã cơ quan ban hành")
    kind: _Line = Field(description="một trong 29 loại của NĐ 30/2020/NĐ-CP")
    source_document_id: Id | None = Field(None, description="văn bản làm căn cứ để soạn")
    relation: RelationCode = "none"
    field: Code | None = None


class OutgoingDraftChanges(Sent):
    """Những gì đổi ở dự thảo; không gửi thì giữ nguyên. Nội dung gửi thì gửi trọn."""

    version: _Version = Field(description="bản mà người sửa bắt đầu từ đó")
    content: _Content | None = None
    mandate_id: Id | None = None
    field: Code | None = None
    drafter_letters: Annotated[Text, Field(max_length=60)] = Field("", description="chỉ với công văn, ví dụ KT")
    note: Annotated[Text, Field(max_length=300)] = ""


class OfVersion(Sent):
    """Bản mà người làm đã đọc."""

    version: _Version


class WithReason(Sent):
    """Lý do."""

    reason: _Reason


class MaybeReason(Sent):
    """Lý do, nếu bước này cần."""

    reason: _Reason = ""


class Numbering(Sent):
    """Số tiếp theo của sổ, hoặc một số đã giữ."""

    reserved_entry_id: Id | None = Field(None, description="số đã giữ; văn bản mang ngày của số ấy")
    reason: _Reason = Field("", description="vì sao dùng số đã giữ")


class Issuing(Sent):
    """Phát hành."""

    give_directives: bool = Field(default=False, description="giao luôn các nhiệm vụ; nếu không, bản đọc chờ xác nhận")


class IssuedDraft(Shown):
    """Kết quả phát hành."""

    draft: OutgoingDraftDetail
    reading_id: int | None = Field(description="bản đọc ở /drafts/{id}")
    directive_ids: list[int]


class VersionItem(Shown):
    """Một bản của dự thảo."""

    number: int
    state: OutgoingStateCode
    note: str
    saved_at: dt.datetime
    saved_by_id: int


class Versions(Shown):
    """Các bản, mới nhất trước."""

    items: list[VersionItem]


class VersionDetail(VersionItem):
    """Một bản với nội dung."""

    content: _Content


class DifferenceQuery(Sent):
    """So sánh hai bản."""

    from_: _Version = Field(alias="from")
    to: _Version


class DifferencePiece(Shown):
    """Vài từ của một đoạn; marked: bản kia không có."""

    text: str
    marked: bool


class DifferenceRow(Shown):
    """Một đoạn ở hai bản."""

    what: Literal["same", "changed", "added", "removed"]
    left: list[DifferencePiece]
    right: list[DifferencePiece]


class Difference(Shown):
    """Hai bản cạnh nhau, theo thứ tự của văn bản in."""

    items: list[DifferenceRow]


class CommentItem(Shown):
    """Một ý kiến."""

    id: int
    version: int
    clause: str = Field(description="vị trí trong body, ví dụ 0.2; rỗng: cả dự thảo")
    quoted: str = Field(description="mục ấy lúc ấy bắt đầu thế nào")
    text: str
    made_at: dt.datetime
    made_by_id: int
    resolved_at: dt.datetime | None
    resolved_by_id: int | None


class Comments(Shown):
    """Các ý kiến, theo thứ tự nêu."""

    items: list[CommentItem]


class NewComment(Sent):
    """Nêu ý kiến."""

    text: Annotated[Text, Field(max_length=8000)]
    clause: Annotated[Text, Field(max_length=60)] = ""


class PreviewQuery(Sent):
    """Tệp gì."""

    format: Literal["pdf", "docx"] = "pdf"


class MandateStep(Sent):
    """Một dòng thẩm quyền."""

    form: FormCode
    of: Annotated[Text, Field(max_length=200)] = Field(description="thay mặt, ký thay, thừa lệnh ai: “CHỦ TỊCH”")


class SignerItem(Shown):
    """Người ký được dự thảo hôm nay."""

    mandate_id: int
    post: str
    name: str
    lines: list[str] = Field(description="các dòng in trên chức danh")
    position: str = Field(description="chức danh như in")


class Signers(Shown):
    """Những người ký được."""

    items: list[SignerItem]


class MandateQuery(Sent):
    """Thẩm quyền ký của cơ quan nào."""

    unit: Code | None = Field(None, description="mã cơ quan")


class MandateItem(Shown):
    """Một thẩm quyền ký (NĐ 30/2020/NĐ-CP, Điều 13)."""

    id: int
    unit: str
    post_id: int
    post: str
    steps: list[MandateStep]
    kinds: list[str] = Field(description="rỗng: mọi loại")
    basis: str
    valid_from: dt.date
    valid_to: dt.date | None


class Mandates(Shown):
    """Các thẩm quyền ký."""

    items: list[MandateItem]


class NewMandate(Sent):
    """Khai báo thẩm quyền ký."""

    unit: Code
    post_id: Id
    steps: Annotated[list[MandateStep], Field(max_length=5)] = Field([], description="rỗng: người đứng đầu ký")
    kinds: Annotated[list[_Line], Field(max_length=40)] = []
    basis: Annotated[Text, Field(max_length=300)] = Field("", description="văn bản ủy quyền; bắt buộc với TUQ.")
    valid_from: Day
    valid_to: Day | None = None


class MandateEnd(Sent):
    """Ngày cuối cùng còn thẩm quyền."""

    last_day: Day


class PaperSigning(Sent):
    """Đã ký trên giấy; bản chụp PDF ở trường file nếu có."""


class SignedUpload(Sent):
    """Tệp PDF đã ký số ở trường file."""


class KeyFileSigning(Sent):
    """Ký bằng tệp khoá PKCS#12; không gì của khoá được lưu."""

    key_file: _Base64
    passphrase: Annotated[str, Field(max_length=1000)]
    picture: _Base64 | None = Field(None, description="PNG nền trong suốt: chữ ký tay hoặc con dấu, base64")
    for_agency: bool = Field(default=False, description="chữ ký số của cơ quan, dấu chùm lên chữ ký")


class NewSigningJob(Sent):
    """Xin chữ ký ở dịch vụ ký."""

    certificate: Annotated[str, Field(max_length=200_000)] = Field(
        description="chứng thư số của người ký và các chứng thư cấp trên, PEM hoặc DER base64"
    )
    picture: _Base64 | None = Field(None, description="PNG nền trong suốt, base64")
    for_agency: bool = False


class SigningJobItem(Shown):
    """Những gì dịch vụ ký cần. Bí mật trong địa chỉ chỉ xuất hiện ở đây, một lần."""

    id: int
    digest: str = Field(description="SHA-256 của to_sign, base64")
    to_sign: str = Field(description="các thuộc tính được ký (DER), base64")
    document_digest: str = Field(description="SHA-256 của văn bản, cho dịch vụ tự lập CMS, base64")
    callback: str = Field(description="địa chỉ nhận chữ ký, dùng một lần")
    expires_at: dt.datetime


class SigningAnswer(Sent):
    """Chữ ký của dịch vụ: đúng một trong hai."""

    signature: _Base64 = Field("", description="chữ ký trên to_sign, base64")
    cms: _Base64 = Field("", description="gói CMS trên document_digest, base64")


class SigningDone(Shown):
    """Đã nhận chữ ký."""

    state: OutgoingStateCode

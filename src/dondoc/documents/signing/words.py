"""A report on signatures in sentences, for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from .marks import LOCAL
from .report import Coverage, Later, Problem, Report, Revocation, SignatureReport, Trust

_LATER = {
    Later.EVIDENCE: "Sau chữ ký này tệp chỉ được bổ sung bằng chứng kiểm tra lâu dài (được phép).",
    Later.FORM: "Sau chữ ký này tệp được thêm chữ ký khác hoặc điền biểu mẫu (được phép).",
    Later.NOTES: "Sau chữ ký này tệp được thêm ghi chú bên lề; nội dung được ký không đổi.",
    Later.CONTENT: "Nội dung văn bản ĐÃ BỊ SỬA hoặc thêm sau chữ ký này.",
}
_TRUST = {
    Trust.TRUSTED: "Chứng thư số dẫn tới tổ chức chứng thực gốc được tin cậy.",
    Trust.NO_ROOTS: "Chưa khai báo chứng thư số gốc nào được tin cậy nên chưa xác nhận được người ký.",
    Trust.UNTRUSTED: "Chứng thư số KHÔNG dẫn tới tổ chức chứng thực gốc nào được tin cậy.",
    Trust.EXPIRED: "Chứng thư số đã HẾT HẠN tại thời điểm xét.",
    Trust.NOT_YET: "Chứng thư số CHƯA có hiệu lực tại thời điểm xét.",
    Trust.NOT_FOR_SIGNING: "Chứng thư số KHÔNG được cấp để ký số.",
    Trust.REVOKED: "Chứng thư số đã BỊ THU HỒI.",
}
_FILE = {
    Problem.UNSIGNED: "Tệp không có chữ ký số nào.",
    Problem.HIDDEN: "Tệp có dấu vết chữ ký số nhưng không đọc được; có thể chữ ký đã bị gỡ hoặc bị hỏng.",
}


def conclusion(report: Report) -> str:
    """Say in one sentence what to think of a file.

    Args:
        report: on its signatures.
    """
    said = [_FILE[problem] for problem in (Problem.HIDDEN, Problem.UNSIGNED) if problem in report.problems]
    signatures = [one for one in report.signatures if one.kind == "signature"]
    bad = sum(1 for one in report.signatures if not one.ok)
    if bad:
        said.append(f"Có vấn đề ở {bad}/{len(report.signatures)} chữ ký và dấu thời gian.")
    elif report.ok:
        said.append(f"Tất cả {len(signatures)} chữ ký nguyên vẹn và được tin cậy.")
    if report.irregular:
        said.append("Cấu trúc tệp không đúng chuẩn PDF, đã đọc ở chế độ nới lỏng.")
    return " ".join(said)


def about(one: SignatureReport) -> tuple[str, ...]:
    """Say everything of one signature, a sentence for each matter.

    Args:
        one: the signature or document time stamp.
    """
    return tuple(_about(one))


def _about(one: SignatureReport) -> Iterator[str]:
    if Problem.UNREADABLE in one.problems:
        yield "Không đọc được chữ ký này: dữ liệu chữ ký bị hỏng hoặc không đúng chuẩn."
        return
    yield _whole(one)
    yield _covered(one)
    if one.signer is not None:
        who = "Dịch vụ cấp dấu thời gian" if one.kind == "timestamp" else "Người ký"
        body = f", {one.signer.organization}" if one.signer.organization else ""
        yield f"{who}: {one.signer.name or one.signer.subject}{body}; số chứng thư {one.signer.serial}, do {one.signer.issuer_name} cấp."
    yield from _when(one)
    yield _TRUST[one.trust]
    yield from _revoked(one)
    if one.kind == "signature":
        yield f"Mức chữ ký: {one.level}." if one.level else "Chữ ký kiểu PKCS#7 cũ, không phải PAdES."
    if Problem.PADDING in one.problems:
        yield "Sau dữ liệu chữ ký có dữ liệu lạ, được thêm vào sau khi ký."
    if one.weak:
        yield f"Thuật toán hoặc khoá quá yếu: {', '.join(one.weak)}."


def _whole(one: SignatureReport) -> str:
    if not one.intact:
        return "Phần được ký ĐÃ BỊ THAY ĐỔI sau khi ký."
    if not one.valid:
        return "Chữ ký KHÔNG do khoá của chứng thư số này tạo ra."
    return "Phần được ký còn nguyên vẹn."


def _covered(one: SignatureReport) -> str:
    if one.coverage == Coverage.FILE:
        return "Chữ ký phủ toàn bộ tệp."
    if one.coverage == Coverage.REVISION:
        if one.later == Later.NOTHING:
            return (
                f"Chữ ký phủ toàn bộ văn bản lúc ký; {one.later_bytes} byte thêm vào cuối tệp không làm đổi nội dung."
            )
        return f"Chữ ký phủ toàn bộ văn bản lúc ký. {_LATER[one.later]}"
    return "Chữ ký CHỈ PHỦ MỘT PHẦN của tệp; phần còn lại không được bảo vệ và có thể đã bị sửa."


def _when(one: SignatureReport) -> Iterator[str]:
    if one.kind == "timestamp":
        if one.stamp is not None:
            yield f"Dấu thời gian: {_moment(one.stamp.at)}."
        return
    yield f"Thời điểm ký do người ký khai: {_moment(one.claimed_at)}." if one.claimed_at else "Không ghi thời điểm ký."
    if one.stamp is None:
        yield "Không có dấu thời gian của dịch vụ TSA."
    elif not one.stamp.valid:
        yield "Dấu thời gian KHÔNG khớp với chữ ký."
    else:
        trusted = "được tin cậy" if one.stamp.trusted else "CHƯA được tin cậy"
        yield f"Dấu thời gian: {_moment(one.stamp.at)}, do {one.stamp.by.name or one.stamp.by.subject} cấp, {trusted}."


def _revoked(one: SignatureReport) -> Iterator[str]:
    if one.revocation == Revocation.GOOD:
        yield "Chứng thư số chưa bị thu hồi theo bằng chứng OCSP/CRL."
    elif one.revocation == Revocation.UNKNOWN:
        yield "Chưa kiểm tra được thu hồi: tệp không kèm bằng chứng OCSP/CRL dùng được và không hỏi qua mạng."
    elif one.revoked_at is not None:
        yield f"Chứng thư số bị thu hồi từ {_moment(one.revoked_at)}."


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL):%H:%M:%S ngày %d/%m/%Y}"

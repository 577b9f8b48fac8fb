"""What is to be thought of the digital signatures of a document's original file, for who may have the file.

Nobody outside is asked: what is known of revocation is what the file itself carries. The authorities that are believed
are those whose certificates an office keeps in `settings.SIGNATURE_ROOTS`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dondoc.accounts.models import User
from dondoc.documents import disk
from dondoc.documents.selectors import original_of
from dondoc.foundation.errors import NotFound

log = structlog.get_logger(__name__)
PDF_TYPE = "application/pdf"
_SUFFIXES = frozenset({".pem", ".crt", ".cer"})
_LATER = {
    "evidence": gettext_lazy("Sau đó tệp chỉ được bổ sung bằng chứng kiểm tra lâu dài."),
    "form": gettext_lazy("Sau đó tệp được thêm chữ ký khác hoặc điền biểu mẫu."),
    "notes": gettext_lazy("Sau đó tệp được thêm ghi chú bên lề; nội dung được ký không đổi."),
    "content": gettext_lazy("Nội dung đã bị sửa hoặc thêm sau chữ ký này."),
}
_TRUST = {
    "trusted": gettext_lazy("Chứng thư số do tổ chức được tin cậy cấp."),
    "no_roots": gettext_lazy("Chưa khai báo tổ chức chứng thực nào được tin cậy nên chưa xác nhận được người ký."),
    "untrusted": gettext_lazy("Chứng thư số không dẫn tới tổ chức chứng thực nào được tin cậy."),
    "expired": gettext_lazy("Chứng thư số đã hết hạn vào thời điểm xét."),
    "not_yet": gettext_lazy("Chứng thư số chưa có hiệu lực vào thời điểm xét."),
    "not_for_signing": gettext_lazy("Chứng thư số không được cấp để ký số."),
    "revoked": gettext_lazy("Chứng thư số đã bị thu hồi."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One signature, or a time stamp of the document, in words.

    Attributes:
        who: the name in the certificate.
        body: the organization in it.
        at: when it was made: by a time stamp, else as the signer says.
        is_stamp: whether a service vouches for that time, not a person for the text.
        good: nothing is wrong with it.
        open: nothing is wrong but that no authority is known to vouch for it.
        said: the sentences, the gravest first.
    """

    who: str
    body: str
    at: dt.datetime | None
    is_stamp: bool
    good: bool
    open: bool
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """What a file's signatures are worth together; `problem` where it could not be looked at."""

    lines: tuple[Line, ...] = ()
    problem: str = ""


def signatures_of(user: User, document_id: int, *, now: dt.datetime) -> Signatures:
    """Return what is to be thought of the signatures of a document's original PDF.

    Raises:
        NotFound: no document, no PDF, or not for this person.
    """
    file = original_of(user, document_id)
    if file.content_type != PDF_TYPE:
        raise NotFound
    try:
        with disk.open_content(file.sha256) as content:
            data = content.read()
    except FileNotFoundError:
        raise NotFound(_("Tệp gốc không còn trong kho lưu trữ. Hãy báo quản trị hệ thống.")) from None
    return judged(data, now=now)


def judged(pdf: bytes, *, now: dt.datetime) -> Signatures:
    """Return what is to be thought of the signatures of a PDF."""
    from dondoc.documents.signing import Policy, SigningError, verify  # noqa: PLC0415  most of a second, rarely needed

    try:
        report = verify(pdf, now=now, policy=Policy(roots=believed_roots()))
    except SigningError as error:
        log.info("signatures_not_read", code=error.code)
        return Signatures(problem=_("Tệp PDF hỏng, có mật khẩu hoặc quá lớn nên không kiểm tra được chữ ký số."))
    hidden = _("Tệp có dấu vết chữ ký số nhưng không đọc được: chữ ký có thể đã bị gỡ hoặc hỏng.")
    problem = hidden if "hidden" in report.problems else ""
    return Signatures(lines=tuple(_line(one) for one in report.signatures), problem=problem)


def believed_roots() -> tuple[Any, ...]:
    """Return the certificates of the authorities that the office believes."""
    folder: Path = settings.SIGNATURE_ROOTS
    return _roots(folder, _stamp_of(folder))


def _line(one: Any) -> Line:
    if "unreadable" in one.problems:
        return Line(one.field, "", None, one.kind == "timestamp", good=False, open=False, said=(
            _("Không đọc được chữ ký này: dữ liệu chữ ký bị hỏng hoặc không đúng chuẩn."),
        ))  # fmt: skip
    said = [_whole(one)]
    if one.coverage == "part":
        said.append(_("Chữ ký chỉ phủ một phần của tệp; phần còn lại có thể đã bị sửa."))
    elif one.later in _LATER:
        said.append(str(_LATER[one.later]))
    said.append(str(_TRUST[one.trust]))
    if one.stamp is not None and not one.stamp.valid:
        said.append(_("Dấu thời gian không khớp với chữ ký."))
    if one.revocation == "unknown" and one.trust == "trusted":
        said.append(_("Tệp không kèm bằng chứng để biết chứng thư số có bị thu hồi hay không."))
    if one.weak:
        said.append(_("Thuật toán hoặc khoá quá yếu: %(names)s.") % {"names": ", ".join(one.weak)})
    signer = one.signer
    return Line(
        who=(signer.name or signer.subject) if signer else one.field,
        body=signer.organization if signer else "",
        at=one.stamp.at if one.stamp is not None and one.stamp.valid else one.claimed_at,
        is_stamp=one.kind == "timestamp",
        good=one.ok,
        open=set(one.problems) == {"not_trusted"} and one.trust == "no_roots",
        said=tuple(said),
    )


def _whole(one: Any) -> str:
    if not one.intact:
        return _("Phần được ký đã bị thay đổi sau khi ký.")
    if not one.valid:
        return _("Chữ ký không do khoá của chứng thư số này tạo ra.")
    return _("Phần được ký còn nguyên vẹn.")


def _stamp_of(folder: Path) -> tuple[tuple[str, float], ...]:
    """Which certificates lie in the folder: what is kept of them is read anew when one comes or goes."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES]
        return tuple(sorted((path.name, path.stat().st_mtime) for path in found))
    except FileNotFoundError:
        return ()
    except OSError as error:
        log.warning("root_certificates_not_read", kind=type(error).__name__)
        return ()


@lru_cache(maxsize=4)
def _roots(folder: Path, names: tuple[tuple[str, float], ...]) -> tuple[Any, ...]:
    from dondoc.documents.signing import SigningError  # noqa: PLC0415
    from dondoc.documents.signing.certificates import load  # noqa: PLC0415

    found: list[Any] = []
    for name, _changed in names:
        try:
            found += load((folder / name).read_bytes())
        except (OSError, SigningError):
            # One bad file must not take the others' trust away.
            log.warning("root_certificate_not_read", name=name)
    return tuple(found)

"""Errors as RFC 9457 `application/problem+json`: a stable code for programs, one sentence for people in their language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic_core import to_json

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MEDIA_TYPE = "application/problem+json"

# Status: (default code, title, sentence). The documentation page shows the same table.
KINDS: dict[int, tuple[str, _StrPromise, _StrPromise]] = {
    400: ("bad_request", _("Yêu cầu không đọc được"), _("Nội dung gửi lên không đọc được; hãy gửi JSON (UTF-8) hoặc multipart/form-data đúng dạng.")),
    401: ("not_signed_in", _("Chưa xác thực"), _("Thiếu mã truy cập hoặc mã không còn dùng được; hãy gửi tiêu đề “Authorization: Bearer ddt_…”.")),
    403: ("refused", _("Không được phép"), _("Tài khoản của bạn không có quyền làm việc này.")),
    404: ("not_found", _("Không tìm thấy"), _("Không tìm thấy nội dung này, hoặc bạn không có quyền xem.")),
    405: ("method_not_allowed", _("Phương thức không dùng được"), _("Địa chỉ này không nhận phương thức đó; hãy xem tiêu đề Allow.")),
    409: ("conflict", _("Đã có thay đổi trước đó"), _("Nội dung vừa được người khác thay đổi; hãy tải lại rồi làm tiếp.")),
    413: ("too_large", _("Nội dung quá lớn"), _("Nội dung gửi lên vượt giới hạn nên đã bị dừng và không lưu lại; hãy nén hoặc tách tệp.")),
    422: ("bad_input", _("Dữ liệu chưa hợp lệ"), _("Dữ liệu gửi lên chưa hợp lệ; xem danh sách errors.")),
    429: ("locked_out", _("Tạm khoá"), _("Đăng nhập sai quá nhiều lần nên tài khoản tạm khoá từ địa chỉ này; hãy đợi 15 phút rồi thử lại.")),
    500: ("internal", _("Hệ thống gặp lỗi"), _("Hệ thống gặp lỗi và đã ghi lại để xử lý; thao tác vừa rồi chưa được ghi. Hãy báo quản trị hệ thống kèm request_id.")),
    503: ("database_unavailable", _("Tạm thời không phục vụ được"), _("Cơ sở dữ liệu tạm thời không kết nối được; thao tác vừa rồi chưa được ghi. Hãy thử lại sau ít phút.")),
}  # fmt: skip

_RESERVED = frozenset({"type", "title", "status", "detail", "code", "request_id"})


def problem(
    request: HttpRequest,
    status: int,
    *,
    detail: str = "",
    code: str = "",
    details: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Return the answer to what went wrong.

    Args:
        request: for its id and the address of the documentation.
        status: a key of KINDS.
        detail: one sentence in the person's language; the kind's own where not given.
        code: stable code; the kind's own where not given.
        details: further members, for example `field` or `document_id`.
        headers: of the answer.
    """
    default_code, title, sentence = KINDS[status]
    body: dict[str, Any] = {
        "type": f"/api/v1/docs#loi-{status}",
        "title": str(title),
        "status": status,
        "detail": detail or str(sentence),
        "code": code or default_code,
        "request_id": getattr(request, "request_id", ""),
        **{name: value for name, value in (details or {}).items() if name not in _RESERVED},
    }
    # A detail that has no JSON form must not turn a refusal into a failure.
    return HttpResponse(
        to_json(body, fallback=str), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {})
    )


# Pydantic's error types in one sentence each; `%(name)s` comes from the error's own context.
_MESSAGES: dict[str, _StrPromise] = {
    "missing": _("Thiếu giá trị này."),
    "extra_forbidden": _("Không có tham số hoặc trường mang tên này."),
    "int_parsing": _("Phải là số nguyên."),
    "int_parsing_size": _("Số quá lớn."),
    "int_type": _("Phải là số nguyên."),
    "int_from_float": _("Phải là số nguyên."),
    "bool_parsing": _("Phải là true hoặc false."),
    "bool_type": _("Phải là true hoặc false."),
    "string_type": _("Phải là chuỗi ký tự."),
    "string_unicode": _("Có ký tự không thuộc Unicode."),
    "string_too_long": _("Dài quá %(max_length)s ký tự."),
    "string_too_short": _("Cần ít nhất %(min_length)s ký tự."),
    "too_long": _("Nhiều nhất %(max_length)s phần tử."),
    "too_short": _("Cần ít nhất %(min_length)s phần tử."),
    "list_type": _("Phải là danh sách."),
    "tuple_type": _("Phải là danh sách."),
    "dict_type": _("Phải là một đối tượng JSON."),
    "model_type": _("Phải là một đối tượng JSON."),
    "model_attributes_type": _("Phải là một đối tượng JSON."),
    "greater_than_equal": _("Phải từ %(ge)s trở lên."),
    "less_than_equal": _("Không được quá %(le)s."),
    "literal_error": _("Phải là một trong: %(expected)s."),
}
_BY_PREFIX: tuple[tuple[str, _StrPromise], ...] = (
    ("datetime_", _("Phải là thời điểm có thật, dạng 2021-01-18T08:00:00+07:00.")),
    ("timezone_", _("Phải là thời điểm có thật, dạng 2021-01-18T08:00:00+07:00.")),
    ("date_", _("Phải là ngày có thật, dạng 2021-01-18.")),
)


def message_of(error: Mapping[str, Any]) -> str:
    """Return the sentence for one of pydantic's errors."""
    kind, context = str(error["type"]), dict(error.get("ctx") or {})
    if kind == "value_error":  # raised by validators of ours, worded already
        return str(context.get("error", ""))
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace(" or ", ", ").replace("'", "")
    template = _MESSAGES.get(kind) or next((text for prefix, text in _BY_PREFIX if kind.startswith(prefix)), None)
    return str(template) % context if template else gettext("Giá trị không hợp lệ.")


def invalid(request: HttpRequest, errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """Return 422 for values that do not fit, each with its name; a path that cannot be is simply not there."""
    if any(error["loc"][:1] == ("path",) for error in errors):
        return problem(request, 404)
    found = [
        {"in": str(error["loc"][0]), "field": _name(error["loc"]), "message": message_of(error)} for error in errors
    ]
    first = found[0]
    said = f"“{first['field']}”: {first['message']}" if first["field"] else first["message"]
    detail = (
        gettext("Dữ liệu gửi lên chưa hợp lệ (và %(count)s chỗ khác): %(said)s")
        % {"count": len(found) - 1, "said": said}
        if len(found) > 1
        else gettext("Dữ liệu gửi lên chưa hợp lệ: %(said)s") % {"said": said}
    )
    return problem(request, 422, detail=detail, code="invalid", details={"errors": found})


def _name(loc: Sequence[Any]) -> str:
    # The first part says where it was sent, the second of a body is the endpoint's own argument.
    parts = loc[2:] if loc[:1] == ("body",) and len(loc) > 1 and loc[1] == "body" else loc[1:]
    return ".".join(str(part) for part in parts)

"""Errors as RFC 9457 `application/problem+json`: a stable code for programs, one Vietnamese sentence for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from pydantic_core import to_json

MEDIA_TYPE = "application/problem+json"

# Status: (default code, title, sentence). The documentation page shows the same table.
KINDS: dict[int, tuple[str, str, str]] = {
    400: ("bad_request", "Yêu cầu không đọc được", "Nội dung gửi lên không đọc được; hãy gửi JSON (UTF-8) hoặc multipart/form-data đúng dạng."),
    401: ("not_signed_in", "Chưa xác thực", "Thiếu mã truy cập hoặc mã không còn dùng được; hãy gửi tiêu đề “Authorization: Bearer ddt_…”."),
    403: ("refused", "Không được phép", "Tài khoản của bạn không có quyền làm việc này."),
    404: ("not_found", "Không tìm thấy", "Không tìm thấy nội dung này, hoặc bạn không có quyền xem."),
    405: ("method_not_allowed", "Phương thức không dùng được", "Địa chỉ này không nhận phương thức đó; hãy xem tiêu đề Allow."),
    409: ("conflict", "Đã có thay đổi trước đó", "Nội dung vừa được người khác thay đổi; hãy tải lại rồi làm tiếp."),
    413: ("too_large", "Nội dung quá lớn", "Nội dung gửi lên vượt giới hạn nên đã bị dừng và không lưu lại; hãy nén hoặc tách tệp."),
    422: ("bad_input", "Dữ liệu chưa hợp lệ", "Dữ liệu gửi lên chưa hợp lệ; xem danh sách errors."),
    429: ("locked_out", "Tạm khoá", "Đăng nhập sai quá nhiều lần nên tài khoản tạm khoá từ địa chỉ này; hãy đợi 15 phút rồi thử lại."),
    500: ("internal", "Hệ thống gặp lỗi", "Hệ thống gặp lỗi và đã ghi lại để xử lý; thao tác vừa rồi chưa được ghi. Hãy báo quản trị hệ thống kèm request_id."),
    503: ("database_unavailable", "Tạm thời không phục vụ được", "Cơ sở dữ liệu tạm thời không kết nối được; thao tác vừa rồi chưa được ghi. Hãy thử lại sau ít phút."),
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
        detail: one Vietnamese sentence; the kind's own where not given.
        code: stable code; the kind's own where not given.
        details: further members, for example `field` or `document_id`.
        headers: of the answer.
    """
    default_code, title, sentence = KINDS[status]
    body: dict[str, Any] = {
        "type": f"/api/v1/docs#loi-{status}",
        "title": title,
        "status": status,
        "detail": detail or sentence,
        "code": code or default_code,
        "request_id": getattr(request, "request_id", ""),
        **{name: value for name, value in (details or {}).items() if name not in _RESERVED},
    }
    # A detail that has no JSON form must not turn a refusal into a failure.
    return HttpResponse(
        to_json(body, fallback=str), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {})
    )


# Pydantic's error types in one sentence each; `{name}` comes from the error's own context.
_MESSAGES: dict[str, str] = {
    "missing": "Thiếu giá trị này.",
    "extra_forbidden": "Không có tham số hoặc trường mang tên này.",
    "int_parsing": "Phải là số nguyên.",
    "int_parsing_size": "Số quá lớn.",
    "int_type": "Phải là số nguyên.",
    "int_from_float": "Phải là số nguyên.",
    "bool_parsing": "Phải là true hoặc false.",
    "bool_type": "Phải là true hoặc false.",
    "string_type": "Phải là chuỗi ký tự.",
    "string_unicode": "Có ký tự không thuộc Unicode.",
    "string_too_long": "Dài quá {max_length} ký tự.",
    "string_too_short": "Cần ít nhất {min_length} ký tự.",
    "too_long": "Nhiều nhất {max_length} phần tử.",
    "too_short": "Cần ít nhất {min_length} phần tử.",
    "list_type": "Phải là danh sách.",
    "tuple_type": "Phải là danh sách.",
    "dict_type": "Phải là một đối tượng JSON.",
    "model_type": "Phải là một đối tượng JSON.",
    "model_attributes_type": "Phải là một đối tượng JSON.",
    "greater_than_equal": "Phải từ {ge} trở lên.",
    "less_than_equal": "Không được quá {le}.",
    "literal_error": "Phải là một trong: {expected}.",
}
_BY_PREFIX = (
    ("datetime_", "Phải là thời điểm có thật, dạng 2021-01-18T08:00:00+07:00."),
    ("timezone_", "Phải là thời điểm có thật, dạng 2021-01-18T08:00:00+07:00."),
    ("date_", "Phải là ngày có thật, dạng 2021-01-18."),
)


def message_of(error: Mapping[str, Any]) -> str:
    """Return the sentence for one of pydantic's errors."""
    kind, context = str(error["type"]), dict(error.get("ctx") or {})
    if kind == "value_error":  # raised by validators of ours, in Vietnamese already
        return str(context.get("error", ""))
    if "expected" in context:
        context["expected"] = str(context["expected"]).replace(" or ", ", ").replace("'", "")
    template = _MESSAGES.get(kind) or next((text for prefix, text in _BY_PREFIX if kind.startswith(prefix)), "")
    return template.format(**context) if template else "Giá trị không hợp lệ."


def invalid(request: HttpRequest, errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """Return 422 for values that do not fit, each with its name; a path that cannot be is simply not there."""
    if any(error["loc"][:1] == ("path",) for error in errors):
        return problem(request, 404)
    found = [
        {"in": str(error["loc"][0]), "field": _name(error["loc"]), "message": message_of(error)} for error in errors
    ]
    first = found[0]
    more = f" (và {len(found) - 1} chỗ khác)" if len(found) > 1 else ""
    where = f"“{first['field']}”: " if first["field"] else ""
    return problem(
        request, 422, detail=f"Dữ liệu gửi lên chưa hợp lệ{more}: {where}{first['message']}", code="invalid",
        details={"errors": found},
    )  # fmt: skip


def _name(loc: Sequence[Any]) -> str:
    # The first part says where it was sent, the second of a body is the endpoint's own argument.
    parts = loc[2:] if loc[:1] == ("body",) and len(loc) > 1 and loc[1] == "body" else loc[1:]
    return ".".join(str(part) for part in parts)

"""Pages and fragments for what went wrong: one sentence that says what happened and what to do."""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import urlencode, urlsplit

import psycopg
import structlog
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from dondoc.foundation.errors import DomainError
from dondoc.web.uploads import UploadTooLarge

log = structlog.get_logger(__name__)

DATABASE_ERRORS = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def next_query(path: str, query: str = "") -> str:
    """Return the query string that brings a person back to `path` after signing in."""
    return urlencode({REDIRECT_FIELD_NAME: f"{path}?{query}" if query else path or "/"})


def response_to(request: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """Return the answer to an error that has a sentence for people; None for any other."""
    if isinstance(exception, DomainError):
        return refusal(request, title=_title(exception.status), message=exception.message, status=exception.status)
    if isinstance(exception, DATABASE_ERRORS):
        log.error("database_unavailable", kind=type(exception).__name__)
        return database_gone(request)
    return None


def refusal(request: HttpRequest, *, title: str, message: str, status: int) -> HttpResponse:
    """Return the page of a refusal, or, for htmx, an alert that goes to the messages of the page."""
    if _is_fragment(request):
        return alert(message, status=status)
    context = {"title": title, "message": message, "status": status, "back": _back(request)}
    return HttpResponse(render_to_string("web/errors/page.html", context, request), status=status)


def database_gone(request: HttpRequest) -> HttpResponse:
    """Return the page that says that the database cannot be reached. Nothing in it needs the database."""
    message = _(
        "Cơ sở dữ liệu tạm thời không kết nối được. Thao tác vừa rồi chưa được ghi, không có gì bị mất nửa chừng. "
        "Xin đợi ít phút rồi thử lại; nếu vẫn vậy, báo quản trị hệ thống."
    )
    return plain(request, title=_("Tạm thời không kết nối được cơ sở dữ liệu"), message=message, status=503)


def plain(request: HttpRequest, *, title: str, message: str, status: int) -> HttpResponse:
    """Return an error page that stands alone: no database, no session, no navigation."""
    if _is_fragment(request):
        return alert(message, status=status)
    context = {
        "title": title,
        "message": message,
        "status": status,
        "request_id": getattr(request, "request_id", ""),
        "retry": request.get_full_path() if request.method == "GET" else "",
    }
    response = HttpResponse(render_to_string("web/errors/plain.html", context), status=status)
    if status == 503:  # noqa: PLR2004 - the one status that says when to come back
        response["Retry-After"] = "30"
    return response


def alert(message: str, *, status: int) -> HttpResponse:
    """Return an alert for the page's message region, wherever the htmx request wanted its answer."""
    body = render_to_string("web/components/alert.html", {"level": "error", "message": message})
    return HttpResponse(body, status=status, headers={"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be read (handler400); an upload beyond the limit is one of them."""
    if isinstance(exception, UploadTooLarge):
        return refusal(request, title=_title(413), message=exception.message, status=413)
    if isinstance(exception, RequestDataTooBig):
        message = _("Nội dung gửi lên quá dài. Xin tải lên dưới dạng tệp thay vì dán văn bản.")
        return refusal(request, title=_title(413), message=message, status=413)
    message = _("Yêu cầu gửi lên không đọc được. Xin tải lại trang rồi làm lại.")
    return plain(request, title=_title(400), message=message, status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a PermissionDenied (handler403)."""
    said = str(exception) if isinstance(exception, PermissionDenied) else ""
    message = said or _("Tài khoản của bạn không có quyền làm việc này. Nếu cần, xin liên hệ quản trị hệ thống.")
    return refusal(request, title=_title(403), message=message, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer an address that leads nowhere, or to something this person may not know of (handler404)."""
    message = _(
        "Địa chỉ này không có, hoặc nội dung không thuộc phạm vi bạn được xem. Xin kiểm tra lại đường dẫn, hoặc bắt đầu từ Bàn làm việc."
    )
    return refusal(request, title=_title(404), message=message, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours (handler500); the database going away outside a view also arrives here."""
    known = response_to(request, sys.exc_info()[1])
    if known is not None:
        return known
    message = _(
        "Hệ thống gặp lỗi và đã ghi lại để xử lý. Thao tác vừa rồi chưa được ghi. Xin thử lại; nếu lỗi lặp lại, báo quản trị hệ thống kèm mã bên dưới."
    )
    return plain(request, title=_("Hệ thống gặp lỗi"), message=message, status=500)


def _is_fragment(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _title(status: int) -> str:
    titles: dict[int, Any] = {
        400: _("Yêu cầu không đọc được"),
        403: _("Không được phép"),
        404: _("Không tìm thấy"),
        409: _("Đã có thay đổi trước đó"),
        413: _("Tệp quá lớn"),
        422: _("Chưa thực hiện được"),
    }
    return str(titles.get(status, titles[422]))


def _back(request: HttpRequest) -> str:
    """Return the page of ours that the person came from, or an empty string."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(referer)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "" if path == request.get_full_path() and request.method == "GET" else path

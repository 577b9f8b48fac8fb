"""What a person is told when something cannot be done."""

from __future__ import annotations

import io
import re
from typing import Any

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.web import uploads

handler400 = "dondoc.web.errors.bad_request"
handler403 = "dondoc.web.errors.permission_denied"
handler404 = "dondoc.web.errors.not_found"
handler500 = "dondoc.web.errors.server_error"

RAISED = {
    "bad": lambda: BadInput("Ngày 31/02/2021 không có trong lịch."),
    "refused": lambda: Refused("Chỉ Văn phòng được xác nhận hoàn thành."),
    "absent": NotFound,
    "conflict": lambda: Conflict("Người khác vừa xác nhận. Xin tải lại trang."),
    "denied": lambda: PermissionDenied("Tài khoản của bạn không quản lý người dùng."),
    "operational": lambda: OperationalError("server closed the connection unexpectedly"),
    "interface": lambda: InterfaceError("connection already closed"),
    "pool": lambda: psycopg.OperationalError("couldn't get a connection after 10 sec"),
    "fault": lambda: RuntimeError("secret detail"),
}


def trouble(request: HttpRequest, kind: str) -> HttpResponse:
    error: Exception = RAISED[kind]()
    raise error


def receive(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.FILES)} {sum(file.size or 0 for file in request.FILES.values())}")


urlpatterns = [
    path("loi/<str:kind>/", trouble),
    path("nhan/", receive),
    path("", include("dondoc.web.urls")),
]


@pytest.fixture
def inside(client: Client, clerk: Any, settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    client.force_login(clerk)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        ("bad", 422, "Ngày 31/02/2021 không có trong lịch."),
        ("refused", 403, "Chỉ Văn phòng được xác nhận hoàn thành."),
        ("absent", 404, "hoặc bạn không có quyền xem"),
        ("conflict", 409, "Người khác vừa xác nhận."),
        ("denied", 403, "không quản lý người dùng"),
    ],
)
def test_refusal_is_a_page_with_its_sentence(inside: Client, kind: str, status: int, sentence: str) -> None:
    page = inside.get(f"/loi/{kind}/", headers={"Referer": "http://testserver/truoc/?a=1"})
    assert page.status_code == status
    text = page.content.decode()
    assert sentence in text
    assert 'href="/truoc/?a=1"' in text
    assert 'class="side-nav"' in text


def test_refusal_leads_back_to_no_other_site(inside: Client) -> None:
    page = inside.get("/loi/bad/", headers={"Referer": "https://example.org/truoc/"})
    assert "example.org" not in page.content.decode()


@pytest.mark.parametrize("kind", ["bad", "conflict", "operational", "fault"])
def test_fragment_gets_an_alert_for_the_messages(inside: Client, kind: str) -> None:
    answer = inside.get(f"/loi/{kind}/", headers={"HX-Request": "true"})
    assert answer["HX-Retarget"] == "#messages"
    assert answer["HX-Reswap"] == "innerHTML"
    assert 'role="alert"' in answer.content.decode()
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("kind", ["operational", "interface", "pool"])
def test_database_gone_says_that_nothing_was_written(inside: Client, kind: str) -> None:
    page = inside.post(f"/loi/{kind}/")
    assert page.status_code == 503
    assert page["Retry-After"] == "30"
    assert "Cơ sở dữ liệu tạm thời không kết nối được" in page.content.decode()
    assert "chưa được ghi" in page.content.decode()


def test_database_gone_before_the_view_is_told_without_asking_it(
    inside: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The session and the user are looked up by middleware: the page must not need them either."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise OperationalError("connection refused")

    with monkeypatch.context() as gone:
        gone.setattr(BaseDatabaseWrapper, "cursor", refuse)
        page = inside.get("/")
    assert page.status_code == 503
    assert "Cơ sở dữ liệu tạm thời không kết nối được" in page.content.decode()


def test_database_gone_in_the_middle_leaves_nothing_half_done(inside: Client, clerk: Any) -> None:
    assert connection.connection is not None
    page = inside.post("/loi/operational/")
    assert "không có gì bị mất nửa chừng" in page.content.decode()


def test_fault_is_told_with_a_number_and_no_detail(inside: Client) -> None:
    page = inside.get("/loi/fault/")
    assert page.status_code == 500
    text = page.content.decode()
    assert "secret detail" not in text
    assert page["X-Request-ID"] in text
    assert "Hệ thống gặp lỗi" in text


def test_unknown_address_inside_and_outside(inside: Client) -> None:
    page = inside.get("/khong-co/")
    assert page.status_code == 404
    assert "Không tìm thấy" in page.content.decode()
    outside = Client().get("/khong-co/")
    assert outside.status_code == 404
    assert "Đến trang đăng nhập" in outside.content.decode()


def test_form_of_an_old_session_is_told_in_vietnamese(clerk: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(clerk)
    page = strict.post("/nhan/", {})
    assert page.status_code == 403
    assert "Phiên làm việc đã đổi" in page.content.decode()


def upload(size: int) -> io.BytesIO:
    file = io.BytesIO(b"x" * size)
    file.name = "to.pdf"
    return file


def test_upload_within_the_limit_arrives(inside: Client, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 3 * uploads.MEGABYTE
    answer = inside.post("/nhan/", {"file": upload(3 * uploads.MEGABYTE)})
    assert answer.content.decode() == f"1 {3 * uploads.MEGABYTE}"


def test_upload_lies_in_memory_only(inside: Client, monkeypatch: Any) -> None:
    """What turns out to be a secret document has never been on a disk."""

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a temporary file was opened")

    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)
    size = 20 * uploads.MEGABYTE
    assert inside.post("/nhan/", {"file": upload(size)}).content.decode() == f"1 {size}"


@pytest.mark.parametrize("size", [3 * uploads.MEGABYTE + 1, 6 * uploads.MEGABYTE])
def test_upload_beyond_the_limit_is_refused_with_a_sentence(inside: Client, settings: Any, size: int) -> None:
    settings.UPLOAD_LIMIT = 3 * uploads.MEGABYTE
    answer = inside.post("/nhan/", {"file": upload(size)})
    assert answer.status_code == 413
    assert "lớn hơn 3 MB" in answer.content.decode()
    fragment = inside.post("/nhan/", {"file": upload(size)}, headers={"HX-Request": "true"})
    assert fragment.status_code == 413
    assert fragment["HX-Retarget"] == "#messages"


def test_upload_of_200_megabytes_reaches_neither_memory_nor_disk(inside: Client, monkeypatch: Any) -> None:
    """The body is read a little at a time and forgotten; nothing opens a temporary file."""
    largest = 0

    class Body(io.RawIOBase):
        left = 200 * uploads.MEGABYTE

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            nonlocal largest
            largest = max(largest, size if size >= 0 else self.left)
            given = min(self.left, size if size >= 0 else self.left)
            self.left -= given
            return b"x" * given

    def refuse(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError("a temporary file was opened")

    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)
    answer = inside.generic(
        "POST", "/nhan/", b"", CONTENT_TYPE="multipart/form-data; boundary=rao",
        CONTENT_LENGTH=str(200 * uploads.MEGABYTE), **{"wsgi.input": Body()},
    )  # fmt: skip
    assert answer.status_code == 413
    assert largest <= uploads.MEGABYTE


def test_pasted_text_beyond_the_limit_is_refused_with_a_sentence(inside: Client) -> None:
    answer = inside.post("/nhan/", {"text": "x" * (9 * uploads.MEGABYTE)})
    assert answer.status_code == 413
    assert re.search("quá dài", answer.content.decode())

"""Việc nền: what the administrator sees and does there, and through the API."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from tests.conftest import PASSWORD
from tests.jobs.conftest import _kinds  # noqa: F401 - the tests' kinds of jobs
from tests.operations.jobs_world import job_in, state_of

from dondoc.jobs.models import JobFailure
from dondoc.jobs.runs import record_run
from dondoc.web.screens.jobs.views import span


@pytest.fixture
def admin_client(client, administrator):
    client.post("/dang-nhap/", {"username": administrator.username, "password": PASSWORD})
    return client


def text_of(response):
    return response.content.decode()


def failed(reason="outside", **more):
    job = job_in("failed", **more)
    JobFailure.objects.create(
        jurisdiction_id=1, job_id=job, task="test.note", attempt=1, reason=reason, kind="ConnectionResetError",
        place="documents/exchange/http.py:88", failed_at=timezone.now(),
    )  # fmt: skip
    return job


def test_an_empty_queue_is_said(admin_client):
    page = text_of(admin_client.get("/viec-nen/"))
    assert page.count("Không có việc nào.") == 2
    assert "Có điều cần xử lý" in page  # no worker runs beside the tests
    assert "Chuyển số liệu tổng quan sang ngày mới" in page


def test_what_failed_has_its_reason_and_is_run_again(admin_client):
    job = failed()
    page = text_of(admin_client.get("/viec-nen/"))
    for words in (
        "Tệp, mạng hoặc máy chủ khác không dùng được.",
        "ConnectionResetError",
        "documents/exchange/http.py:88",
    ):
        assert words in page
    done = admin_client.post(f"/viec-nen/{job}/chay-lai/", follow=True)
    assert f"Đã đưa việc số {job} vào hàng để chạy lại." in text_of(done)
    assert state_of(job) == "todo"
    again = admin_client.post(f"/viec-nen/{job}/chay-lai/", follow=True)
    assert "Chỉ chạy lại được việc không thành." in text_of(again)


def test_many_of_a_kind_have_one_button(admin_client):
    jobs = [failed(), failed()]
    assert "Chạy lại tất cả: Ghi lại" in text_of(admin_client.get("/viec-nen/"))
    assert "2 việc" in text_of(admin_client.post("/viec-nen/chay-lai/", {"task": "test.note"}, follow=True))
    assert [state_of(job) for job in jobs] == ["todo", "todo"]
    wrong = admin_client.post("/viec-nen/chay-lai/", {"task": "khong.co"}, follow=True)
    assert "không có loại việc này" in text_of(wrong)


def test_a_job_that_waits_is_given_up(admin_client):
    job = job_in("todo")
    assert f"Đã bỏ việc số {job}." in text_of(admin_client.post(f"/viec-nen/{job}/bo/", follow=True))
    assert state_of(job) == "cancelled"
    assert "Đã bỏ" in text_of(admin_client.get("/viec-nen/"))


def test_another_provinces_job_is_nowhere(admin_client):
    job = failed(jurisdiction_id=2)
    assert f"số {job}" not in text_of(admin_client.get("/viec-nen/"))
    assert admin_client.post(f"/viec-nen/{job}/chay-lai/").status_code == 404
    assert admin_client.get("/api/v1/jobs").json()["items"] == []


def test_the_part_that_refreshes_is_a_fragment(admin_client):
    job = failed()
    part = text_of(admin_client.get("/viec-nen/bay-gio/"))
    assert "<html" not in part
    assert f'id="retry-{job}"' in part  # the focus comes back to what bears the same id


def test_the_page_costs_the_same_however_many_there_are(admin_client, django_assert_max_num_queries):
    admin_client.get("/viec-nen/")
    for _ in range(12):
        failed()
        job_in("todo")
        job_in("succeeded")
    with django_assert_max_num_queries(25):
        admin_client.get("/viec-nen/")


def test_the_api_tells_the_same(admin_client):
    job = failed()
    job_in("todo")
    now = timezone.now()
    record_run("directives.move_clock", 1, for_day=now.date(), started=now, ended=now, counts={"sent": 2})
    found = admin_client.get("/api/v1/jobs", {"state": "failed"}).json()
    assert (found["count"], [item["id"] for item in found["items"]]) == (1, [job])
    item = found["items"][0]
    assert (item["failure"]["reason"], item["actions"], item["is_own"]) == ("outside", ["retry", "cancel"], True)
    assert admin_client.get("/api/v1/jobs").json()["count"] == 2
    runs = {one["task"]: one for one in admin_client.get("/api/v1/job-runs").json()["items"]}
    assert (runs["directives.move_clock"]["state"], runs["directives.move_clock"]["counts"]) == ("done", {"sent": 2})
    assert runs["directives.move_clock"]["next_at"] > now.isoformat()
    assert runs["jobs.tick"]["state"] is None
    health = admin_client.get("/api/v1/health").json()
    assert health["status"] == "red"
    assert {one["name"]: one["ok"] for one in health["checks"]} | {"queue": True} == {
        "database": True, "worker": False, "queue": True,
    } | {one["name"]: one["ok"] for one in health["checks"] if "." in one["name"]}  # fmt: skip


def test_a_length_of_time_has_one_unit():
    assert [span(dt.timedelta(seconds=each)) for each in (-5, 0, 119, 120, 7199, 7200, 172_799, 172_800)] == [
        "0 giây", "0 giây", "119 giây", "2 phút", "119 phút", "2 giờ", "47 giờ", "2 ngày",
    ]  # fmt: skip
    assert span(None) == "0 giây"

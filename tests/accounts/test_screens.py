"""Người dùng and Tài khoản on the screen."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import PASSWORD

from dondoc.accounts.models import ApiToken, User
from dondoc.accounts.selectors import authenticate_token
from dondoc.web.components import moment

GOOD = "đêm trăng trên bến 1975"


@pytest.fixture
def as_user(client):
    def enter(user):
        client.force_login(user)
        return client

    return enter


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("who", ["chair", "office_leader", "specialist", "clerk", "lead_head", "observer"])
def test_only_the_administrator_sees_users(request, as_user, administrator, who):
    client = as_user(request.getfixturevalue(who))
    pk = administrator.pk
    for name, args in (("users", ()), ("user_create", ()), ("user", (pk,)), ("user_password", (pk,))):
        assert client.get(reverse(f"web:{name}", args=args)).status_code == 403
    for name in ("user_deactivate", "user_reactivate"):
        assert client.post(reverse(f"web:{name}", args=(pk,))).status_code == 403
    assert client.get(reverse("web:account")).status_code == 200


def test_users_of_elsewhere_are_not_there(as_user, administrator, outsider):
    client = as_user(administrator)
    assert client.get(reverse("web:user", args=(outsider.pk,))).status_code == 404
    assert outsider.username not in text(client.get("/nguoi-dung/"))


def test_an_example_tells_the_last_sign_in_by_its_own_clock(as_user, administrator, province):
    province.jurisdiction.is_example = True
    province.jurisdiction.clock_offset_days = -2000
    province.jurisdiction.save()
    client = as_user(administrator)
    administrator.refresh_from_db()
    shown = text(client.get("/nguoi-dung/"))
    assert moment(administrator.last_login - dt.timedelta(days=2000)) in shown
    assert moment(administrator.last_login) not in shown


def test_a_user_is_created_changed_stopped_and_let_in_again(as_user, administrator, province):
    client = as_user(administrator)
    values = {
        "username": "cv.moi", "full_name": "Chuyên viên Mới", "role": "specialist", "unit_id": province.units["vp"].id,
        "field_ids": [province.fields["kinh-te"].id], "email": "", "password": GOOD, "again": GOOD,
    }  # fmt: skip
    assert "không giống nhau" in text(client.post("/nguoi-dung/them/", {**values, "again": "khác"}))
    weak = client.post("/nguoi-dung/them/", {**values, "password": "ngắn", "again": "ngắn"})
    assert weak.status_code == 422
    assert "Mật khẩu quá ngắn" in text(weak)
    assert "ngắn" not in text(weak).replace("Mật khẩu quá ngắn", "")
    assert client.post("/nguoi-dung/them/", values).status_code == 302
    user = User.objects.get(username="cv.moi")
    assert user.fields == [province.fields["kinh-te"].id]
    page = f"/nguoi-dung/{user.pk}/"
    assert client.post(page, {**values, "role": "focal_point", "unit_id": "", "field_ids": []}).status_code == 422
    assert client.post(page, {**values, "role": "clerk", "field_ids": []}).status_code == 302
    client.post(page + "ngung/")
    user.refresh_from_db()
    assert (user.role, user.is_active) == ("clerk", False)
    assert "đã ngừng" in text(client.get(page))
    client.post(page + "mo-lai/")
    user.refresh_from_db()
    assert user.is_active


def test_the_last_administrator_cannot_shut_themselves_out(as_user, administrator):
    done = as_user(administrator).post(f"/nguoi-dung/{administrator.pk}/ngung/", follow=True)
    assert "người quản trị cuối cùng" in text(done)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_users_are_found(as_user, administrator, clerk, lead_head):
    page = text(as_user(administrator).get("/nguoi-dung/?q=vanthu"))
    assert "Văn thư Ngô Dung" in page
    assert "Giám đốc Đỗ Em" not in page
    assert "Không có người dùng nào khớp" in text(as_user(administrator).get("/nguoi-dung/?q=khongcoai"))


def test_a_reset_password_ends_the_sessions_of_the_user(as_user, administrator, clerk):
    other = Client()
    other.force_login(clerk)
    assert other.get("/tai-khoan/").status_code == 200
    done = as_user(administrator).post(f"/nguoi-dung/{clerk.pk}/mat-khau/", {"password": GOOD, "again": GOOD})
    assert done.status_code == 302
    assert other.get("/tai-khoan/").status_code == 302


def test_who_is_stopped_is_out_with_the_next_request(as_user, administrator, clerk):
    other = Client()
    other.force_login(clerk)
    as_user(administrator).post(f"/nguoi-dung/{clerk.pk}/ngung/")
    assert other.get("/tai-khoan/").status_code == 302


def test_ones_own_password_changes_and_this_session_goes_on(as_user, clerk):
    client = as_user(clerk)
    wrong = client.post("/tai-khoan/mat-khau/", {"current_password": "sai", "password": GOOD, "again": GOOD})
    assert wrong.status_code == 422
    assert "hiện tại không đúng" in text(wrong)
    done = client.post(
        "/tai-khoan/mat-khau/", {"current_password": PASSWORD, "password": GOOD, "again": GOOD}, follow=True
    )
    assert "Đã đổi mật khẩu" in text(done)
    clerk.refresh_from_db()
    assert clerk.check_password(GOOD)


def test_a_token_is_shown_once_and_revoked(as_user, clerk, now):
    client = as_user(clerk)
    assert client.post("/tai-khoan/ma-truy-cap/", {"name": "", "last_day": ""}).status_code == 422
    assert client.post("/tai-khoan/ma-truy-cap/", {"name": "a", "last_day": "01/01/2001"}).status_code == 422
    made = client.post("/tai-khoan/ma-truy-cap/", {"name": "Báo cáo tuần", "last_day": ""})
    assert made.status_code == 201
    secret = made.context["secret"]
    assert text(made).count(secret) == 1
    assert authenticate_token(secret, now) == clerk
    assert secret not in text(client.get("/tai-khoan/"))
    client.post(reverse("web:account_revoke_token", args=[ApiToken.objects.get().id]))
    assert authenticate_token(secret, now) is None
    assert "Đã thu hồi" in text(client.get("/tai-khoan/"))


def test_anothers_token_is_not_there(as_user, clerk, specialist, now):
    as_user(clerk).post("/tai-khoan/ma-truy-cap/", {"name": "của tôi", "last_day": ""})
    path = reverse("web:account_revoke_token", args=[ApiToken.objects.get().id])
    assert as_user(specialist).post(path).status_code == 404

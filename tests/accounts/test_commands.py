"""Users, passwords and tokens, each change with its event."""

import datetime as dt

import pytest
from django.contrib.auth import authenticate
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.accounts.commands.change_user import change_user
from dondoc.accounts.commands.create_first_administrator import create_first_administrator
from dondoc.accounts.commands.create_user import create_user
from dondoc.accounts.commands.deactivate_user import deactivate_user
from dondoc.accounts.commands.issue_token import MOST_TOKENS, issue_token
from dondoc.accounts.commands.reactivate_user import reactivate_user
from dondoc.accounts.commands.revoke_token import revoke_token
from dondoc.accounts.commands.set_password import set_password
from dondoc.accounts.models import ApiToken, User
from dondoc.accounts.rules import new_token, token_digest, token_jurisdiction
from dondoc.accounts.selectors import authenticate_token, people_of_unit, user_names, user_of, users_in_order, users_of
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.append import timeline
from dondoc.ledger.models import LedgerEvent
from dondoc.organizations.models import Jurisdiction

GOOD = "đêm trăng trên bến 1975"
PASSWORD = "mật khẩu dài của câu chuyện"


def events_of(user):
    return timeline(user.jurisdiction_id, [("user", user.pk)])


def as_they_are(user, **changes):
    values = {name: getattr(user, name) for name in ("full_name", "role", "unit_id", "email")}
    return {**values, "field_ids": list(user.fields), **changes}


def test_a_created_user_signs_in_whatever_the_case_of_the_name(province, administrator, now, rf):
    user = create_user(
        actor=administrator, username=" CV.Kinh-Te ", full_name="Trần Nhật Minh", role="specialist", password=GOOD,
        unit_id=province.units["vp"].id, field_ids=[province.fields["kinh-te"].id], email="minh@example.vn", now=now,
    )  # fmt: skip
    assert user.username == "cv.kinh-te"
    request = rf.post("/dang-nhap/")
    assert authenticate(request, username="cv.KINH-te", password=GOOD) == user
    assert authenticate(request, username="cv.kinh-te", password="sai") is None
    (event,) = events_of(user)
    assert (event.code, event.actor_id) == ("user.created", administrator.pk)
    assert event.payload == {
        "role": "specialist", "unit_id": province.units["vp"].id, "field_ids": [province.fields["kinh-te"].id],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"username": "a"}, "Tên đăng nhập"),
        ({"username": "trần minh"}, "Tên đăng nhập"),
        ({"full_name": " "}, "Họ và tên"),
        ({"full_name": "=1+1"}, "công thức"),
        ({"email": "khong-phai"}, "Thư điện tử"),
        ({"role": "king"}, "vai trò"),
        ({"role": "focal_point"}, "phải thuộc một đơn vị"),
        ({"role": "clerk", "field_ids": [1]}, "Chỉ chuyên viên"),
        ({"role": "specialist", "field_ids": [1]}, "lĩnh vực không tồn tại"),
        ({"unit_id": 1}, "đơn vị đã chọn"),
        ({"password": "ngắn"}, "Mật khẩu"),
        ({"password": "1234567890"}, "Mật khẩu"),
    ],
)
def test_a_user_that_cannot_be_is_refused_with_a_sentence(province, administrator, now, change, word):
    values = {"username": "moi", "full_name": "Người Mới", "role": "clerk", "password": GOOD, **change}
    with pytest.raises(BadInput, match=word):
        create_user(actor=administrator, now=now, **values)
    assert User.objects.count() == 1


def test_a_name_in_use_is_refused_by_the_database_in_words(administrator, clerk, now):
    with pytest.raises(Conflict, match="đã có người dùng"):
        create_user(actor=administrator, username="VANTHU", full_name="A", role="clerk", password=GOOD, now=now)


@pytest.mark.parametrize(
    "who", ["chair", "office_leader", "specialist", "clerk", "lead_head", "lead_focal", "observer"]
)
def test_only_the_administrator_manages_users(request, administrator, now, who):
    person = request.getfixturevalue(who)
    for attempt in (
        lambda: create_user(actor=person, username="moi", full_name="A", role="administrator", password=GOOD, now=now),
        lambda: change_user(
            actor=person, user_id=person.pk, **as_they_are(person, role="administrator", field_ids=[]), now=now
        ),
        lambda: deactivate_user(actor=person, user_id=administrator.pk, now=now),
        lambda: reactivate_user(actor=person, user_id=administrator.pk, now=now),
        lambda: set_password(actor=person, user_id=administrator.pk, password=GOOD, now=now),
    ):
        with pytest.raises(Refused, match="quản trị"):
            attempt()
    assert not LedgerEvent.objects.exists()


def test_an_administrator_of_elsewhere_finds_nobody(clerk, outsider, make_user, now):
    stranger = make_user("quantri2", "administrator", jurisdiction_id=2)
    for attempt in (
        lambda: change_user(actor=stranger, user_id=clerk.pk, **as_they_are(clerk, unit_id=None), now=now),
        lambda: deactivate_user(actor=stranger, user_id=clerk.pk, now=now),
        lambda: set_password(actor=stranger, user_id=clerk.pk, password=GOOD, now=now),
        lambda: user_of(2, clerk.pk),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert user_names(2, [clerk.pk]) == {}
    assert clerk not in users_of(2)


def test_a_change_of_role_is_noted_and_a_change_of_name_only_that_it_happened(province, administrator, clerk, now):
    change_user(
        actor=administrator, user_id=clerk.pk,
        **as_they_are(clerk, full_name="Tên Mới", role="specialist", field_ids=[province.fields["van-xa"].id]), now=now,
    )  # fmt: skip
    clerk.refresh_from_db()
    assert (clerk.full_name, clerk.role) == ("Tên Mới", "specialist")
    change_user(actor=administrator, user_id=clerk.pk, **as_they_are(clerk), now=now)
    (event,) = events_of(clerk)
    assert event.payload == {
        "role": ["clerk", "specialist"], "fields": [[], [province.fields["van-xa"].id]], "personal": ["full_name"],
    }  # fmt: skip


def test_a_jurisdiction_keeps_one_administrator(administrator, make_user, now):
    with pytest.raises(Conflict, match="cuối cùng"):
        deactivate_user(actor=administrator, user_id=administrator.pk, now=now)
    with pytest.raises(Conflict, match="cuối cùng"):
        change_user(actor=administrator, user_id=administrator.pk, **as_they_are(administrator, role="clerk"), now=now)
    second = make_user("quantri2", "administrator")
    deactivate_user(actor=second, user_id=administrator.pk, now=now)
    with pytest.raises(Conflict, match="cuối cùng"):
        deactivate_user(actor=second, user_id=second.pk, now=now)


def test_who_is_deactivated_signs_in_no_more_and_their_tokens_are_dead(administrator, clerk, now, rf):
    secret = issue_token(actor=clerk, name="máy tính", now=now).secret
    deactivate_user(actor=administrator, user_id=clerk.pk, reason="chuyển công tác", now=now)
    assert authenticate(rf.post("/"), username="vanthu", password=PASSWORD) is None
    assert authenticate_token(secret, now) is None
    with pytest.raises(Conflict, match="đã ngừng"):
        deactivate_user(actor=administrator, user_id=clerk.pk, now=now)
    reactivate_user(actor=administrator, user_id=clerk.pk, now=now)
    with pytest.raises(Conflict, match="đang hoạt động"):
        reactivate_user(actor=administrator, user_id=clerk.pk, now=now)
    assert authenticate(rf.post("/"), username="vanthu", password=PASSWORD) == clerk
    assert authenticate_token(secret, now) is None
    codes = [(event.code, event.reason) for event in events_of(clerk)]
    assert codes == [("user.token_issued", ""), ("user.deactivated", "chuyển công tác"), ("user.reactivated", "")]


def test_ones_own_password_asks_for_the_current_one(clerk, now, rf):
    with pytest.raises(BadInput, match="hiện tại không đúng"):
        set_password(actor=clerk, user_id=clerk.pk, password=GOOD, current_password="sai", now=now)
    with pytest.raises(BadInput):
        set_password(actor=clerk, user_id=clerk.pk, password="ngắn", current_password=PASSWORD, now=now)
    set_password(actor=clerk, user_id=clerk.pk, password=GOOD, current_password=PASSWORD, now=now)
    assert authenticate(rf.post("/"), username="vanthu", password=GOOD) == clerk
    (event,) = events_of(clerk)
    assert (event.code, event.payload) == ("user.password_set", {})


def test_an_administrator_sets_anothers_password(administrator, clerk, now, rf):
    set_password(actor=administrator, user_id=clerk.pk, password=GOOD, now=now)
    assert authenticate(rf.post("/"), username="vanthu", password=GOOD) == clerk


def test_a_token_opens_until_it_is_revoked_and_only_its_hash_is_stored(clerk, now, django_assert_num_queries):
    issued = issue_token(actor=clerk, name="kịch bản", now=now)
    assert issued.secret.startswith(f"ddt_{clerk.jurisdiction_id}_")
    assert issued.secret not in repr(issued)
    assert bytes(ApiToken.objects.get().digest) == token_digest(issued.secret)
    with django_assert_num_queries(1):
        user = authenticate_token(issued.secret, now)
        assert user == clerk
        assert user.jurisdiction.code == "H33"
    revoke_token(actor=clerk, token_id=issued.token.id, now=now)
    assert authenticate_token(issued.secret, now) is None
    with pytest.raises(Conflict, match="thu hồi"):
        revoke_token(actor=clerk, token_id=issued.token.id, now=now)
    assert issued.secret not in str([event.payload for event in events_of(clerk)])


def test_a_token_ends_at_its_moment(clerk, now):
    later = now + dt.timedelta(hours=1)
    secret = issue_token(actor=clerk, name="một giờ", expires_at=later, now=now).secret
    assert authenticate_token(secret, later - dt.timedelta(seconds=1)) == clerk
    assert authenticate_token(secret, later) is None
    with pytest.raises(BadInput, match="hết hạn"):
        issue_token(actor=clerk, name="cũ", expires_at=now, now=now)


def test_anothers_token_cannot_be_revoked_except_by_the_administrator(clerk, specialist, administrator, now):
    token = issue_token(actor=clerk, name="của tôi", now=now).token
    with pytest.raises(NotFound):
        revoke_token(actor=specialist, token_id=token.id, now=now)
    revoke_token(actor=administrator, token_id=token.id, now=now)


def test_tokens_are_not_without_number(clerk, now):
    for n in range(MOST_TOKENS):
        issue_token(actor=clerk, name=f"mã {n}", now=now)
    with pytest.raises(Conflict, match="thu hồi mã"):
        issue_token(actor=clerk, name="thừa", now=now)


@pytest.mark.parametrize("token", ["", "ddt_", "ddt_1_", "ddt_1_" + "a" * 43, "ddt_99999999999999999999_" + "a" * 43])
def test_what_is_no_token_opens_nothing(clerk, now, token):
    assert authenticate_token(token, now) is None


@given(st.integers(1, 2**63 - 1))
@settings(deadline=None)
def test_a_token_names_its_jurisdiction(jurisdiction_id):
    token = new_token(jurisdiction_id)
    assert token_jurisdiction(token) == jurisdiction_id
    assert token_jurisdiction(token + "x") is None
    assert token_jurisdiction(token[:-1]) is None


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_text_may_be_asked_as_a_token(text):
    assert token_jurisdiction(text) is None or text.startswith("ddt_")


def test_the_first_administrator_makes_the_jurisdiction_and_the_second_joins_it(db, now):
    first = create_first_administrator(
        username="quantri", full_name="Lý Long", password=GOOD, jurisdiction_code="h33", jurisdiction_name="Kiên Giang",
        now=now,
    )  # fmt: skip
    second = create_first_administrator(
        username="quantri2", full_name="Lý Lan", password=GOOD, jurisdiction_code="H33", now=now
    )
    assert first.jurisdiction == second.jurisdiction
    assert [(event.code, event.actor_id) for event in events_of(first)] == [("user.created", None)]
    for code, word in (("H99", "Chưa có địa phương"), ("", "Thiếu mã"), ("?", "Mã định danh")):
        with pytest.raises(BadInput, match=word):
            create_first_administrator(username="cc", full_name="C", password=GOOD, jurisdiction_code=code, now=now)
    assert Jurisdiction.objects.count() == 1


def test_users_are_found_by_name_and_role(province, administrator, clerk, lead_head, lead_focal):
    assert set(users_of(province.id, search="văn thư")) == {clerk}
    assert users_in_order(province.id, search="VAN thu") == [clerk]
    assert list(users_of(province.id, search="vanthu")) == [clerk]
    assert list(users_of(province.id, role="unit_head")) == [lead_head]
    assert people_of_unit(province.id, lead_head.unit_id) == [lead_head, lead_focal]
    assert user_names(province.id, [clerk.pk, None]) == {clerk.pk: "Văn thư Ngô Dung"}


def test_five_wrong_passwords_lock_the_name(clerk, rf):
    for _ in range(5):
        authenticate(rf.post("/dang-nhap/"), username="vanthu", password="sai")
    assert authenticate(rf.post("/dang-nhap/"), username="vanthu", password=PASSWORD) is None

"""Đơn vị on the screen: who sees what, managing, and the import from upload to commit."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dondoc.organizations.commands.create_post import create_post
from dondoc.organizations.commands.start_tenure import start_tenure
from dondoc.organizations.models import PendingImport, Post, Tenure, Unit

CSV = "code,name,kind,valid_from,valid_to\nsct,Sở Công Thương,Sở,2016-01-01,\nstc,Sở Tài chính tỉnh,Sở,2016-01-01,\n"


@pytest.fixture
def as_user(client):
    def enter(user):
        client.force_login(user)
        return client

    return enter


def text(response):
    return response.content.decode()


PLACES = (
    ("units", {}, "200 200 200 200 200 200 200"),
    ("unit_groups", {}, "200 200 200 200 200 200 200"),
    ("unit", {"code": "stc"}, "200 200 200 200 200 200 404"),
    ("unit_create", {}, "403 403 403 403 403 200 403"),
    ("unit_change", {"code": "stc"}, "403 403 403 403 403 200 403"),
    ("unit_close", {"code": "stc"}, "403 403 403 403 403 200 403"),
    ("unit_add_post", {"code": "stc"}, "403 403 403 403 403 200 403"),
    ("units_import", {}, "403 403 403 403 403 200 403"),
    ("units_import_preview", {"import_id": 1}, "404 404 404 404 404 404 404"),
    ("unit", {"code": "khongco"}, "404 404 404 404 404 404 404"),
)
PEOPLE = ("chair", "office_leader", "specialist", "lead_focal", "observer", "administrator", "outsider")
ASKED = [
    (name, kwargs, who, int(status))
    for name, kwargs, statuses in PLACES
    for who, status in zip(PEOPLE, statuses.split(), strict=True)
]


@pytest.mark.parametrize(("name", "kwargs", "who", "status"), ASKED)
def test_each_person_reaches_what_is_theirs(request, as_user, province, name, kwargs, who, status):
    assert as_user(request.getfixturevalue(who)).get(reverse(f"web:{name}", kwargs=kwargs)).status_code == status


def test_nobody_sees_units_without_signing_in(client, province):
    assert client.get("/don-vi/").status_code == 302


def test_the_list_is_found_by_words_without_diacritics(as_user, chair, province):
    page = text(as_user(chair).get("/don-vi/?q=tai+chinh"))
    assert "Sở Tài chính" in page
    assert "Sở Y tế" not in page
    assert "Không có đơn vị nào khớp" in text(as_user(chair).get("/don-vi/?q=khong+co"))


def test_the_people_of_a_unit_see_the_figures_of_their_own_only(
    as_user, lead_focal, office_leader, administrator, province
):
    mine, other = "/don-vi/skhdt/", "/don-vi/stc/"
    client = as_user(lead_focal)
    assert 'id="figures-title"' in text(client.get(mine))
    assert 'id="figures-title"' not in text(client.get(other))
    assert text(client.get("/don-vi/")).count('class="num muted"') == 3
    assert 'id="figures-title"' in text(as_user(office_leader).get(other))
    assert 'id="figures-title"' not in text(as_user(administrator).get(mine))


def test_the_page_shows_who_held_the_post_on_the_day(as_user, administrator, chair, province, now):
    stc = province.units["stc"]
    post = create_post(actor=administrator, unit_id=stc.id, code="gd", title="Giám đốc", is_head=True, now=now)
    for name, first, last in (
        ("Bà Trước", dt.date(2018, 1, 1), dt.date(2020, 12, 31)),
        ("Ông Sau", dt.date(2021, 1, 1), None),
    ):
        start_tenure(actor=administrator, post_id=post.id, person_name=name, valid_from=first, valid_to=last, now=now)
    client = as_user(chair)
    assert "Ông Sau" in text(client.get("/don-vi/stc/"))
    assert "Bà Trước" in text(client.get("/don-vi/stc/?on=31/12/2020"))
    assert "chưa có; đơn vị có hiệu lực từ 01/01/2016" in text(client.get("/don-vi/stc/?on=2015-01-01"))


def test_a_mistyped_day_is_named_and_the_page_still_comes(as_user, chair, province):
    page = as_user(chair).get("/don-vi/stc/?on=31/02/2021")
    assert page.status_code == 200
    assert "không có trong lịch" in text(page)


def test_a_unit_is_created_changed_and_closed_on_the_screen(as_user, administrator, province):
    client = as_user(administrator)
    values = {"code": "sct", "name": "Sở Công Thương", "kind": "department", "valid_from": "01/01/2016",
              "aliases": "Sở CT\n\nCông Thương", "parent_unit_id": province.units["ubnd"].id}  # fmt: skip
    made = client.post("/don-vi/them/", values)
    assert (made.status_code, made["Location"]) == (302, "/don-vi/sct/")
    unit = Unit.objects.get(code="sct")
    assert unit.aliases == ["Sở CT", "Công Thương"]
    again = client.post("/don-vi/them/", values)
    assert again.status_code == 422
    assert "Mã đơn vị này đã có" in text(again)
    assert "Sở CT\nCông Thương" in text(client.get("/don-vi/sct/sua/"))
    assert client.post("/don-vi/sct/sua/", {**values, "official_code": "mã"}).status_code == 422
    assert client.post("/don-vi/sct/sua/", {**values, "official_code": "h33.06"}).status_code == 302
    closed = client.post(
        "/don-vi/sct/ket-thuc/", {"last_day": "31/12/2020", "successor_unit_ids": [province.units["stc"].id]}
    )
    assert closed.status_code == 302
    unit.refresh_from_db()
    assert (unit.official_code, unit.valid_to) == ("H33.06", dt.date(2020, 12, 31))
    page = text(client.get("/don-vi/sct/"))
    assert "không còn" in page
    assert "Sở Tài chính" in page
    assert client.post("/don-vi/sct/ket-thuc/", {"last_day": "31/12/2020"}).status_code == 422


def test_a_post_gets_its_holder_and_loses_them_on_the_screen(as_user, administrator, province):
    client = as_user(administrator)
    client.post("/don-vi/stc/chuc-danh/", {"title": "Giám đốc", "code": "gd", "is_head": "on", "rank": "1"})
    post = Post.objects.get()
    start = reverse("web:unit_start_tenure", args=["stc", post.id])
    assert client.post(start, {"person_name": "", "valid_from": "01/01/2020"}).status_code == 422
    assert client.post(start, {"person_name": "Ông Mới", "valid_from": "01/01/2020"}).status_code == 302
    assert "đã có người giữ" in text(client.post(start, {"person_name": "Bà Khác", "valid_from": "01/06/2020"}))
    end = reverse("web:unit_end_tenure", args=["stc", Tenure.objects.get().id])
    assert "Ông Mới thôi giữ chức" in text(client.get(end))
    assert client.post(end, {"last_day": "17/01/2021", "reason": "nghỉ hưu"}).status_code == 302
    assert Tenure.objects.get().valid_to == dt.date(2021, 1, 17)


def upload(client, content=CSV, name="units.csv"):
    return client.post("/don-vi/nhap/", {"uploads": [SimpleUploadedFile(name, content.encode())]})


def test_an_import_goes_from_upload_over_preview_to_commit(as_user, administrator, province):
    client = as_user(administrator)
    sent = upload(client)
    assert sent.status_code == 302
    page = client.get(sent["Location"])
    assert "Sở Công Thương" in text(page)
    assert "Sở Tài chính → Sở Tài chính tỉnh" in text(page)
    digest = page.context["plan"].digest
    kept = PendingImport.objects.get()
    assert not Unit.objects.filter(code="sct").exists()
    done = client.post(f"/don-vi/nhap/{kept.id}/xac-nhan/", {"digest": digest}, follow=True)
    assert "1 dòng mới, 1 dòng thay đổi" in text(done)
    assert Unit.objects.get(code="sct").name == "Sở Công Thương"
    assert not PendingImport.objects.exists()
    assert client.get(sent["Location"]).status_code == 404


def test_an_import_with_errors_shows_them_and_cannot_be_committed(as_user, administrator, province):
    client = as_user(administrator)
    sent = upload(client, CSV.replace("2016-01-01", "31/02/2016", 1))
    page = client.get(sent["Location"])
    assert "không có trong lịch" in text(page)
    assert "xac-nhan" not in text(page)
    digest = page.context["plan"].digest
    refused = client.post(sent["Location"] + "xac-nhan/", {"digest": digest})
    assert refused.status_code == 422
    assert not Unit.objects.filter(code="sct").exists()
    assert client.post(sent["Location"] + "bo/", follow=True).status_code == 200
    assert not PendingImport.objects.exists()


def test_an_import_previewed_before_a_change_is_shown_anew(as_user, administrator, province):
    client = as_user(administrator)
    sent = upload(client)
    done = client.post(sent["Location"] + "xac-nhan/", {"digest": "0" * 64}, follow=True)
    assert "Hãy xem trước lại" in text(done)
    assert not Unit.objects.filter(code="sct").exists()


@pytest.mark.parametrize(
    ("name", "content", "word"), [("a.pdf", "x", "xlsx hoặc .csv"), ("a.csv", "x,y\n", "Không thấy bảng nào")]
)
def test_a_file_that_cannot_be_read_is_told_beside_its_field(as_user, administrator, province, name, content, word):
    sent = upload(as_user(administrator), content, name)
    assert sent.status_code == 422
    assert word in text(sent)
    assert as_user(administrator).post("/don-vi/nhap/", {}).status_code == 422


def test_anothers_kept_import_is_not_there(as_user, administrator, make_user, province):
    sent = upload(as_user(administrator))
    second = as_user(make_user("quantri2", "administrator"))
    assert second.get(sent["Location"]).status_code == 404
    assert second.post(sent["Location"] + "xac-nhan/").status_code == 404


def test_several_files_come_in_together(as_user, administrator, province):
    client = as_user(administrator)
    posts = "unit,post,title,is_head,rank\nsct,gd,Giám đốc,yes,1\n"
    files = [SimpleUploadedFile("units.csv", CSV.encode()), io.BytesIO(posts.encode())]
    files[1].name = "posts.csv"
    sent = client.post("/don-vi/nhap/", {"uploads": files})
    page = client.get(sent["Location"])
    client.post(sent["Location"] + "xac-nhan/", {"digest": page.context["plan"].digest})
    assert Post.objects.get().unit.code == "sct"

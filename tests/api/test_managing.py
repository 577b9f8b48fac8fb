"""Units, groups, posts and imports by the administrator's program."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from dondoc.ledger.verify import verify
from dondoc.organizations.models import PendingImport, Unit

NEW = {
    "code": "sct", "name": "Sở Công Thương", "kind": "department", "valid_from": "2016-01-01", "parent": "ubnd",
    "official_code": "000.06.H33", "aliases": ["Sở CT"],
}  # fmt: skip


@pytest.fixture
def manager(as_user, administrator):
    return as_user(administrator)


def test_a_unit_is_created_changed_and_closed(manager, province):
    made = manager.post("/units", NEW)
    assert made.status_code == 201
    assert made.json() == manager.get("/units/sct").json()
    assert (made.json()["parent"], made.json()["official_code"]) == ("ubnd", "H33.06")
    changed = manager.patch("/units/sct", {"name": "Sở Công Thương tỉnh", "parent": None}).json()
    assert (changed["name"], changed["parent"], changed["aliases"]) == ("Sở Công Thương tỉnh", None, ["Sở CT"])
    closed = manager.post("/units/sct/close", {"last_day": "2021-01-31", "successors": ["skhdt", "stc"]}).json()
    assert closed["valid_to"] == "2021-01-31"
    assert [each["unit"] for each in closed["successors"]] == ["skhdt", "stc"]
    assert manager.post("/units/sct/close", {"last_day": "2021-01-31"}).status_code == 409
    assert verify().intact


def test_a_closed_unit_goes_on_where_its_last_day_is_taken_back(manager, province):
    manager.patch("/units/hdnd", {"valid_to": "2021-12-31"})
    assert manager.patch("/units/hdnd", {"abbreviation": "VP HĐND"}).json()["valid_to"] == "2021-12-31"
    assert manager.patch("/units/hdnd", {"valid_to": None}).json()["valid_to"] is None


def test_somebody_comes_to_a_post_and_leaves_it(manager, province):
    unit = manager.post("/units/stc/posts", {"code": "gd", "title": "Giám đốc", "is_head": True}).json()
    post = unit["posts"][0]["id"]
    holder = {"person_name": "Trần Thị B", "valid_from": "2020-06-01"}
    held = manager.post(f"/units/stc/posts/{post}/holders", holder)
    assert held.status_code == 201
    assert held.json()["posts"][0]["holder"] == "Trần Thị B"
    assert manager.post(f"/units/stc/posts/{post}/holders", holder).json()["code"] == "tenure_no_overlap"
    assert manager.post(f"/units/skhdt/posts/{post}/holders", holder).status_code == 404, "a post of another unit"
    tenure = held.json()["posts"][0]["tenure_id"]
    assert manager.post(f"/tenures/{tenure}/end", {"last_day": "2021-01-15"}).json()["posts"][0]["holder"] is None
    assert manager.get("/units/stc?on=2021-01-15").json()["posts"][0]["holder"] == "Trần Thị B"


def test_a_group_and_its_members_by_date(manager, province):
    assert manager.post("/groups", {"code": "kt", "name": "các sở khối kinh tế"}).status_code == 201
    for unit in ("skhdt", "stc"):
        answer = manager.post("/groups/kt/members", {"unit": unit, "valid_from": "2021-01-01"})
    assert sorted(answer.json()["members"]) == ["skhdt", "stc"]
    manager.post("/groups/kt/members", {"unit": "stc", "valid_from": "2021-01-01", "valid_to": "2021-01-10"})
    members = {group["code"]: group["members"] for group in manager.get("/groups").json()["items"]}
    assert members["kt"] == ["skhdt"]
    assert manager.post("/groups/khong-co/members", {"unit": "stc", "valid_from": "2021-01-01"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/units", {**NEW, "code": "skhdt"}, 409, "unit_code_unique"),
        ("/units", {**NEW, "kind": "khong-co"}, 422, "bad_input"),
        ("/units", {**NEW, "parent": "khong-co"}, 422, "unknown_unit"),
        ("/units", {**NEW, "name": ""}, 422, "bad_input"),
        ("/units", {**NEW, "valid_to": "2015-01-01"}, 422, "bad_input"),
        ("/units/stc/close", {"last_day": "2021-01-31", "successors": ["stc"]}, 422, "bad_input"),
        ("/units/stc/posts", {"code": "gd", "title": "=1+1"}, 422, "bad_input"),
        ("/tenures/999999/end", {"last_day": "2021-01-31"}, 404, "not_found"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(manager, province, path, body, status, code):
    problem = manager.post(path, body).json()
    assert (problem["status"], problem["code"]) == (status, code)


class TestImport:
    ROWS = (["code", "name", "kind", "valid_from"], ["sct", "Sở Công Thương", "department", "2021-01-01"])

    def csv(self, *rows: list[str]) -> SimpleUploadedFile:
        return SimpleUploadedFile("units.csv", "\n".join(",".join(row) for row in rows).encode())

    def xlsx(self, *rows: list[str]) -> SimpleUploadedFile:
        book = openpyxl.Workbook()
        book.active.title = "units"
        for row in rows:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        return SimpleUploadedFile("don-vi.xlsx", content.getvalue())

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_first_a_preview_then_all_of_it(self, kind, manager, province):
        preview = manager.post("/imports", form={"files": getattr(self, kind)(*self.ROWS)})
        assert preview.status_code == 201
        seen = preview.json()
        assert (seen["clean"], seen["counts"]["units"]["create"], seen["rows"][0]["verb"]) == (True, 1, "create")
        assert not Unit.objects.filter(jurisdiction_id=1, code="sct").exists()
        assert manager.get(f"/imports/{seen['id']}").json() == seen
        assert manager.post(f"/imports/{seen['id']}/commit", {"digest": "x"}).status_code == 409
        done = manager.post(f"/imports/{seen['id']}/commit", {"digest": seen["digest"]})
        assert done.json()["counts"]["units"]["create"] == 1
        assert Unit.objects.get(jurisdiction_id=1, code="sct").valid_from == dt.date(2021, 1, 1)
        assert manager.post(f"/imports/{seen['id']}/commit", {"digest": seen["digest"]}).status_code == 404

    def test_errors_by_row_and_nothing_is_written(self, manager, province):
        seen = manager.post(
            "/imports", form={"files": self.csv(*self.ROWS, ["x y", "", "department", "31/02/2021"])}
        ).json()
        assert seen["clean"] is False
        assert {(error["row"], error["column"]) for error in seen["errors"]} >= {(3, "code"), (3, "valid_from")}
        refused = manager.post(f"/imports/{seen['id']}/commit", {"digest": seen["digest"]}).json()
        assert (refused["status"], refused["row_errors"][0]["row"]) == (422, 3)
        assert not Unit.objects.filter(jurisdiction_id=1, code="sct").exists()

    def test_what_changed_meanwhile_must_be_seen_again(self, manager, province):
        seen = manager.post("/imports", form={"files": self.csv(*self.ROWS)}).json()
        manager.post("/groups", {"code": "kt", "name": "các sở khối kinh tế"})
        assert manager.post(f"/imports/{seen['id']}/commit", {"digest": seen["digest"]}).status_code == 409
        again = manager.get(f"/imports/{seen['id']}").json()
        assert manager.post(f"/imports/{seen['id']}/commit", {"digest": again["digest"]}).status_code == 200

    def test_may_be_forgotten(self, manager, province):
        seen = manager.post("/imports", form={"files": self.csv(*self.ROWS)}).json()
        assert manager.delete(f"/imports/{seen['id']}").status_code == 204
        assert not PendingImport.objects.exists()

    def test_no_file_and_no_table_are_said(self, manager, province):
        assert manager.post("/imports", form={}).json()["code"] == "files_required"
        assert manager.post("/imports", form={"files": SimpleUploadedFile("a.csv", b"x,y\n1,2\n")}).status_code == 422

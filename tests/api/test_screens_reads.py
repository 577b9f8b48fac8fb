"""What the screens show beside lists: exports, kept filters, figures by field and month, corrections of a document."""

from __future__ import annotations

import csv
import datetime as dt
import io

import openpyxl
import pytest
from tests.directives.story import assignment, bring_to, give

from dondoc.accounts.permissions import scope_of
from dondoc.directives.listing import Moment
from dondoc.reviews.figures import trend


@pytest.fixture
def given(province, office_leader, lead_focal):
    late = give(office_leader, province, due_on=dt.date(2021, 1, 15))
    done = give(office_leader, province, field=None)
    bring_to("accepted", assignment(done, province.units["skhdt"]), unit=lead_focal, office=office_leader)
    return [late, done]


class TestExport:
    def rows(self, answer):
        return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    def test_holds_what_the_list_lists_for_each_person(self, as_user, given, office_leader, lead_focal, outsider):
        for person in (office_leader, lead_focal, outsider):
            caller = as_user(person)
            listed = caller.get("/assignments?sort=unit").json()
            lines = self.rows(caller.get("/exports/assignments.csv?sort=unit"))
            assert [line["Đơn vị"] for line in lines] == [item["unit_name"] for item in listed["items"]]

    def test_follows_the_filter_and_the_day(self, office, given):
        lines = self.rows(office.get("/exports/assignments.csv?timeliness=overdue"))
        assert [line["Thời hạn"] for line in lines] == ["2021-01-15"] * 2
        assert self.rows(office.get("/exports/assignments.csv?timeliness=overdue&on=2021-01-15")) == []
        assert len(self.rows(office.get("/exports/assignments.csv?most=1"))) == 1
        assert office.get("/exports/assignments.csv?timelines=overdue").status_code == 422

    def test_is_a_workbook_too(self, office, given):
        answer = office.get("/exports/assignments.xlsx?role=lead&q=%3D1%2B1")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        assert sheet["A1"].value == "Danh sách nhiệm vụ"
        assert answer["Content-Disposition"] == 'attachment; filename="nhiem-vu-2021-01-18.xlsx"'


class TestFilters:
    def test_are_kept_listed_and_dropped(self, as_user, specialist, office_leader, province):
        caller = as_user(specialist)
        kept = caller.post("/filters", {"name": "Trễ", "query": "timeliness=overdue&unit=skhdt"})
        assert kept.status_code == 201
        assert caller.get("/filters").json()["items"] == [kept.json()]
        assert caller.get(f"/assignments?{kept.json()['query']}").status_code == 200
        assert caller.post("/filters", {"name": "trễ", "query": "role=lead"}).json()["code"] == "name_taken"
        assert as_user(office_leader).get("/filters").json()["items"] == []
        assert as_user(office_leader).delete(f"/filters/{kept.json()['id']}").status_code == 404
        assert caller.delete(f"/filters/{kept.json()['id']}").status_code == 204

    @pytest.mark.parametrize(
        ("query", "code"), [("unit=khong-co", "bad_query"), ("timeliness=x", "bad_query"), ("", "nothing_to_save")]
    )
    def test_what_means_nothing_is_not_kept(self, office, province, query, code):
        assert office.post("/filters", {"name": "a", "query": query}).json()["code"] == code


class TestFigures:
    def test_by_field_add_up_to_the_whole(self, as_user, given, office_leader, specialist, lead_focal):
        for person in (office_leader, specialist, lead_focal):
            for query in ("", "?role=lead", "?on=2021-01-10", "?field=none"):
                caller = as_user(person)
                whole = caller.get(f"/figures{query}").json()
                parts = caller.get(f"/figures/fields{query}").json()["items"]
                for name in ("population", "done_on_time", "overdue", "open_in_time", "undated"):
                    assert sum(part[name] for part in parts) == whole[name], (query, name)

    def test_may_be_read_against_the_original_deadlines(self, office, given, province):
        late = office.get("/assignments?timeliness=overdue&role=lead").json()["items"][0]
        body = {"due_on": "2021-02-15", "reason": "Chờ văn bản của Bộ."}
        office.post(f"/assignments/{late['id']}/set-deadline", body)
        for query, count in (("role=lead", 0), ("role=lead&deadline=original", 1)):
            assert office.get(f"/figures?{query}").json()["overdue"] == count
            listed = office.get(f"/assignments?{query}&timeliness=overdue").json()["items"]
            assert [item["due_on"] for item in listed] == ["2021-01-15"] * count
            exported = office.get(f"/exports/assignments.csv?{query}&timeliness=overdue")
            assert len(TestExport().rows(exported)) == count
        assert office.get("/figures?deadline=x").status_code == 422

    def test_the_months_are_those_of_the_screen(self, as_user, given, office_leader, lead_focal):
        for person in (office_leader, lead_focal):
            months = as_user(person).get("/figures/trend").json()["items"]
            now = Moment(on=dt.date(2021, 1, 18), today=dt.date(2021, 1, 18))
            found = trend(scope_of(person), now)
            assert [(month["month"], month["assigned"]) for month in months] == [
                (each.month.isoformat(), each.assigned) for each in found
            ]
            assert months[-1]["done_on_time"] == 1


def test_a_document_is_corrected(office, as_user, files_folder, lead_focal, province):
    text = "Giao Sở Kế hoạch và Đầu tư chủ trì rà soát danh mục dự án, báo cáo UBND tỉnh trước ngày 25/01/2021."
    document = office.post("/documents", {"text": text}).json()["document"]
    changed = office.patch(
        f"/documents/{document['id']}", {"number": "13", "symbol": "TB-VP", "issued_on": "2021-01-07"}
    )
    assert (changed.json()["code"], changed.json()["issued_on"]) == ("13/TB-VP", "2021-01-07")
    assert changed.json() == office.get(f"/documents/{document['id']}").json()
    assert office.patch(f"/documents/{document['id']}", {"issued_on": "2021-02-01"}).json()["code"] == "date_in_future"
    assert as_user(lead_focal).patch(f"/documents/{document['id']}", {"number": "1"}).status_code == 404


def test_what_a_reading_leaves_and_where_it_may_be_cut(office, files_folder, province):
    text = (
        "Giao Sở Kế hoạch và Đầu tư chủ trì rà soát danh mục dự án; giao Sở Tài chính cân đối nguồn vốn.\n"
        "Hội nghị diễn ra trong không khí nghiêm túc và có trách nhiệm cao."
    )
    draft = office.post("/documents", {"text": text}).json()["draft_id"]
    left = office.get(f"/drafts/{draft}/sentences-left").json()["items"]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in left)
    assert any("không khí nghiêm túc" in each["text"] for each in left)
    for item in office.get(f"/drafts/{draft}").json()["items"]:
        offsets = office.get(f"/drafts/{draft}/items/{item['key']}/cuts").json()["offsets"]
        assert all(item["start"] < offset < item["end"] for offset in offsets)
    assert office.get(f"/drafts/{draft}/items/khong-co/cuts").status_code == 404


def test_a_draft_takes_groups(office, files_folder, province):
    text = "Giao các đơn vị liên quan rà soát danh mục dự án, báo cáo UBND tỉnh trước ngày 25/01/2021."
    draft = office.post("/documents", {"text": text}).json()["draft_id"]
    shown = office.get(f"/drafts/{draft}").json()
    item = shown["items"][-1]
    changed = office.patch(
        f"/drafts/{draft}/items/{item['key']}", {"version": shown["version"], "lead": ["bdbp"], "lead_groups": ["so"]}
    ).json()
    lead = next(each for each in changed["items"] if each["key"] == item["key"])["lead"]
    assert [(one["group"], sorted(one["units"])) for one in lead] == [(None, ["bdbp"]), ("so", ["skhdt", "stc", "syt"])]


def test_ones_own_password(as_user, lead_focal, province):
    from tests.conftest import PASSWORD

    caller = as_user(lead_focal)
    new = "một mật khẩu khác dài hơn"
    wrong = caller.post("/me/password", {"password": new, "current_password": "sai"}).json()
    assert (wrong["status"], wrong["field"]) == (422, "current_password")
    assert caller.post("/me/password", {"password": new, "current_password": PASSWORD}).status_code == 204
    lead_focal.refresh_from_db()
    assert lead_focal.check_password(new)

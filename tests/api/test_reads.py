from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.directives.story import assignment, at, bring_to, give, item

from dondoc.directives.commands.create_directives import create_directives


@pytest.fixture
def directive(province, office_leader):
    return give(office_leader, province)


def test_me_says_who_the_token_acts_for(as_user, specialist):
    me = as_user(specialist).get("/me").json()
    assert (me["username"], me["role"], me["unit"], me["fields"]) == ("chuyenvien", "specialist", "vp", ["kinh-te"])
    assert me["today"] == "2021-01-18"
    assert "give_directives" in me["may"]
    assert "manage_users" not in me["may"]


def test_the_list_speaks_in_codes(office, directive, province):
    page = office.get("/assignments?sort=recent").json()
    assert (page["count"], page["count_is_exact"], page["on"]) == (2, True, "2021-01-18")
    lead = next(row for row in page["items"] if row["role"] == "lead")
    assert (lead["unit"], lead["unit_name"], lead["field"]) == ("skhdt", "Sở Kế hoạch và Đầu tư", "kinh-te")
    assert (lead["timeliness"], lead["due_on"], lead["directive_id"]) == ("open_in_time", "2021-01-25", directive.id)


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("unit=skhdt", {"skhdt"}),
        ("unit=skhdt&unit=stc", {"skhdt", "stc"}),
        ("role=coordinate", {"stc"}),
        ("role=&unit=&lifecycle=&q=", {"skhdt", "stc"}),
        ("lifecycle=acknowledged", {"skhdt"}),
        ("timeliness=open_in_time", {"skhdt", "stc"}),
        ("timeliness=overdue", set()),
        ("origin=central", set()),
        ("field=kinh-te", {"skhdt", "stc"}),
        ("field=none", set()),
        ("from=2021-01-25&to=2021-01-25", {"skhdt", "stc"}),
        ("from=2021-01-26", set()),
        ("q=von dau tu cong", {"skhdt", "stc"}),
        ("q=hải đảo", set()),
        ("on=2021-01-06", set()),
        ("on=2021-01-07&lifecycle=assigned", {"skhdt", "stc"}),
        ("on=2021-02-01&timeliness=overdue", {"skhdt", "stc"}),
        ("known_at=2021-01-07T08:00:00%2B07:00", set()),
        ("counted=true&sort=unit", {"skhdt", "stc"}),
        ("limit=1", {"skhdt"}),
        ("offset=2", set()),
    ],
)
def test_the_filters_are_those_of_the_screen(office, directive, province, lead_focal, office_leader, query, units):
    bring_to("acknowledged", assignment(directive, province.units["skhdt"]), unit=lead_focal, office=office_leader)
    page = office.get(f"/assignments?{query}").json()
    assert {row["unit"] for row in page["items"]} == units


def test_in_time_includes_what_is_due_soon(office, province, office_leader):
    give(office_leader, province, due_on=dt.date(2021, 1, 19))
    page = office.get("/assignments?timeliness=open_in_time").json()
    assert {row["timeliness"] for row in page["items"]} == {"due_soon"}
    assert office.get("/figures").json()["open_in_time"] == page["count"] == 2


def test_a_misspelt_filter_is_refused_instead_of_listing_everything(office):
    problem = office.get("/assignments?timelines=overdue").json()
    assert (problem["status"], problem["code"], problem["field"]) == (422, "unknown_parameter", "timelines")


def test_an_unknown_unit_is_named(office):
    problem = office.get("/assignments?unit=khong-co").json()
    assert (problem["status"], problem["code"], problem["unknown"]) == (422, "unknown_unit", ["khong-co"])


def test_each_sees_their_own(
    as_user, province, directive, lead_focal, coordinating_focal, other_unit_focal, outsider, observer
):
    assert [item["unit"] for item in as_user(lead_focal).get("/assignments").json()["items"]] == ["skhdt"]
    assert [item["unit"] for item in as_user(coordinating_focal).get("/assignments").json()["items"]] == ["stc"]
    assert as_user(other_unit_focal).get("/assignments").json()["count"] == 0
    assert as_user(outsider).get("/assignments").json()["count"] == 0
    assert as_user(observer).get("/assignments").json()["count"] == 2
    for path in (f"/directives/{directive.id}", f"/directives/{directive.id}/events"):
        assert as_user(lead_focal).get(path).status_code == 200
        assert as_user(other_unit_focal).get(path).status_code == 404
        assert as_user(outsider).get(path).status_code == 404


def test_a_specialist_sees_their_fields_and_what_has_none(as_user, specialist, province, office_leader):
    give(office_leader, province, field="van-xa")
    give(office_leader, province, field=None, leads=("syt",), coordinates=())
    assert [item["unit"] for item in as_user(specialist).get("/assignments").json()["items"]] == ["syt"]


@pytest.mark.parametrize(
    "path", ["/assignments", "/figures", "/documents", "/deadline-events", "/directives/1", "/assignments/1", "/drafts"]
)
def test_for_the_administrator_there_are_no_directives(as_user, administrator, path):
    assert as_user(administrator).get(path).status_code == 404


def test_one_directive_with_what_this_person_may_do(as_user, directive, lead_focal, office_leader, observer):
    def actions(user):
        shown = as_user(user).get(f"/directives/{directive.id}").json()
        return {item["unit"]: item["actions"] for item in shown["assignments"]}

    assert actions(lead_focal) == {"skhdt": ["acknowledge"], "stc": []}
    assert actions(office_leader) == {unit: ["withdraw", "set-deadline"] for unit in ("skhdt", "stc")}
    assert actions(observer) == {"skhdt": [], "stc": []}


def test_the_timeline_has_codes_and_payloads(as_user, directive, province, lead_focal, office_leader, observer):
    bring_to("reported", assignment(directive, province.units["skhdt"]), unit=lead_focal, office=office_leader)
    events = as_user(office_leader).get(f"/directives/{directive.id}/events").json()["items"]
    assert [event["code"] for event in events if event["unit"] in {None, "skhdt"}] == [
        "directive.created", "assignment.created", "assignment.acknowledged", "assignment.started",
        "assignment.completion_reported",
    ]  # fmt: skip
    assert events[-1]["actor"] == lead_focal.full_name
    assert "files" in events[-1]["payload"]
    unseen = as_user(observer).get(f"/directives/{directive.id}/events").json()["items"]
    assert "files" not in unseen[-1]["payload"]


def test_figures_are_those_of_the_command_line(office, directive, province, office_leader):
    from dondoc.cli.figures import _figures

    central = [item(province, leads=("syt",), coordinates=())]
    create_directives(actor=office_leader, items=central, origin="central", now=at("2021-01-11"))
    for query, day, unit in (
        ("", dt.date(2021, 1, 18), None),
        ("?on=2021-01-08", dt.date(2021, 1, 8), None),
        ("?unit=stc", dt.date(2021, 1, 18), "stc"),
    ):
        assert office.get(f"/figures{query}").json() == json.loads(json.dumps(_figures(day, unit, None)))
    assert office.get("/figures?role=lead").json()["population"] == 2
    assert office.get("/figures?known_at=2021-01-10T00:00:00").json()["population"] == 2


def test_units_groups_and_fields(office, province):
    units = office.get("/units").json()
    assert len(units["items"]) == 9
    assert [unit["code"] for unit in office.get("/units?q=ke hoach").json()["items"]] == ["skhdt"]
    assert set(office.get("/units/skhdt").json()["groups"]) == {"so", "tatca"}
    assert office.get("/units/khong-co").status_code == 404
    groups = {group["code"]: group["members"] for group in office.get("/groups").json()["items"]}
    assert groups["huyen"] == ["hondat", "rachgia"]
    assert [field["code"] for field in office.get("/fields").json()["items"]] == ["kinh-te", "van-xa"]


def test_an_outsider_has_no_units_of_ours(as_user, outsider):
    assert as_user(outsider).get("/units").json()["items"] == []
    assert as_user(outsider).get("/units/skhdt").status_code == 404


def test_the_list_takes_three_queries_whatever_its_length(office, directive, province, office_leader):
    for _ in range(5):
        give(office_leader, province)
    with CaptureQueriesContext(connection) as few:
        office.get("/assignments?limit=1")
    with CaptureQueriesContext(connection) as many:
        office.get("/assignments?limit=12")
    # token; rows; count of what is beyond the page; codes of the fields
    assert (len(few), len(many)) == (4, 4)


def test_awaited_events_are_those_of_directives_that_a_person_sees(
    as_user, province, office_leader, lead_focal, other_unit_focal
):
    give(office_leader, province, due_on=None, deadline_kind="event", event_name="Nghị quyết được ban hành")
    for user, count in ((office_leader, 1), (lead_focal, 1), (other_unit_focal, 0)):
        assert len(as_user(user).get("/deadline-events").json()["items"]) == count

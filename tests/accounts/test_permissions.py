"""The table of who may do what, as people read it, and what follows from it."""

import pytest

from dondoc.accounts import permissions
from dondoc.accounts.choices import Role
from dondoc.accounts.models import User
from dondoc.accounts.permissions import Scope, may_report_for, scope_of
from dondoc.organizations.models import Unit

MINE, OTHERS = 7, 8  # fields of work
#                            chair leader specialist clerk head focal observer admin
TABLE = """
is_office                      -      x       x       x     -    -      -      -
may_see_directives             x      x       x       x     x    x      x      -
may_upload_document            -      x       x       x     -    -      -      -
may_confirm_reading            -      x       x       -     -    -      -      -
may_backdate                   -      x       x       -     -    -      -      -
may_record_event               -      x       x       -     -    -      -      -
may_export                     x      x       x       x     x    x      x      -
may_see_files                  x      x       x       x     x    x      -      -
may_manage_users               -      -       -       -     -    -      -      x
"""
ROLES = ("chair", "office_leader", "specialist", "clerk", "unit_head", "focal_point", "observer", "administrator")
CASES = [
    (words[0], role, mark == "x")
    for words in (line.split() for line in TABLE.strip().splitlines())
    for role, mark in zip(ROLES, words[1:], strict=True)
]


def person(role, **more):
    return User(id=1, jurisdiction_id=1, username="a", role=role, **{"unit_id": 5, "is_active": True, **more})


def test_the_table_names_every_role():
    assert set(ROLES) == set(Role.values)


@pytest.mark.parametrize(("may", "role", "expected"), CASES)
def test_a_role_may_what_the_table_says(may, role, expected):
    assert getattr(permissions, may)(person(role)) is expected


@pytest.mark.parametrize(("may", "role", "_expected"), CASES)
def test_who_has_been_deactivated_may_nothing(may, role, _expected):
    assert getattr(permissions, may)(person(role, is_active=False)) is False


@pytest.mark.parametrize("may", ["may_confirm_reading", "may_decide_completion", "may_withdraw"])
@pytest.mark.parametrize(
    ("role", "field_id", "expected"),
    [
        ("office_leader", OTHERS, True), ("office_leader", None, True),
        ("specialist", MINE, True), ("specialist", None, True), ("specialist", OTHERS, False),
        ("chair", MINE, False), ("clerk", MINE, False), ("unit_head", MINE, False), ("focal_point", MINE, False),
        ("observer", MINE, False), ("administrator", MINE, False),
    ],
)  # fmt: skip
def test_the_office_decides_and_a_specialist_only_in_their_fields(may, role, field_id, expected):
    fields = [MINE] if role == "specialist" else []
    assert getattr(permissions, may)(person(role, fields=fields), field_id=field_id) is expected
    assert getattr(permissions, may)(person(role, fields=fields, is_active=False), field_id=field_id) is False


def test_a_specialist_does_not_decide_on_the_report_of_their_own_unit():
    specialist = person("specialist", fields=[MINE])
    assert permissions.may_decide_completion(specialist, field_id=MINE, unit_id=6)
    assert not permissions.may_decide_completion(specialist, field_id=MINE, unit_id=5)
    assert permissions.may_decide_completion(person("office_leader"), field_id=MINE, unit_id=5)


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("chair", "all"), ("office_leader", "all"), ("clerk", "all"), ("observer", "all"), ("specialist", "fields"),
        ("lead_head", "units"), ("lead_focal", "units"), ("administrator", "none"),
    ],
)  # fmt: skip
def test_each_person_sees_their_part(request, who, kind):
    user = request.getfixturevalue(who)
    scope = scope_of(user)
    assert (scope.kind, scope.jurisdiction_id) == (kind, user.jurisdiction_id)
    user.is_active = False
    assert scope_of(user).kind == "none"


def test_a_specialist_sees_their_fields_and_what_is_in_no_field(province, specialist):
    scope = scope_of(specialist)
    mine, others = province.fields["kinh-te"].id, province.fields["van-xa"].id
    assert scope.field_ids == {mine}
    assert scope.sees(jurisdiction_id=1, unit_ids=[1], field_id=mine)
    assert scope.sees(jurisdiction_id=1, unit_ids=[1], field_id=None)
    assert not scope.sees(jurisdiction_id=1, unit_ids=[1], field_id=others)
    assert not scope.sees(jurisdiction_id=2, unit_ids=[1], field_id=mine)


def test_a_units_people_see_and_report_for_their_unit_and_those_below_it(
    province, lead_focal, django_assert_num_queries
):
    lead = province.units["skhdt"]
    below = Unit.objects.create(
        jurisdiction_id=1, code="con", name="Trung tâm", kind="subunit", parent_unit_id=lead.id,
        valid_from=lead.valid_from, search_text="", sort_key="",
    )  # fmt: skip
    with django_assert_num_queries(1):
        scope = scope_of(lead_focal)
    assert scope.unit_ids == {lead.id, below.id}
    assert scope.sees(jurisdiction_id=1, unit_ids=[99, below.id], field_id=None)
    assert not scope.sees(jurisdiction_id=1, unit_ids=[99], field_id=None)
    assert not scope.sees(jurisdiction_id=2, unit_ids=[lead.id], field_id=None)
    assert may_report_for(lead_focal, below.id)
    assert may_report_for(lead_focal, lead.id, scope=scope)
    assert not may_report_for(lead_focal, province.units["stc"].id, scope=scope)


def test_the_office_reports_for_itself_only(province, specialist, office_leader, clerk, observer, administrator, chair):
    office, other = province.units["vp"].id, province.units["stc"].id
    for user in (specialist, office_leader, clerk):
        assert may_report_for(user, office)
        assert not may_report_for(user, other)
    for user in (observer, administrator, chair):
        assert not may_report_for(user, user.unit_id)


def test_nothing_is_seen_by_who_sees_nothing():
    assert not Scope(1, "none").sees(jurisdiction_id=1, unit_ids=[1], field_id=None)
    assert Scope(1, "all").sees(jurisdiction_id=1, unit_ids=[], field_id=3)


def test_figures_of_a_unit_are_for_its_people_and_for_who_sees_more():
    assert Scope(1, "all").sees_figures_of(7)
    assert Scope(1, "fields").sees_figures_of(7)
    assert Scope(1, "units", frozenset({7})).sees_figures_of(7)
    assert not Scope(1, "units", frozenset({7})).sees_figures_of(8)
    assert not Scope(1, "none").sees_figures_of(7)

"""Whatever is asked for in whatever order, no two tenures of a post overlap and groups hold whom they should."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.foundation.errors import DomainError
from dondoc.organizations.commands.change_membership import change_membership
from dondoc.organizations.commands.create_post import create_post
from dondoc.organizations.commands.end_tenure import end_tenure
from dondoc.organizations.commands.start_tenure import start_tenure
from dondoc.organizations.models import GroupMembership, Tenure
from dondoc.organizations.rules import has_cycle, normal_official_code, overlap, within
from dondoc.organizations.selectors import members_of_group

FIRST = dt.date(2020, 1, 1)
days = st.integers(0, 40).map(lambda n: FIRST + dt.timedelta(days=n))
periods = st.tuples(days, st.none() | days)
ordered = periods.filter(lambda p: p[1] is None or p[1] >= p[0])
HERE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # the database is emptied by hand in each example


def no_two_overlap(rows):
    found = list(rows)
    return not any(overlap(a, b) for i, a in enumerate(found) for b in found[i + 1 :])


@given(steps=st.lists(st.tuples(st.sampled_from(["start", "end"]), periods), max_size=12))
@HERE
def test_no_two_overlapping_tenures_ever_survive(province, administrator, now, steps):
    Tenure.objects.all().delete()
    unit = province.units["stc"]
    post = unit.posts.first() or create_post(actor=administrator, unit_id=unit.id, code="gd", title="Giám đốc", now=now)
    accepted = []
    for verb, (first, last) in steps:
        try:
            if verb == "start":
                start_tenure(
                    actor=administrator, post_id=post.id, person_name="A", valid_from=first, valid_to=last, now=now
                )
                accepted.append(first)
            elif accepted:
                tenure = Tenure.objects.get(valid_from=accepted[-1])
                end_tenure(actor=administrator, tenure_id=tenure.id, last_day=first, now=now)
        except DomainError:
            pass
        assert no_two_overlap(Tenure.objects.values_list("valid_from", "valid_to"))
    assert Tenure.objects.count() == len(accepted)


@given(wanted=st.lists(st.tuples(st.sampled_from(["stc", "bdbp", "hondat"]), periods), max_size=10), on=days)
@HERE
def test_a_group_on_a_day_is_whose_period_includes_it(province, administrator, now, wanted, on):
    group = province.groups["huyen"]
    GroupMembership.objects.filter(group_id=group.id).delete()
    model = {}
    for code, (first, last) in wanted:
        unit = province.units[code]
        try:
            change_membership(
                actor=administrator, group_id=group.id, unit_id=unit.id, valid_from=first, valid_to=last, now=now
            )
            model[(code, first)] = last
        except DomainError:
            pass
    expected = {code for (code, first), last in model.items() if first <= on and (last is None or on <= last)}
    assert {unit.code for unit in members_of_group(province.id, group.id, on)} == expected


@given(ordered, ordered)
@settings(deadline=None)
def test_overlap_means_a_common_day(first, second):
    def days_of(period):
        last = period[1] or FIRST + dt.timedelta(days=60)
        return {period[0] + dt.timedelta(days=n) for n in range((last - period[0]).days + 1)}

    assert overlap(first, second) is bool(days_of(first) & days_of(second))
    assert overlap(first, second) is overlap(second, first)
    if within(first, second):
        assert overlap(first, second)


@given(st.dictionaries(st.integers(0, 6), st.none() | st.integers(0, 6)), st.integers(0, 6))
@settings(deadline=None)
def test_a_cycle_is_found_exactly_where_the_way_up_has_no_end(parents, start):
    here, steps = start, 0
    while here is not None and steps < 20:
        here, steps = parents.get(here), steps + 1
    assert has_cycle(start, parents) is (here is not None)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("H33.12.04", "H33.12.04"), ("000.04.12.H33", "H33.12.04"), ("28.22.H17", "H17.22.28"), ("h33", "H33"),
        ("000.00.00.H33", "H33"), ("", ""), (" H33 . 12 ", "H33.12"), ("A05.01.G22", "A05.01.G22"),
    ],
)  # fmt: skip
def test_official_codes_are_read_from_either_side(written, normal):
    assert normal_official_code(written) == normal

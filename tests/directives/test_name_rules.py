"""When a name is proposed: by habit, not by chance; and the database counts as the rule says."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.directives.test_accept_name import chosen  # noqa: F401 - a fixture

from dondoc.directives.models import NameChoice
from dondoc.directives.name_proposals import proposals_for, proposals_of, seen_of, tallies_of
from dondoc.directives.name_rules import Tally, habits, is_habit

ON = dt.date(2021, 1, 18)
UNITS = st.sampled_from([(1,), (2,), (1, 2)])
CHOICES = st.lists(st.tuples(st.sampled_from("ab"), UNITS, st.sampled_from(["Tên", "tên"])), max_size=14)


def tallied(choices):
    """The tallies of choices given as (key, units, name), counted plainly."""
    keys = Counter(key for key, _units, _name in choices)
    first = {one: number for number, one in reversed(list(enumerate(choices, start=1)))}
    return [
        Tally(key, units, name, times, keys[key], first[key, units, name], ON)
        for (key, units, name), times in Counter(choices).items()
    ]


@pytest.mark.parametrize(
    ("alike", "of_times", "expected"), [(1, 1, False), (2, 2, True), (2, 4, False), (3, 5, True), (2, 3, True)]
)
def test_twice_and_more_often_than_everything_else_together(alike, of_times, expected):
    assert is_habit(alike, of_times) is expected


def test_it_is_called_what_it_was_called_most_and_of_two_what_came_first():
    assert habits(tallied([("a", (1,), "tên"), ("a", (1,), "Tên"), ("a", (1,), "Tên")]))[0].name == "Tên"
    assert habits(tallied([("a", (1,), "tên"), ("a", (1,), "Tên")]))[0].name == "tên"


@given(CHOICES)
def test_a_name_has_at_most_one_habit_and_it_outweighs_the_rest(choices):
    found = habits(tallied(choices))
    assert len({one.name_key for one in found}) == len(found)
    for one in found:
        same = [units for key, units, _name in choices if key == one.name_key]
        assert (one.times, one.of_times) == (same.count(one.unit_ids), len(same))
        assert one.times > len(same) - one.times


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(choices=CHOICES)
def test_the_database_counts_as_the_rule_says(choices, chosen):  # noqa: F811
    NameChoice.objects.all().delete()
    pattern = chosen("mẫu", "skhdt")
    NameChoice.objects.all().delete()
    made = NameChoice.objects.bulk_create(
        NameChoice(
            jurisdiction_id=1, document_id=pattern.document_id, draft_id=pattern.draft_id, item_key="d1", role="lead",
            name=name, name_key=key, unit_ids=list(units), span_start=0, span_end=4, document_day=ON,
            chosen_at=pattern.chosen_at, chosen_by_id=pattern.chosen_by_id,
        )
        for key, units, name in choices
    )  # fmt: skip
    ids = dict(enumerate((one.id for one in made), start=1))
    by_rule = [
        (ids[one.id], one.name, one.name_key, one.unit_ids, one.times, one.of_times) for one in habits(tallied(choices))
    ]
    by_database = [
        (one.id, one.name, one.name_key, one.unit_ids, one.times, one.of_times) for one in habits(tallies_of(1))
    ]
    assert by_database == by_rule


def test_as_many_questions_to_the_database_however_many_choices_there_are(
    chosen, specialist, django_assert_num_queries  # noqa: F811
):  # fmt: skip
    for number in range(4):
        for _ in range(2 + number):
            chosen(f"Cơ quan thứ {number}", "skhdt", "stc")
    proposals_for(specialist, ON)
    with django_assert_num_queries(5):
        found = proposals_for(specialist, ON)
        seen = seen_of(1, found)
    assert [one.times for one in found] == [5, 4, 3, 2]
    assert [one.id for one in proposals_of(1, ON, most=2)] == [one.id for one in found[:2]]
    assert [seen[one.id].documents for one in found] == [5, 4, 3, 2]
    newest = seen[found[0].id].examples
    assert newest[0].sentence == "Giao Cơ qu"
    assert [one.document_id for one in newest] == sorted((one.document_id for one in newest), reverse=True)

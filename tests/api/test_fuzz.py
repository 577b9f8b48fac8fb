"""Whatever stands in the query: an answer or a refusal with a sentence, never a fault."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.directives.story import assignment, bring_to, give

from dondoc.directives.choices import Lifecycle, Timeliness

anything = st.text(max_size=30) | st.sampled_from(
    [
        "",
        "0",
        "-1",
        "1e9",
        "null",
        "true",
        "%",
        "'",
        "\0",
        "\ud7ff",
        "𝔸",
        "9" * 40,
        "2021-02-30",
        "a & b",
        "!",
        ":*",
        "' OR 1=1 --",
    ]
)
days = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)).map(str)
near = st.dates(dt.date(2020, 12, 1), dt.date(2021, 3, 1)).map(str)
moments = st.datetimes(timezones=st.none() | st.timezones()).map(lambda moment: moment.isoformat())
# Each name with values that it knows, and now and then with something else.
LIST = {
    "unit": st.sampled_from(["skhdt", "stc", "syt"]),
    "role": st.sampled_from(["lead", "coordinate", ""]),
    "lifecycle": st.sampled_from(Lifecycle.values),
    "timeliness": st.sampled_from(Timeliness.values),
    "origin": st.sampled_from(["central", "province"]),
    "field": st.sampled_from(["kinh-te", "van-xa", "none"]),
    "from": near | days, "to": near | days,
    "assigned_from": near | days, "assigned_to": near | days,
    "completed_from": near | days, "completed_to": near | days,
    "q": st.sampled_from(["vốn đầu tư", "von dau tu", "13/TB-VP"]),
    "on": near | days,
    "known_at": moments,
    "counted": st.sampled_from(["true", "false", "1", "0"]),
    "document": st.integers(-1, 2**70).map(str),
    "sort": st.sampled_from(["due", "-due", "recent", "unit", "reported"]),
    "limit": st.integers(-1, 600).map(str),
    "offset": st.integers(-1, 2**70).map(str),
}  # fmt: skip
FIGURES = {name: LIST[name] for name in ("on", "unit", "role", "origin", "field", "known_at")}


def queries(names):
    known = st.sampled_from(sorted(names)).flatmap(lambda name: st.tuples(st.just(name), names[name]))
    wild = st.tuples(st.sampled_from(sorted(names)) | anything, anything)
    return st.lists(st.one_of(known, known, known, wild), max_size=6)


@pytest.fixture
def history(province, office_leader, lead_focal):
    for state in ("assigned", "reported", "accepted", "withdrawn"):
        directive = give(office_leader, province)
        bring_to(state, assignment(directive, province.units["skhdt"]), unit=lead_focal, office=office_leader)


@pytest.fixture
def callers(as_user, office_leader, lead_focal, specialist):
    return [as_user(user) for user in (office_leader, lead_focal, specialist)]


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=queries(LIST), who=st.integers(0, 2))
def test_no_query_of_the_list_fails(history, callers, query, who):
    answer = callers[who].get("/assignments?" + urlencode(query, errors="replace"))
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        page = answer.json()
        assert len(page["items"]) <= page["limit"]
        assert page["count"] >= len(page["items"])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(query=queries(FIGURES), who=st.integers(0, 2))
def test_no_query_of_the_figures_fails(history, callers, query, who):
    answer = callers[who].get("/figures?" + urlencode(query, errors="replace"))
    assert answer.status_code in {200, 422}
    if answer.status_code == 200:
        found = answer.json()
        parts = ("done_on_time", "done_late", "open_in_time", "overdue", "undated")
        assert (
            found["population"]
            == sum(found[part] for part in parts)
            == sum(row["population"] for row in found["by_unit"])
        )
        assert found["due_soon"] <= found["open_in_time"]

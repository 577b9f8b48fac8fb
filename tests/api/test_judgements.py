"""How right the reader was, over the API: the report, the rows of each number, the names to take in."""

import pytest
from tests.directives.draft_world import *  # noqa: F403 - fixtures
from tests.directives.test_accept_name import chosen  # noqa: F401 - a fixture
from tests.directives.test_judgements import corrected


@pytest.fixture
def _judged(draft, specialist, province, now):
    corrected(draft, specialist, province, now)


@pytest.mark.usefixtures("_judged")
def test_each_number_of_the_report_is_the_count_of_its_rows(office):
    found = office.get("/reading/report").json()
    assert (found["said"], found["missed"], found["from"]) == (16, 1, None)
    assert sum(line["said"] for line in found["by_month"]) == found["said"]
    groups = [("", found), *((f"month={line['month']}&", line) for line in found["by_month"])]
    groups += [(f"issuer={line['issuer']}&", line) for line in found["by_issuer"]]
    groups += [(f"band={line['band']}&", line) for line in found["by_band"]]
    for narrowed, line in groups:
        for field, numbers in [("", line), *line["fields"].items()]:
            for verdict in ("right", "said", "missed"):
                answer = office.get(f"/reading/judgements?{narrowed}field={field}&verdict={verdict}").json()
                assert answer["count"] == len(answer["items"]) == numbers[verdict], (narrowed, field, verdict)


@pytest.mark.usefixtures("_judged")
def test_a_row_has_both_sides_and_its_sentence(office, province):
    row = office.get("/reading/judgements?field=lead&verdict=wrong").json()["items"][0]
    assert row["text"].startswith("Giao Bộ Chỉ huy Bộ đội Biên phòng")
    assert row["read"][0]["as_written"] == "Bộ Chỉ huy Bộ đội Biên phòng"
    assert row["confirmed"][0]["unit_ids"] == [province.units["syt"].id]


@pytest.mark.usefixtures("_judged")
def test_a_period_without_any_is_empty_and_another_province_sees_nothing(office, as_user, outsider):
    assert office.get("/reading/report?from=2021-02-01").json()["by_month"] == []
    assert as_user(outsider).get("/reading/report").json()["said"] == 0
    assert as_user(outsider).get("/reading/judgements").json()["items"] == []


@pytest.mark.parametrize(
    "query", ["field=x", "band=100", "month=2021-13", "verdict=maybe", "mont=2021-01", "from=31/02/2021"]
)
def test_what_means_nothing_is_refused(office, province, query):
    assert office.get(f"/reading/judgements?{query}").status_code == 422


def test_an_administrator_takes_a_name_in_and_leaves_another(as_user, administrator, office, chosen):  # noqa: F811
    for _ in range(2):
        chosen("Sở Kế hoạch tỉnh nhà", "skhdt")
        chosen("các cơ quan tổng hợp", "skhdt", "stc")
    manager = as_user(administrator)
    alias, group = manager.get("/reading/names").json()["items"]
    assert (alias["kind"], alias["units"], alias["times"]) == ("unit_alias", ["skhdt"], 2)
    assert (group["kind"], sorted(group["units"])) == ("new_group", ["skhdt", "stc"])
    assert office.post(f"/reading/names/{alias['id']}/accept").status_code == 403
    answer = manager.post(f"/reading/names/{alias['id']}/accept").json()
    assert answer == {"name": "Sở Kế hoạch tỉnh nhà", "units": ["skhdt"], "answer": "accepted"}
    assert manager.post(f"/reading/names/{group['id']}/dismiss").json()["answer"] == "dismissed"
    assert manager.post(f"/reading/names/{group['id']}/accept").json()["code"] == "name_answered"
    assert manager.get("/reading/report").json()["names"] == []

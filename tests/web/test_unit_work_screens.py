"""A unit that ends: its open work is named before and after, and handed to its successor from one page."""

from __future__ import annotations

from typing import Any

import pytest
from tests.directives import story
from tests.followup.succession_world import rows
from tests.organizations.test_heirs import end

pytestmark = pytest.mark.usefixtures("story_day")
PAGE = "/theo-doi/chuyen/don-vi/skhdt/"


@pytest.fixture
def two(province: Any, specialist: Any) -> list[Any]:
    """Two directives that Kế hoạch và Đầu tư leads; Sở Y tế has a part of the second."""
    return [
        story.give(specialist, province, coordinates=()), story.give(specialist, province, coordinates=("syt",)),
    ]  # fmt: skip


def test_ending_a_unit_names_what_it_leaves_undone(enter: Any, administrator: Any, two: list[Any]) -> None:
    page = enter(administrator).get("/don-vi/skhdt/ket-thuc/").content.decode()
    assert "Đơn vị còn 2 nhiệm vụ chưa xong." in page
    assert 'data-confirm="Đơn vị còn 2 nhiệm vụ chưa xong. Kết thúc hoạt động' in page
    nothing = enter(administrator).get("/don-vi/bdbp/ket-thuc/").content.decode()
    assert "Đơn vị còn" not in nothing


def test_its_page_opens_what_is_left_and_leads_to_the_hand_over(
    enter: Any, office_leader: Any, administrator: Any, other_unit_focal: Any, province: Any, two: list[Any]
) -> None:
    assert PAGE not in enter(office_leader).get("/don-vi/skhdt/").content.decode()
    end(province, "skhdt", "2021-01-17", "syt")
    office = enter(office_leader).get("/don-vi/skhdt/").content.decode()
    assert "Đơn vị đã kết thúc nhưng còn 2 nhiệm vụ chưa xong." in office
    assert PAGE in office
    assert "unit=skhdt&amp;timeliness=open_in_time" in office
    for person in (administrator, other_unit_focal):
        shown = enter(person).get("/don-vi/skhdt/").content.decode()
        assert "còn 2 nhiệm vụ chưa xong" in shown
        assert PAGE not in shown


def test_what_goes_and_what_stays_is_shown_then_handed_over(
    enter: Any, office_leader: Any, province: Any, two: list[Any]
) -> None:
    client = enter(office_leader)
    assert "Đơn vị còn hoạt động" in client.get(PAGE).content.decode()
    end(province, "skhdt", "2021-01-17", "syt")
    page = client.get(PAGE).content.decode()
    assert "<strong>1</strong>/2 nhiệm vụ chuyển được" in page
    assert "Đơn vị nhận đã có phần việc trong nhiệm vụ này" in page
    goes = story.assignment(two[0], province.units["skhdt"])
    form = {"to_unit_id": province.units["syt"].id, "reason": "", "assignments": [goes.id]}
    refused = client.post(PAGE, form)
    assert (refused.status_code, "Hãy nêu lý do chuyển." in refused.content.decode()) == (422, True)
    empty = client.post(PAGE, {**form, "reason": "Kế thừa.", "assignments": []})
    assert empty.status_code == 422
    done = client.post(PAGE, {**form, "reason": "Kế thừa."}, follow=True).content.decode()
    assert "Đã chuyển 1 nhiệm vụ" in done
    assert rows(two[0]) == {"skhdt": "withdrawn", "syt": "assigned"}


def test_a_split_unit_asks_to_whom_and_one_without_a_successor_offers_all(
    enter: Any, office_leader: Any, province: Any, two: list[Any]
) -> None:
    end(province, "skhdt", "2021-01-17", "stc", "syt")
    client = enter(office_leader)
    syt = province.units["syt"].id
    page = client.get(f"{PAGE}?to={syt}").content.decode()
    assert "Đơn vị được chia cho nhiều đơn vị" in page
    assert f'href="?to={syt}" aria-current="true"' in page
    province.units["skhdt"].successions.all().delete()
    alone = client.get(PAGE).content.decode()
    assert "Chưa ghi đơn vị kế thừa" in alone
    assert "UBND huyện Hòn Đất" in alone

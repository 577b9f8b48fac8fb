"""Stars, themes, comments and watching on the screens: what a person clicks and what they read then."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import NOW
from tests.directives import story

from dondoc.attention.commands.open_theme import open_theme
from dondoc.attention.commands.star_directive import star_directive
from dondoc.attention.models import Comment, Star, Theme, Watch

pytestmark = pytest.mark.usefixtures("story_day")


@pytest.fixture
def task(province: Any, specialist: Any) -> Any:
    return story.give(specialist, province)


@pytest.fixture
def theme(office_leader: Any, task: Any) -> Theme:
    return open_theme(
        actor=office_leader, name="Phòng, chống dịch", starts_on=NOW.date(), directive_ids=[task.id], now=NOW
    )


def test_a_leader_stars_and_everybody_reads_why(enter: Any, chair: Any, lead_focal: Any, task: Any) -> None:
    leader, unit = enter(chair), enter(lead_focal)
    page = leader.post(f"/chuyen-de/nhiem-vu/{task.id}/sao/", {"note": "Gấp trước Tết"}, follow=True)
    assert "Gấp trước Tết" in page.content.decode()
    seen = unit.get(f"/nhiem-vu/{task.id}/").content.decode()
    assert "Gấp trước Tết" in seen
    assert "Bỏ dấu sao" not in seen
    listed = unit.get("/nhiem-vu/?starred=1").content.decode()
    assert "task-star" in listed
    assert "lãnh đạo đánh dấu" in listed
    leader.post(f"/chuyen-de/nhiem-vu/{task.id}/sao/", {"off": "1"})
    assert Star.objects.filter(ended_at__isnull=True).count() == 0
    assert "Không có phần việc nào khớp" in unit.get("/nhiem-vu/?starred=1").content.decode()


def test_a_theme_is_opened_filled_and_shows_its_figure_that_opens_its_rows(
    enter: Any, specialist: Any, province: Any, task: Any
) -> None:
    client = enter(specialist)
    story.give(specialist, province, text="Sở Y tế báo cáo việc khác.")
    opened = client.post("/chuyen-de/moi/", {"name": "Đầu tư công", "starts_on": "18/01/2021"})
    theme = Theme.objects.get()
    assert opened.url == f"/chuyen-de/{theme.id}/them/"
    found = client.get(opened.url, {"q": "dau tu cong"}).content.decode()
    assert f'value="{task.id}"' in found
    client.post(opened.url, {"directive": str(task.id)})
    page = client.get(f"/chuyen-de/{theme.id}/").content.decode()
    address = f"/nhiem-vu/?theme={theme.id}&counted=1"
    assert f'href="{address.replace("&", "&amp;")}&amp;sort=due"' in page
    rows = client.get(address).content.decode()
    assert "<strong>2</strong> phần việc" in rows
    assert "việc khác" not in rows
    assert "Đầu tư công" in rows
    assert "Không tìm thấy nhiệm vụ nào" in client.get(opened.url, {"q": "dau tu cong"}).content.decode()


def test_what_a_theme_cannot_be_stands_at_its_field(enter: Any, specialist: Any) -> None:
    page = enter(specialist).post(
        "/chuyen-de/moi/", {"name": "Tết", "starts_on": "18/01/2021", "ends_on": "17/01/2021"}
    )
    assert page.status_code == 422
    assert "Ngày kết thúc không thể trước ngày bắt đầu." in page.content.decode()


def test_the_page_of_a_past_day_has_what_belonged_to_it_then(enter: Any, office_leader: Any, theme: Theme) -> None:
    client = enter(office_leader)
    assert "2</a> phần việc" in client.get(f"/chuyen-de/{theme.id}/").content.decode()
    before = client.get(f"/chuyen-de/{theme.id}/?on=2021-01-17").content.decode()
    assert "chưa có nhiệm vụ nào trong phạm vi" in before
    assert "chuyên đề của ngày 17/01/2021" in before


@pytest.mark.parametrize(("kind", "magic"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_a_theme_is_reported_as_a_document(
    enter: Any, office_leader: Any, theme: Theme, kind: str, magic: bytes
) -> None:
    answer = enter(office_leader).get(f"/chuyen-de/{theme.id}/bao-cao.{kind}")
    assert answer.content.startswith(magic)
    assert f"chuyen-de-phong-chong-dich-2021-01-18.{kind}" in answer["Content-Disposition"]


def test_a_theme_that_one_does_not_know_of_is_named_in_the_list_and_left_out(
    enter: Any, other_unit_focal: Any, theme: Theme
) -> None:
    page = enter(other_unit_focal).get(f"/nhiem-vu/?theme={theme.id}").content.decode()
    assert f"Không có chuyên đề mang số {theme.id}" in page
    assert "Phòng, chống dịch" not in page


def test_a_comment_is_sent_changed_and_removed(enter: Any, specialist: Any, lead_focal: Any, task: Any) -> None:
    client = enter(specialist)
    client.post(f"/chuyen-de/nhiem-vu/{task.id}/y-kien/", {"text": "Nhờ @dm.skhdt <b>xem</b>"})
    comment = Comment.objects.get()
    page = enter(lead_focal).get(f"/nhiem-vu/{task.id}/").content.decode()
    assert '<span class="mention" title="@dm.skhdt">Đầu mối Vũ Giang</span> &lt;b&gt;xem&lt;/b&gt;' in page
    client.post(f"/chuyen-de/y-kien/{comment.id}/sua/", {"text": "Đã rõ"})
    assert "đã sửa" in client.get(f"/nhiem-vu/{task.id}/").content.decode()
    client.post(f"/chuyen-de/y-kien/{comment.id}/go/")
    page = enter(lead_focal).get(f"/nhiem-vu/{task.id}/").content.decode()
    assert "Ý kiến đã được gỡ." in page
    assert "Đã rõ" not in page


def test_a_refused_comment_stays_where_it_was_typed(enter: Any, specialist: Any, task: Any) -> None:
    client = enter(specialist)
    page = client.post(f"/chuyen-de/nhiem-vu/{task.id}/y-kien/", {"text": "Nhờ @khong.co"})
    assert page.status_code == 422
    assert "Không nhắc tới được @khong.co" in page.content.decode()
    assert ">Nhờ @khong.co</textarea>" in page.content.decode()
    client.post(f"/chuyen-de/nhiem-vu/{task.id}/y-kien/", {"text": "Được"})
    changed = client.post(f"/chuyen-de/y-kien/{Comment.objects.get().id}/sua/", {"text": " "})
    assert (changed.status_code, "Hãy viết ý kiến." in changed.content.decode()) == (422, True)


def test_those_who_read_are_proposed_by_name_or_unit_account(
    enter: Any, specialist: Any, lead_focal: Any, lead_head: Any, other_unit_focal: Any, task: Any
) -> None:
    client = enter(specialist)
    address = f"/chuyen-de/nhiem-vu/{task.id}/nhac-toi/"
    found = client.get(address, {"q": "dau moi"}).json()["people"]
    assert found == [{"name": "Đầu mối Vũ Giang", "username": "dm.skhdt", "unit": "Sở Kế hoạch và Đầu tư"}]
    assert {one["username"] for one in client.get(address, {"q": "skhdt"}).json()["people"]} == {"dm.skhdt", "gd.skhdt"}


def test_one_watches_and_lets_go_from_the_list_of_what_one_watches(
    enter: Any, chair: Any, theme: Theme, task: Any
) -> None:
    client = enter(chair)
    client.post(f"/chuyen-de/nhiem-vu/{task.id}/theo-doi/")
    client.post(f"/chuyen-de/{theme.id}/theo-doi/")
    page = client.get("/chuyen-de/dang-theo-doi/").content.decode()
    assert "Phòng, chống dịch" in page
    assert task.text in page
    for address in (f"/chuyen-de/{theme.id}/theo-doi/", f"/chuyen-de/nhiem-vu/{task.id}/theo-doi/"):
        assert client.post(address, {"off": "1", "next": "watched"}).url == "/chuyen-de/dang-theo-doi/"
    assert not Watch.objects.exists()
    assert "Bạn chưa theo dõi gì" in client.get("/chuyen-de/dang-theo-doi/").content.decode()


def test_a_second_star_and_a_closed_theme_say_so(
    enter: Any, chair: Any, office_leader: Any, theme: Theme, task: Any
) -> None:
    star_directive(actor=office_leader, directive_id=task.id, now=NOW)
    client = enter(chair)
    page = client.post(f"/chuyen-de/nhiem-vu/{task.id}/sao/", follow=True).content.decode()
    assert "Nhiệm vụ này đã được đánh dấu sao." in page
    client.post(f"/chuyen-de/{theme.id}/ket-thuc/")
    for address, data in (
        (f"/chuyen-de/{theme.id}/them/", {"directive": str(task.id)}),
        (f"/chuyen-de/nhiem-vu/{task.id}/chuyen-de/", {"theme": str(theme.id)}),
        (f"/chuyen-de/{theme.id}/bo/{task.id}/", {}),
    ):
        assert "đã kết thúc; hãy mở lại" in client.post(address, data, follow=True).content.decode()
    client.post(f"/chuyen-de/{theme.id}/mo-lai/")
    assert Theme.objects.get().closed_on is None

"""Chỉ tiêu: every count opens its rows, any past day, one indicator with all it was, what is typed is asked or kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
import time_machine
from tests.conftest import NOW
from tests.indicators import indicator_world as world
from tests.indicators.indicator_world import aim, approve, exports, growth
from tests.web.conftest import Enter

from dondoc.indicators.choices import Direction
from dondoc.indicators.evaluation import Target
from dondoc.indicators.models import Indicator, IndicatorTarget
from dondoc.indicators.periods import period_from
from dondoc.web.screens.indicators import words

BOARD = "/chi-tieu/?year=2020"
GROWTH = "/chi-tieu/tang-truong-grdp/?year=2020"
D = Decimal
TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def _today(province: Any) -> Iterator[None]:
    """The stories' today is 18/01/2021."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def some(province: Any, specialist: Any, office_leader: Any) -> dict[str, Indicator]:
    """Growth that was missed, exports that are not known yet, poverty that was met, a structure of two parts, one without a target."""
    made = {
        "growth": growth(specialist, province),
        "exports": exports(specialist, province),
        "poverty": growth(specialist, province, code="ty-le-ngheo", name="Tỷ lệ hộ nghèo", direction="lower", is_example=True),
        "structure": growth(specialist, province, code="co-cau", name="Cơ cấu <kinh tế>", direction="structure"),
        "bare": growth(specialist, province, code="nuoc-sach", name="Tỷ lệ nước sạch"),
    }  # fmt: skip
    for number in (1, 2):
        made[f"part {number}"] = growth(
            specialist, province, code=f"phan-{number}", name=f"Phần {number}", direction="range", parent_id=made["structure"].id
        )  # fmt: skip
    aim(specialist, made["growth"], "7.2")
    aim(specialist, made["exports"], "800")
    aim(specialist, made["poverty"], None, "2.5")
    aim(specialist, made["part 1"], "30", "35")
    aim(specialist, made["part 2"], "60", "65")
    for key, period, value, day in (
        ("growth", "2019", "7.51", dt.date(2020, 2, 1)), ("growth", "2020-Q3", "2.68", dt.date(2020, 9, 29)),
        ("growth", "2020", "3.05", dt.date(2020, 12, 28)), ("poverty", "2020", "2.5", dt.date(2020, 12, 28)),
        ("exports", "2020-06", "390", dt.date(2020, 7, 6)), ("part 1", "2020", "32", dt.date(2020, 12, 28)),
        ("part 2", "2020", "66", dt.date(2020, 12, 28)),
    ):  # fmt: skip
        approve(office_leader, world.enter(specialist, made[key], period, value, day=day), day=day)
    return made


def page(client: Any, url: str, **more: Any) -> str:
    """A page's source, once it was shown."""
    answer = client.get(url, **more)
    assert answer.status_code == 200
    return str(answer.content.decode())


def text(body: str) -> str:
    """What a page says."""
    return " ".join(unescape(TAGS.sub(" ", body)).split())


def names(body: str) -> list[str]:
    """The names of the table in their order; of parts with a dash before."""
    found = re.findall(r'<tr( class="is-part")?[^>]*>\s*<th scope="row" class="is-main"><a [^>]*>(.*?)</a>', body)
    return [("- " if part else "") + unescape(name) for part, name in found]


def counts(body: str) -> dict[str, tuple[str, int, int]]:
    """Address, count and total of each figure of the score."""
    found = re.findall(r'<a class="figure[^"]*" href="([^"]+)"><span[^>]*>(.*?): </span>(\d+)<span[^>]*>/(\d+)', body)
    return {label: (unescape(url), int(count), int(total)) for url, label, count, total in found}


def test_every_count_opens_exactly_the_rows_it_counts(enter: Enter, some: Any, chair: Any) -> None:
    client = enter(chair)
    found = counts(page(client, BOARD))
    assert {label: (count, total) for label, (_url, count, total) in found.items()} == {
        "Đạt và vượt": (1, 4), "Không đạt": (2, 4), "Chưa có số liệu": (1, 4),
    }  # fmt: skip
    for url, count, _total in found.values():
        assert page(client, url).count("data-whole") == count
    missed = page(client, found["Không đạt"][0])
    assert names(missed) == ["Tốc độ tăng GRDP", "Cơ cấu <kinh tế>", "- Phần 1", "- Phần 2"]
    assert "Đang xem 2/4 chỉ tiêu" in text(missed)


def test_risk_stands_first_and_the_list_s_own_order_is_a_choice(enter: Enter, some: Any, chair: Any) -> None:
    client = enter(chair)
    whole = [name for name in names(page(client, BOARD)) if not name.startswith("- ")]
    assert whole == ["Tốc độ tăng GRDP", "Cơ cấu <kinh tế>", "Kim ngạch xuất khẩu", "Tỷ lệ hộ nghèo"]
    own = [name for name in names(page(client, f"{BOARD}&order=list")) if not name.startswith("- ")]
    assert own == ["Tốc độ tăng GRDP", "Kim ngạch xuất khẩu", "Tỷ lệ hộ nghèo", "Cơ cấu <kinh tế>"]


def test_a_row_says_plan_value_share_and_year_before(enter: Enter, some: Any, chair: Any) -> None:
    said = text(page(enter(chair), BOARD))
    assert "Tốc độ tăng GRDP % ≥ 7,20 % 3,05 Năm 2020 · ước 7,51 Không đạt" in said
    assert "Kim ngạch xuất khẩu triệu USD ≥ 800,00 triệu USD 390,00 Tháng 6/2020 · ước 48,8 % Nguy cơ không đạt" in said
    assert "Tỷ lệ hộ nghèo minh hoạ % ≤ 2,50 % 2,50" in said
    body = page(enter(chair), BOARD)
    assert 'aria-label="Quý III/2020: 2,68; Năm 2020: 3,05; kế hoạch ≥ 7,20"' in body
    assert "<kinh tế>" not in body


def test_a_past_day_shows_what_was_known(enter: Enter, some: Any, chair: Any) -> None:
    body = page(enter(chair), f"{BOARD}&on=31/10/2020")
    said = text(body)
    assert "Chưa có số liệu: 4 /4" in said
    assert "2,68 Quý III/2020 · ước" in said
    assert "3,05" not in said
    assert "Như ngày 31/10/2020 cho thấy" in said
    assert 'href="/chi-tieu/?year=2020&amp;on=2020-10-30"' in body
    assert counts(body)["Chưa có số liệu"][0] == "/chi-tieu/?year=2020&on=2020-10-31&verdict=unknown"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("on=31/02/2020", "Ngày 31/02/2020 không có trong lịch."),
        ("on=19/01/2021", "Ngày 19/01/2021 chưa tới."),
        ("on=01/01/0001", "Không có số liệu của ngày 01/01/0001."),
        ("year=hai", "Không có năm “hai”"),
        ("year=9999", "Không có năm “9999”"),
    ],
)
def test_what_cannot_be_shown_is_told(enter: Enter, some: Any, chair: Any, query: str, said: str) -> None:
    for url in ("/chi-tieu/", "/chi-tieu/tang-truong-grdp/"):
        assert said in text(page(enter(chair), f"{url}?{query}"))


def test_odd_parameters_are_harmless(enter: Enter, some: Any, chair: Any) -> None:
    client = enter(chair)
    for query in ("verdict=x", "order=x", "origin=x", "year=", "year=２０２０", "year=2020&year=2021", "on=%00"):
        page(client, f"/chi-tieu/?{query}")
        page(client, f"/chi-tieu/co-cau/?{query}")


def test_an_empty_year_says_what_to_do(enter: Enter, some: Any, chair: Any, specialist: Any) -> None:
    body = page(enter(chair), "/chi-tieu/?year=2035")
    assert "chưa có kế hoạch nào của năm 2035" in text(body)
    assert 'href="/chi-tieu/?year=2020">Xem năm 2020' in body
    assert "Hãy thêm chỉ tiêu, rồi giao kế hoạch năm" in text(page(enter(specialist), "/chi-tieu/?year=2035"))
    assert "0 /0" not in text(body)


def test_who_keeps_the_list_is_told_what_has_no_target(enter: Enter, some: Any, chair: Any, specialist: Any) -> None:
    said = text(page(enter(specialist), BOARD))
    assert "Chưa giao kế hoạch năm 2020 1 Tỷ lệ nước sạch" in said
    assert "Chưa giao kế hoạch" not in text(page(enter(chair), BOARD))


def test_the_board_asks_few_questions(enter: Enter, some: Any, chair: Any, django_assert_max_num_queries: Any) -> None:
    client = enter(chair)
    client.get(BOARD)
    with django_assert_max_num_queries(8):
        client.get(BOARD)


def test_one_indicator_with_its_rule_its_versions_and_its_vintages(
    enter: Enter,
    some: Any,
    chair: Any,
    specialist: Any,
) -> None:
    aim(
        specialist, some["growth"], "3.0", effective_on=dt.date(2021, 1, 4), now=NOW, reason="Dịch bệnh kéo dài",
        source="Nghị quyết số 2/NQ-HĐND",
    )  # fmt: skip
    said = text(page(enter(chair), GROWTH))
    assert "Kế hoạch ≥ 3,00 %; thực hiện 3,05 % → vượt" in said
    assert "Năm 2020 đang áp dụng 2 ≥ 3,00 04/01/2021 Nghị quyết số 2/NQ-HĐND Dịch bệnh kéo dài" in said
    assert "Năm 2020 1 ≥ 7,20 02/01/2020" in said
    assert "Chủ trì Sở Kế hoạch và Đầu tư từ 01/01/2019" in said
    assert "Quý III/2020 2,68 Ước, 29/09/2020" in said
    before = text(page(enter(chair), f"{GROWTH}&on=31/12/2020"))
    assert "Kế hoạch ≥ 7,20 %; thực hiện 3,05 % → không đạt" in before
    assert "Năm 2020 đang áp dụng 1 ≥ 7,20" in before


def test_a_forecast_is_named_as_what_it_is(enter: Enter, some: Any, chair: Any) -> None:
    body = page(enter(chair), "/chi-tieu/xuat-khau/?year=2020")
    assert "Dự báo cả năm, theo nhịp từ đầu năm: 784,29 triệu USD → không đạt" in text(body)
    assert '"name": "D\\u1ef1 b\\u00e1o: theo nh\\u1ecbp' in body


def test_a_structure_shows_its_parts_and_is_aimed_at_by_them(enter: Enter, some: Any, specialist: Any) -> None:
    body = page(enter(specialist), "/chi-tieu/co-cau/?year=2020")
    assert "Phần 2" in body
    assert "Đặt kế hoạch" not in body
    assert "Kế hoạch được giao ở từng phần." in body
    assert 'href="/chi-tieu/co-cau/?year=2020">Cơ cấu' in page(enter(specialist), "/chi-tieu/phan-1/?year=2020")


def test_what_was_not_approved_is_not_shown_to_who_looks_on(
    enter: Enter,
    some: Any,
    chair: Any,
    lead_focal: Any,
) -> None:
    world.enter(lead_focal, some["growth"], "2020-Q2", "2.41", day=dt.date(2021, 1, 10))
    assert "2,41" not in page(enter(chair), GROWTH)
    said = text(page(enter(lead_focal), GROWTH))
    assert "Quý II/2020 Chờ duyệt 2,41" in said
    assert "Đặt kế hoạch" not in said


def sent(client: Any, **changed: Any) -> Any:
    """Send the form of growth as the page shows it, some of it changed."""
    seen = unescape(re.findall(r'name="seen" value="([^"]*)"', page(client, GROWTH))[0])
    given = {
        "seen": seen, "period": "2021", "low": "6,01", "effective_on": "14/01/2021", "source": "Nghị quyết số 3/NQ-HĐND",
        "reason": "",
    }  # fmt: skip
    return client.post(GROWTH, {**given, **changed})


def test_a_target_is_set_and_the_page_goes_to_its_year(enter: Enter, some: Any, specialist: Any) -> None:
    answer = sent(enter(specialist))
    assert (answer.status_code, answer["Location"]) == (302, "/chi-tieu/tang-truong-grdp/?year=2021")
    made = IndicatorTarget.objects.get(first_day=dt.date(2021, 1, 1))
    assert (made.low, made.high, made.version) == (D("6.01"), None, 1)


def test_a_figure_with_two_readings_is_asked_and_nothing_typed_is_lost(
    enter: Enter, some: Any, specialist: Any
) -> None:
    client = enter(specialist)
    answer = sent(client, low="1.234")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="1.234"' in body
    assert 'value="Nghị quyết số 3/NQ-HĐND"' in body
    assert "“1.234” là số nào? 1,234" in text(body)  # and not optional
    assert "1,234 (dấu thập phân) 1.234 (dấu ngăn cách hàng nghìn) Số này đọc được hai cách" in text(body)
    assert not IndicatorTarget.objects.filter(first_day=dt.date(2021, 1, 1)).exists()
    # What was chosen for another figure is no answer for this one.
    assert sent(client, low="5.678", low_reading="1234").status_code == 422
    assert sent(client, low="1.234", low_reading="1234").status_code == 302
    assert IndicatorTarget.objects.get(first_day=dt.date(2021, 1, 1)).low == 1234


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"low": "bảy"}, "“bảy” không phải là một số."),
        ({"low": ""}, "Trường này"),
        ({"period": "2020", "low": "7,2", "reason": "x"}, "Kế hoạch không đổi so với lần trước."),
        ({"period": "2020", "low": "5"}, "Hãy ghi vì sao điều chỉnh kế hoạch."),
        ({"period": "1999"}, "1999"),
        ({"effective_on": "31/02/2021"}, "Ngày 31/02/2021 không có trong lịch."),
    ],
)
def test_a_refusal_stands_in_the_form(
    enter: Enter,
    some: Any,
    specialist: Any,
    changed: dict[str, str],
    said: str,
) -> None:
    answer = sent(enter(specialist), **changed)
    assert answer.status_code == 422
    assert said in text(answer.content.decode())


def test_somebody_was_faster_and_is_shown_before_it_is_set_again(
    enter: Enter,
    some: Any,
    specialist: Any,
    office_leader: Any,
) -> None:
    client = enter(specialist)
    seen = unescape(re.findall(r'name="seen" value="([^"]*)"', page(client, GROWTH))[0])
    aim(office_leader, some["growth"], "4", effective_on=dt.date(2021, 1, 15), reason="Họp lại", now=NOW)
    again = {"period": "2020", "low": "3", "reason": "Điều chỉnh", "effective_on": "15/01/2021"}
    answer = sent(client, seen=seen, **again)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "vừa được người khác đặt" in text(body)
    assert "Họp lại" in text(body)
    seen = unescape(re.findall(r'name="seen" value="([^"]*)"', body)[0])
    assert sent(client, seen=seen, **again).status_code == 302


def test_less_is_better_asks_for_a_greatest_value(enter: Enter, some: Any, specialist: Any) -> None:
    client = enter(specialist)
    body = page(client, "/chi-tieu/ty-le-ngheo/?year=2020")
    assert "Mức tối đa (%)" in text(body)
    assert 'name="low"' not in body
    given = {"period": "2020", "high": "2,5", "effective_on": "15/01/2021", "source": "Nghị quyết", "reason": "x"}
    answer = client.post("/chi-tieu/ty-le-ngheo/?year=2020", given)
    assert answer.status_code == 422
    assert "Kế hoạch không đổi" in text(answer.content.decode())


def test_an_indicator_is_added_and_its_target_is_next(enter: Enter, province: Any, specialist: Any) -> None:
    client = enter(specialist)
    given = {
        "name": "Thu ngân sách", "code": "thu-ngan-sach", "measure": "tỷ đồng", "decimals": "0", "direction": "higher",
        "accumulation": "cumulative", "period_kind": "month", "origin": "resolution", "field": "kinh-te", "lead": "stc",
        "parent": "", "starts_on": "01/01/2021", "about": "",
    }  # fmt: skip
    answer = client.post("/chi-tieu/moi/", given)
    assert (answer.status_code, answer["Location"]) == (302, "/chi-tieu/thu-ngan-sach/#giao")
    made = Indicator.objects.get()
    assert (made.direction, made.decimals, made.field_id) == (Direction.HIGHER, 0, province.fields["kinh-te"].id)
    said = text(page(client, "/chi-tieu/thu-ngan-sach/"))
    assert "Chủ trì Sở Tài chính từ 01/01/2021" in said
    assert "chưa giao kế hoạch năm 2021" in said
    for code, told in (
        ("thu-ngan-sach", "Đã có chỉ tiêu mang mã"),
        ("nhap", "dành cho trang khác"),
        ("Â", "Mã chỉ tiêu gồm"),
    ):
        answer = client.post("/chi-tieu/moi/", {**given, "code": code})
        assert answer.status_code == 422
        assert told in text(answer.content.decode())
        assert 'value="Thu ngân sách"' in answer.content.decode()
    part = client.post("/chi-tieu/moi/", {**given, "code": "phan", "parent": str(made.id)})
    assert part.status_code == 422  # it has no parts


def test_a_specialist_offers_their_own_fields(enter: Enter, province: Any, specialist: Any) -> None:
    body = page(enter(specialist), "/chi-tieu/moi/")
    assert 'value="kinh-te"' in body
    assert 'value="van-xa"' not in body


@pytest.mark.parametrize("address", [BOARD, GROWTH, "/chi-tieu/moi/"])
def test_the_administrator_has_no_such_page(enter: Enter, some: Any, administrator: Any, address: str) -> None:
    assert enter(administrator).get(address).status_code == 404


def test_another_province_has_its_own(enter: Enter, some: Any, outsider: Any) -> None:
    assert "Tốc độ" not in page(enter(outsider), BOARD)
    assert enter(outsider).get(GROWTH).status_code == 404


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        ("7.2", 2, "7,20"), ("7.205", 2, "7,205"), ("1234567", 0, "1.234.567"), ("-0.3", 1, "−0,3"), ("100", 0, "100"),
        ("6500.000000", 0, "6.500"), ("0", 2, "0,00"),
    ],
)  # fmt: skip
def test_a_value_keeps_its_digits(value: str, decimals: int, written: str) -> None:
    assert words.figure(D(value), decimals) == written


def test_the_small_picture_holds_its_points_within() -> None:
    points = [(period_from(code), D(value)) for code, value in (("2020-Q1", "-5"), ("2020-Q2", "9"), ("2020", "3"))]
    svg = words.picture(points, Target(D(2), D(8)), 0)
    height, width = words._HEIGHT, words._WIDTH
    places = [tuple(map(float, pair.split(","))) for pair in re.findall(r'points="([^"]+)"', svg)[0].split()]
    assert all(0 <= x <= width and 0 <= y <= height for x, y in places)
    assert svg.count('class="aim"') == 2
    assert words.picture([], None, 0) == ""
    assert "<circle" in words.picture(points[:1], None, 0)

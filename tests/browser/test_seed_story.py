"""The main job, end to end: the notice that started it all becomes owned, dated, followed work, in a browser."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.connections import _triggers_again, real_connections

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")


@pytest.fixture
def seed(shared: Path) -> Path:
    return next((shared / "seed").glob("*.txt"))


@pytest.fixture
def border_focal(make_user: Callable[..., Any]) -> Any:
    return make_user("dm.bdbp", "focal_point", unit="bdbp", full_name="Đầu mối Trần Biên")


def _take(page: Page, unit: str, step: str, fill: dict[str, str] | None = None, file: Path | None = None) -> None:
    """Take one step on the page of a directive: open its form where it has one, fill it, send it."""
    acts = page.locator(".work-card", has_text=unit).locator(".work-acts")
    form = acts.locator("details.act", has=page.locator("summary", has_text=step))
    if not form.count():
        acts.get_by_role("button", name=step, exact=True).click()
        return
    form.locator("summary").first.click()
    for label, value in (fill or {}).items():
        form.get_by_label(label, exact=True).fill(value)
    if file is not None:
        form.locator("input[type=file]").set_input_files(str(file))
        form.locator("[name=not_secret]").check()
    form.locator("button[type=submit]").click()


def test_from_the_seed_notice_to_an_accepted_and_a_returned_assignment(
    page_at: Callable[..., Page],
    sign_in: Callable[[Page, Any], None],
    office_leader: Any,
    lead_focal: Any,
    border_focal: Any,
    seed: Path,
    settings: Any,
    tmp_path: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    settings.FILES_FOLDER = tmp_path / "files"
    from dondoc.directives.models import Assignment, Directive
    from dondoc.documents.models import Document
    from dondoc.ledger.verify import verify

    # The office: upload, look, drop what names nobody here, confirm.
    office = page_at(1440)
    sign_in(office, office_leader)
    office.goto("/doc-van-ban/")
    office.set_input_files("#id_file", str(seed))
    office.get_by_role("button", name="Đọc văn bản").click()
    office.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))
    cards = office.locator(".card-item")
    expect(cards.first).to_be_visible()
    found = cards.count()
    assert found >= 20
    while office.locator(".card-item:not(.is-dropped):has(.card-problem)").count():
        left = office.locator(".card-item:not(.is-dropped):has(.card-problem)")
        before = left.count()
        left.first.get_by_role("button", name="Không phải chỉ đạo").click()
        expect(left).to_have_count(before - 1)
    office.locator("#open-summary").click()
    office.locator("#confirm-draft").click()
    office.wait_for_url(re.compile(r"/van-ban/\d+/$"))

    document = Document.objects.get()
    assert (document.number, document.symbol, document.issued_on) == ("13", "TB-VP", dt.date(2021, 1, 7))
    assert Directive.objects.count() >= 5
    border = Assignment.objects.get(unit__code="bdbp", role="lead", directive__text__contains="chủ trì tham mưu")
    planning = Assignment.objects.get(unit__code="skhdt", role="lead", directive__text__contains="22 chỉ tiêu cơ bản")
    for assignment in (border, planning):
        sentence = document.text[assignment.directive.span_start : assignment.directive.span_end]
        assert sentence.strip() == assignment.directive.text

    # Two units: acknowledge, start, report with a note and a file.
    evidence = tmp_path / "bao-cao.txt"
    evidence.write_text("Báo cáo số 12/BC-SKHĐT: đề xuất bổ sung 2 chỉ tiêu.", encoding="utf-8")
    for person, assignment, unit in (
        (lead_focal, planning, "Sở Kế hoạch và Đầu tư"),
        (border_focal, border, "Bộ Chỉ huy Bộ đội Biên phòng"),
    ):
        page = page_at(360)
        sign_in(page, person)
        page.goto(f"/nhiem-vu/{assignment.directive_id}/")
        _take(page, unit, "Tiếp nhận")
        expect(page.locator(".work-card", has_text=unit)).to_contain_text("Đã tiếp nhận")
        _take(page, unit, "Bắt đầu thực hiện")
        expect(page.locator(".work-card", has_text=unit)).to_contain_text("Đang thực hiện")
        _take(page, unit, "Báo cáo kết quả", {"Kết quả thực hiện": "Đã hoàn thành, kết quả kèm theo."}, evidence)
        expect(page.locator(".work-card", has_text=unit)).to_contain_text("Đã báo cáo kết quả")
        expect(page.locator(".work-card", has_text=unit)).to_contain_text("bao-cao.txt")

    # The office decides: one is accepted, the other goes back with a reason.
    office.goto(f"/nhiem-vu/{planning.directive_id}/")
    _take(office, "Sở Kế hoạch và Đầu tư", "Xác nhận hoàn thành")
    expect(office.locator(".work-card", has_text="Sở Kế hoạch và Đầu tư")).to_contain_text("Đã xác nhận hoàn thành")
    office.goto(f"/nhiem-vu/{border.directive_id}/")
    _take(office, "Bộ đội Biên phòng", "Trả lại", {"Lý do": "Chưa nêu số quân tăng cường từng chốt."})
    expect(office.locator(".work-card", has_text="Bộ đội Biên phòng")).to_contain_text("Bị trả lại")

    planning.refresh_from_db()
    border.refresh_from_db()
    assert (planning.lifecycle, border.lifecycle) == ("accepted", "returned")
    assert verify().intact

    # The unit reads why.
    page = page_at(360)
    sign_in(page, border_focal)
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Bộ Chỉ huy Bộ đội Biên phòng chủ trì tham mưu")
    page.goto(f"/nhiem-vu/{border.directive_id}/")
    expect(page.locator("main")).to_contain_text("Chưa nêu số quân tăng cường từng chốt.")
    assert_accessible(page)

"""The reading screen as people use it: from an upload to directives, with mouse, keyboard and phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.connections import _triggers_again, real_connections
from tests.documents.conftest import NOTICE

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.usefixtures("real_connections")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "thong-bao-21.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


def read(page, sign_in, user, file):
    sign_in(page, user)
    page.goto("/doc-van-ban/")
    page.set_input_files("#id_file", str(file))
    page.get_by_role("button", name="Đọc văn bản").click()
    page.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))
    expect(page.locator(".card-item").first).to_be_visible()


def cards(page):
    return page.locator(".card-item")


def choose_text(page, words):
    """Select words in the text pane as a mouse would."""
    page.evaluate(
        """(words) => {
          const root = document.getElementById("doc-text");
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          const whole = root.textContent; const from = whole.indexOf(words); const to = from + words.length;
          const range = document.createRange(); let seen = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const end = seen + node.length;
            if (from >= seen && from <= end) range.setStart(node, from - seen);
            if (to >= seen && to <= end) { range.setEnd(node, to - seen); break; }
            seen = end;
          }
          const selection = getSelection(); selection.removeAllRanges(); selection.addRange(range);
        }""",
        words,
    )


def put_cursor_before(page, words):
    choose_text(page, words)
    page.evaluate("getSelection().collapseToStart()")


def test_an_upload_becomes_directives(page_at, sign_in, specialist, file, shoot):
    page = page_at(1440)
    read(page, sign_in, specialist, file)
    expect(cards(page)).to_have_count(4)

    # A sentence that the reader took for nothing is added from the text; what is none is dropped, and comes back.
    choose_text(page, "Văn phòng Ủy ban nhân dân tỉnh thông báo để các đơn vị biết, thực hiện.")
    page.get_by_role("button", name="Thêm ý chỉ đạo").click()
    expect(cards(page)).to_have_count(5)
    expect(page.locator(".card-item.is-active")).to_contain_text("biết, thực hiện")
    page.locator(".card-item.is-active").get_by_role("button", name="Không phải chỉ đạo").click()
    expect(page.locator(".card-item.is-dropped")).to_have_count(1)
    page.get_by_role("button", name="Khôi phục").click()
    expect(page.locator(".card-item.is-dropped")).to_have_count(0)
    page.locator("#undo").click()
    expect(page.locator(".card-item.is-dropped")).to_have_count(1)

    # Cut at the cursor, merged again.
    put_cursor_before(page, "đề xuất phương án")
    page.get_by_role("button", name="Tách tại đây").click()
    expect(cards(page)).to_have_count(6)
    cards(page).nth(1).get_by_role("button", name="Gộp với ý sau").click()
    expect(cards(page)).to_have_count(5)

    # Unit, role and deadline.
    cards(page).nth(1).locator("[data-edit]").click()
    form = page.locator(".is-editing form")
    form.locator("[data-picker=lead] [data-move]").click()
    expect(form.locator("[data-picker=coordinate] [data-chip]")).to_have_count(1)
    form.locator("[data-picker=lead] [role=combobox]").fill("ke hoach")
    page.keyboard.press("Enter")
    expect(form.locator("[data-picker=lead] [data-chip]")).to_contain_text("Sở Kế hoạch và Đầu tư")
    form.get_by_label("Loại thời hạn").select_option("date")
    form.get_by_label("Ngày đến hạn").fill("31/02/2021")
    form.get_by_role("button", name="Lưu ý này").click()
    expect(form).to_contain_text("31/02/2021 không có trong lịch")
    expect(form.locator("[data-picker=lead] [data-chip]")).to_contain_text("Sở Kế hoạch và Đầu tư")
    form.get_by_label("Ngày đến hạn").fill("15/03/2021")
    form.get_by_role("button", name="Lưu ý này").click()
    expect(cards(page).nth(1)).to_contain_text("15/03/2021")
    expect(cards(page).nth(1)).to_contain_text("Sở Kế hoạch và Đầu tư")

    page.locator("#draft-field").select_option(label="Kinh tế tổng hợp")
    expect(page.locator("#undo")).to_contain_text("đặt lĩnh vực")
    page.locator("#open-summary").click()
    expect(page.locator("#sheet")).to_contain_text("Sẽ tạo 4 nhiệm vụ")
    page.locator("#confirm-draft").click()
    page.wait_for_url(re.compile(r"/van-ban/\d+/$"))
    expect(page.locator(".messages")).to_contain_text("Đã giao 4 nhiệm vụ")
    expect(page.locator(".doc-rows li")).to_have_count(4)
    shoot(page, "document-1440")
    from dondoc.directives.models import Assignment

    assert set(Assignment.objects.filter(directive__clause="2").values_list("unit__code", "role")) == {
        ("skhdt", "lead"), ("bdbp", "coordinate"),
    }  # fmt: skip
    page.go_back()
    page.wait_for_url(re.compile(r"/van-ban/|/doc-van-ban/"))


def test_text_and_cards_point_at_each_other(page_at, sign_in, specialist, file):
    page = page_at(1440)
    read(page, sign_in, specialist, file)
    page.locator("#doc-text [data-keys]", has_text="tham mưu kế hoạch").first.click()
    expect(page.locator(".card-item.is-active")).to_contain_text("tham mưu kế hoạch")
    expect(page.locator(".card-item.is-active")).to_be_in_viewport()
    cards(page).first.locator(".card-text").click()
    expect(page.locator("#doc-text .is-active").first).to_contain_text("Giao ")
    expect(page.locator("#doc-text .is-active").first).to_be_in_viewport()


def test_the_keyboard_is_enough(page_at, sign_in, specialist, file):
    page = page_at(1440)
    read(page, sign_in, specialist, file)
    page.keyboard.press("j")
    expect(cards(page).nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(cards(page).nth(1)).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator(".work-progress")).to_contain_text("1/4")
    # The answer has come whole: a key pressed while the cards are exchanged goes to none of them.
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    expect(cards(page).nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(cards(page).nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".is-editing [role=combobox]").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".is-editing")).to_have_count(0)
    expect(cards(page).nth(0)).to_be_focused()
    # Missed sentences and places to cut without a mouse.
    page.get_by_role("button", name="Thêm ý còn sót").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sheet")).to_be_visible()  # it takes the focus when it opens
    page.locator("#sheet .cut").first.focus()
    expect(page.locator("#sheet .cut").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(cards(page)).to_have_count(5)
    expect(page.locator("#sheet")).to_be_hidden()


def test_a_correction_keeps_the_scroll_of_both_panes(page_at, sign_in, specialist, file):
    page = page_at(1440, height=620)
    read(page, sign_in, specialist, file)
    page.evaluate(
        "document.getElementById('doc-text').scrollTop = 260; document.getElementById('cards-pane').scrollTop = 120"
    )
    page.evaluate("document.querySelectorAll('.card-seen input')[1].click()")
    expect(page.locator(".work-progress")).to_contain_text("1/4")
    assert page.evaluate("document.getElementById('cards-pane').scrollTop") == pytest.approx(120, abs=60)


def test_two_people_on_one_reading(page_at, sign_in, specialist, clerk, office_leader, file):
    mine, theirs = page_at(1440), page_at(1440)
    read(mine, sign_in, specialist, file)
    sign_in(theirs, office_leader)
    theirs.goto(mine.url)
    cards(theirs).nth(0).get_by_role("button", name="Không phải chỉ đạo").click()
    expect(theirs.locator(".is-dropped").first).to_be_visible()
    cards(mine).nth(1).get_by_role("button", name="Không phải chỉ đạo").click()
    expect(mine.locator(".messages")).to_contain_text("Chánh Văn phòng Lê Thị Bình sửa lúc")
    expect(mine.locator(".card-item.is-dropped")).to_have_count(1)
    for page in (mine, theirs):
        page.locator("#open-summary").click()
        expect(page.locator("#confirm-draft")).to_be_visible()
    mine.locator("#confirm-draft").click()
    mine.wait_for_url(re.compile(r"/van-ban/\d+/$"))
    theirs.locator("#confirm-draft").click()
    theirs.wait_for_url(re.compile(r"/van-ban/\d+/$"))
    expect(theirs.locator(".messages")).to_contain_text("Chuyên viên Phạm Cường xác nhận lúc")


def test_what_is_refused_says_why_and_loses_nothing(page_at, sign_in, specialist, file, tmp_path, shoot):
    page = page_at(1440)
    sign_in(page, specialist)
    page.goto("/doc-van-ban/")
    page.locator("#id_text").fill("Toàn văn đang dán dở")
    empty = tmp_path / "rong.docx"
    empty.write_bytes(b"")
    page.set_input_files("#id_file", str(empty))
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("#refusal")).to_contain_text("rỗng")
    expect(page.locator("#id_text")).to_have_value("Toàn văn đang dán dở")
    # Secret: nothing leaves the browser.
    sent = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.locator("#id_is_secret").check()
    page.get_by_role("button", name="Đọc văn bản").click()
    expect(page.locator("#refusal")).to_contain_text("Chưa có gì được gửi đi")
    assert sent == []
    page.locator("#id_is_secret").uncheck()
    # The same notice twice: the first is shown, and the person may go on.
    for expected in (r"/doc-van-ban/\d+/$", None):
        page.goto("/doc-van-ban/")
        page.set_input_files("#id_file", str(file))
        page.get_by_role("button", name="Đọc văn bản").click()
        if expected:
            page.wait_for_url(re.compile(expected))
    expect(page.locator("#refusal")).to_contain_text("đã có trong hệ thống")
    shoot(page, "reading-duplicate-1440")
    page.get_by_role("button", name="Vẫn nhập").click()
    page.wait_for_url(re.compile(r"/doc-van-ban/\d+/$"))


def test_on_a_phone_the_panes_are_tabs(page_at, sign_in, specialist, file, shoot, assert_fits):
    page = page_at(360)
    read(page, sign_in, specialist, file)
    expect(page.locator("#doc-text")).to_be_hidden()
    cards(page).nth(1).get_by_role("button", name="Xem trong văn bản").click()
    expect(page.locator("#doc-text .is-active").first).to_be_in_viewport()
    shoot(page, "reading-text-360")
    assert_fits(page)
    page.locator("#doc-text [data-keys]", has_text="tham mưu kế hoạch").first.click()
    page.get_by_role("button", name="Xem ý này").click()
    expect(page.locator(".card-item.is-active")).to_contain_text("tham mưu kế hoạch")
    expect(page.locator(".card-item.is-active")).to_be_in_viewport()


def test_the_seed_notice_is_read_and_confirmed(page_at, sign_in, office_leader, shared, shoot):
    seed = next((shared / "seed").glob("*.txt"))
    page = page_at(1440)
    read(page, sign_in, office_leader, seed)
    assert cards(page).count() > 10
    shoot(page, "reading-seed-1440")
    page.reload()  # the picture leaves empty style attributes behind
    for _ in range(60):
        missing = page.locator(".card-item.is-problem:not(.is-dropped)")
        left = missing.count()
        if not left:
            break
        missing.first.get_by_role("button", name="Không phải chỉ đạo").click()
        expect(missing).to_have_count(left - 1)
    page.locator("#open-summary").click()
    page.locator("#confirm-draft").click()
    page.wait_for_url(re.compile(r"/van-ban/\d+/$"))
    expect(page.locator(".doc-rows li").first).to_be_visible()
    expect(page.get_by_text("489/BC-UBND").first).to_be_visible()
    shoot(page, "document-seed-1440", full=True)


def test_both_widths_are_accessible_and_fit(
    real_connections, province, page_at, sign_in, specialist, file, shoot, assert_accessible, assert_fits
):
    for width in (1440, 360):
        page = page_at(width)
        sign_in(page, specialist)
        page.goto("/doc-van-ban/")
        shoot(page, f"reading-entry-{width}", full=True)
        assert_accessible(page)
        assert_fits(page)
        if width == 1440:
            read(page, sign_in, specialist, file)
        else:
            page.locator(".draft-list a").first.click()
        shoot(page, f"reading-draft-{width}")
        assert_accessible(page)
        assert_fits(page)
        page.locator(".card-item [data-edit]").nth(1).click()
        expect(page.locator(".is-editing")).to_be_visible()
        page.locator(".is-editing [role=combobox]").first.fill("so tai")
        shoot(page, f"reading-edit-{width}")
        assert_accessible(page)
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.locator("#open-summary").click()
        expect(page.locator("#sheet")).to_be_visible()
        shoot(page, f"reading-summary-{width}")
        assert_accessible(page)
        page.get_by_role("button", name=re.compile("Quay lại|Xem lại")).click()
        page.goto("/van-ban/")
        shoot(page, f"documents-{width}")
        assert_accessible(page)
        assert_fits(page)


def test_each_field_says_why_on_focus_and_tap_and_goes_away_by_esc(
    page_at, sign_in, specialist, file, assert_accessible, assert_fits
):
    page = page_at(1440)
    read(page, sign_in, specialist, file)
    first = cards(page).first
    tip = first.locator("dt .why-tip").first
    expect(tip).not_to_be_visible()
    first.locator("dt .why-of").first.focus()
    expect(tip).to_contain_text("động từ giao việc")
    expect(tip).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(tip).not_to_be_visible()

    phone = page_at(360, has_touch=True)
    sign_in(phone, specialist)
    phone.goto(page.url)
    for place in range(3):
        tip = cards(phone).first.locator(".why-tip").nth(place)
        cards(phone).first.locator(".why-of").nth(place).tap()
        expect(tip).to_be_visible()
        assert_fits(phone)
        tip.tap()
        expect(tip).not_to_be_visible()


@pytest.mark.parametrize("width", [1440, 360])
def test_the_header_says_why_beside_each_field_that_the_reader_filled(
    page_at, sign_in, specialist, file, assert_accessible, assert_fits, width
):
    page = page_at(width, has_touch=width < 600)
    read(page, sign_in, specialist, file)
    page.get_by_role("link", name="Sửa thông tin văn bản").click()
    number = page.get_by_role("button", name="bộ đọc điền (Số)", exact=True)
    tip = page.locator("#why-number-document")
    expect(tip).not_to_be_visible()
    number.tap() if width < 600 else number.focus()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Số đứng sau chữ “Số”")
    assert_accessible(page)
    assert_fits(page)
    page.keyboard.press("Escape")
    expect(tip).not_to_be_visible()


def test_the_report_of_the_reader_on_a_desk_and_a_phone(
    page_at, sign_in, specialist, file, shoot, assert_accessible, assert_fits
):
    page = page_at(1440)
    read(page, sign_in, specialist, file)
    cards(page).nth(1).get_by_role("button", name="Không phải chỉ đạo").click()
    expect(page.locator(".card-item.is-dropped")).to_have_count(1)
    page.locator("#open-summary").click()
    page.locator("#confirm-draft").click()
    page.wait_for_url(re.compile(r"/van-ban/\d+/$"))
    page.goto("/doc-van-ban/")
    page.get_by_role("link", name="Bộ đọc đúng đến đâu").click()
    assert_accessible(page)
    shoot(page, "reading-report-1440", full=True)
    page.locator(".share-stats .figure", has_text="3").first.click()
    expect(page.locator("#rows tbody tr")).to_have_count(3)
    page.locator("#rows .is-main a").first.click()
    expect(page.locator("#t-cau")).to_be_in_viewport()

    phone = page_at(360)
    sign_in(phone, specialist)
    for address, name in (("do-dung/", "report"), ("do-dung/dong/", "judgements")):
        phone.goto(f"/doc-van-ban/{address}")
        assert_fits(phone)
        assert_accessible(phone)
        shoot(phone, f"reading-{name}-360", full=True)

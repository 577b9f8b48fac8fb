"""A notice from its first line to its directives, as the office writes it at a desk and approves it on a phone."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import expect
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.drafting.drafting_world import draft, letters, mandates, notices, on_the_way, opened, posts, written

from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.models import OutgoingDraft

__all__ = [
    "_triggers_again", "draft", "letters", "mandates", "notices", "on_the_way", "opened", "posts", "real_connections",
    "written",
]  # fmt: skip
pytestmark = pytest.mark.usefixtures("real_connections")

# The pages live in the present: what is due lies ahead of it.
YEAR = dt.datetime.now(dt.UTC).year + 1
SUBJECT = "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về phòng, chống dịch"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"


def saved(page):
    expect(page.locator("#save-state")).to_have_attribute("data-kind", "saved")


def test_from_the_first_line_to_the_directives(
    page_at, sign_in, specialist, office_leader, clerk, mandates, province, assert_accessible, assert_fits, shoot
):
    page = page_at(1440)
    sign_in(page, specialist)
    page.goto("/du-thao/")
    expect(page.get_by_text("Chưa có dự thảo nào")).to_be_visible()
    assert_accessible(page)
    shoot(page, "drafting-empty-1440")
    page.get_by_role("link", name="Soạn văn bản đầu tiên").click()
    expect(page.get_by_role("heading", name="Soạn văn bản mới")).to_be_visible()
    assert_accessible(page)
    shoot(page, "drafting-begin-1440")
    page.get_by_label("Tìm loại văn bản").fill("thong bao")
    page.keyboard.press("Enter")

    # Written with the keyboard alone; beside each clause stands what the reader understands.
    expect(page).to_have_url(re.compile(r"/du-thao/\d+/soan/"))
    page.get_by_label("Trích yếu", exact=True).fill(SUBJECT)
    page.get_by_label("Người ký", exact=True).select_option(label="Đỗ Văn Hòa – Phó Chánh Văn phòng")
    expect(page.locator("#signed-as")).to_contain_text("KT. CHÁNH VĂN PHÒNG")
    page.locator(".clause-text").first.click()
    page.keyboard.type("Sau khi nghe báo cáo, Chủ tịch UBND tỉnh kết luận như sau:")
    page.keyboard.press("Enter")
    page.get_by_label("Cách đánh số").select_option("1.")
    page.locator(".clause-text").nth(1).click()
    page.keyboard.type(
        "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng phương án mua sắm, "
        f"trình UBND tỉnh trước ngày 05/02/{YEAR}."
    )
    page.keyboard.press("Enter")
    page.keyboard.type("Giao Sở Kế hoạch và Đầu tư:")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(f"Rà soát danh mục dự án, báo cáo UBND tỉnh trong tháng 3/{YEAR}.")
    expect(page.locator(".clause-label").nth(3)).to_have_value("a)")
    expect(page.locator(".clause").nth(1).locator(".found")).to_contain_text("Sở Y tế")
    expect(page.locator(".clause").nth(1).locator(".found")).to_contain_text(f"05/02/{YEAR}")
    page.locator("#d-recipients").fill("- Sở Y tế;\n- Sở Tài chính;\n- Lưu: VT.")
    page.keyboard.press("Control+s")
    saved(page)
    assert_accessible(page)
    assert_fits(page)
    shoot(page, "drafting-editor-1440")

    # A duty set by hand.
    page.locator(".clause-text").nth(3).click()
    page.locator(".clause").nth(3).get_by_label("Đặt phần việc").click()
    dialog = page.locator("#duty")
    dialog.get_by_role("combobox", name="Chủ trì").fill("tai chinh")
    page.keyboard.press("Enter")
    dialog.get_by_label("Thời hạn", exact=True).select_option("date")
    dialog.get_by_label("Ngày đến hạn").fill(f"15/02/{YEAR}")
    assert_accessible(page)
    shoot(page, "drafting-duty-1440")
    dialog.get_by_role("button", name="Đặt", exact=True).click()
    expect(page.locator(".clause").nth(3).locator(".found")).to_contain_text(f"15/02/{YEAR}")
    saved(page)
    page.get_by_role("button", name="Bản in").click()
    expect(page.locator("#print img").first).to_be_visible()
    shoot(page, "drafting-print-1440")

    # Put forward.
    page.get_by_role("link", name="Trình", exact=True).click()
    expect(page.get_by_role("heading", name="Trình dự thảo")).to_be_visible()
    assert_accessible(page)
    shoot(page, "drafting-submit-1440")
    page.get_by_role("button", name="Trình dự thảo").click()
    expect(page.get_by_text("Đã trình dự thảo.")).to_be_visible()
    shoot(page, "drafting-draft-1440")
    address = page.url

    # Approved on a phone.
    phone = page_at(360)
    sign_in(phone, office_leader)
    phone.goto("/du-thao/")
    assert_accessible(phone)
    assert_fits(phone)
    shoot(phone, "drafting-list-360")
    phone.get_by_role("link", name=re.compile(SUBJECT)).click()
    expect(phone.get_by_role("link", name="Duyệt", exact=True)).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    shoot(phone, "drafting-draft-360")
    phone.get_by_role("link", name="Duyệt", exact=True).click()
    expect(phone.get_by_role("heading", name="Duyệt dự thảo")).to_be_visible()
    assert_fits(phone)
    shoot(phone, "drafting-approve-360")
    phone.get_by_role("button", name="Duyệt dự thảo").click()
    expect(phone.get_by_text("Đã duyệt dự thảo.")).to_be_visible()

    # Numbered, signed on paper, issued.
    desk = page_at(1440)
    sign_in(desk, clerk)
    desk.goto(address)
    desk.get_by_role("link", name="Cấp số").click()
    expect(desk.get_by_text("01/TB-VP, ngày")).to_be_visible()
    shoot(desk, "drafting-number-1440")
    desk.get_by_role("button", name="Cấp số").click()
    expect(desk.get_by_text("Đã cấp số 01/TB-VP.")).to_be_visible()
    desk.get_by_role("link", name="Ký", exact=True).click()
    expect(desk.get_by_role("heading", name="Ký văn bản 01/TB-VP")).to_be_visible()
    assert_accessible(desk)
    shoot(desk, "drafting-sign-1440")
    desk.get_by_role("button", name="Ghi nhận đã ký trên giấy").click()
    expect(desk.get_by_text("Đã ghi nhận chữ ký của văn bản 01/TB-VP.")).to_be_visible()
    last = page_at(1440)
    sign_in(last, office_leader)
    last.goto(address)
    last.get_by_role("link", name="Phát hành").click()
    expect(last.get_by_label("Giao luôn các nhiệm vụ trong văn bản")).to_be_visible()
    assert_accessible(last)
    shoot(last, "drafting-issue-1440")
    last.get_by_label("Giao luôn các nhiệm vụ trong văn bản").check()
    last.get_by_role("button", name="Phát hành văn bản").click()
    expect(last.get_by_text("Đã phát hành văn bản 01/TB-VP.")).to_be_visible()
    expect(last.locator(".doc-rows li")).to_have_count(2)
    shoot(last, "drafting-document-1440")
    last.goto(address)
    expect(last.get_by_text("Đã phát hành:")).to_be_visible()
    assert_accessible(last)
    shoot(last, "drafting-issued-1440")


def edit(page, draft, text):
    page.goto(f"/du-thao/{draft.id}/soan/")
    page.locator(".clause-text").nth(1).fill(text)


def test_two_who_write_at_once_lose_nothing(page_at, sign_in, specialist, clerk, written, assert_accessible, shoot):
    mine, other = page_at(1440), page_at(1440)
    sign_in(mine, specialist)
    sign_in(other, clerk)
    edit(mine, written, "Giao Sở Y tế chủ trì xây dựng phương án mua sắm, báo cáo UBND tỉnh.")
    edit(other, written, "Giao Sở Y tế xây dựng phương án mua sắm thiết bị, báo cáo UBND tỉnh.")
    other.keyboard.press("Control+s")
    saved(other)
    mine.keyboard.press("Control+s")
    dialog = mine.locator("#conflict")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Văn thư Ngô Dung")
    expect(dialog.locator("ins").first).to_be_visible()
    assert_accessible(mine)
    shoot(mine, "drafting-conflict-1440")
    # Left with Esc nothing is decided: it is asked again from the note.
    mine.keyboard.press("Escape")
    mine.locator("#refused").get_by_role("button").click()
    dialog.get_by_role("button", name="Lưu bản của tôi lên trên").click()
    saved(mine)
    mine.reload()
    expect(mine.locator(".clause-text").nth(1)).to_have_value(re.compile("chủ trì xây dựng phương án mua sắm, báo"))


def test_what_the_other_saved_can_be_taken(page_at, sign_in, specialist, clerk, written):
    mine, other = page_at(1440), page_at(1440)
    sign_in(mine, specialist)
    sign_in(other, clerk)
    edit(mine, written, "Giao Sở Y tế báo cáo UBND tỉnh về vắc xin.")
    edit(other, written, "Giao Sở Y tế báo cáo UBND tỉnh về thuốc.")
    other.get_by_label("Người ký", exact=True).select_option(label="Trần Thị Lan – Chánh Văn phòng")
    other.keyboard.press("Control+s")
    saved(other)
    mine.keyboard.press("Control+s")
    mine.locator("#conflict").get_by_role("button", name="Lấy bản vừa lưu").click()
    expect(mine.locator(".clause-text").nth(1)).to_have_value(re.compile("về thuốc"))
    expect(mine.locator("#signed-as")).to_have_text("CHÁNH VĂN PHÒNG")
    expect(mine.locator("#kept")).to_be_empty()


def test_what_is_typed_without_a_connection_comes_back(page_at, sign_in, specialist, written):
    page = page_at(1440)
    sign_in(page, specialist)
    page.goto(f"/du-thao/{written.id}/soan/")
    page.context.set_offline(True)
    page.locator(".clause-text").nth(1).fill("Giao Sở Y tế báo cáo UBND tỉnh về vắc xin.")
    page.keyboard.press("Control+s")
    expect(page.locator("#save-state")).to_contain_text("không kết nối được máy chủ")
    page.context.set_offline(False)
    saved(page)

    # The machine was switched off before it could be saved: the copy is offered when the draft is opened again.
    page.route("**/luu/", lambda route: route.abort())
    page.locator(".clause-text").nth(1).fill("Giao Sở Y tế báo cáo UBND tỉnh về thuốc.")
    while not page.evaluate("() => Object.keys(localStorage).some((key) => localStorage[key].includes('về thuốc'))"):
        page.wait_for_timeout(100)
    again = page.context.new_page()
    again.goto(f"/du-thao/{written.id}/soan/")
    expect(again.locator(".clause-text").nth(1)).to_have_value(re.compile("vắc xin"))
    again.get_by_role("button", name="Dùng nội dung đó").click()
    expect(again.locator(".clause-text").nth(1)).to_have_value(re.compile("về thuốc"))
    again.keyboard.press("Control+s")
    saved(again)


def test_the_outline_with_the_keyboard(page_at, sign_in, specialist, written):
    page = page_at(1440)
    sign_in(page, specialist)
    page.goto(f"/du-thao/{written.id}/soan/")
    marks = lambda: page.locator(".clause-label").evaluate_all("all => all.map((one) => one.value)")  # noqa: E731
    texts = page.locator(".clause-text")
    expect(texts).to_have_count(3)
    texts.nth(2).focus()
    page.keyboard.press("Alt+ArrowUp")
    assert marks() == ["", "1.", "2."]
    expect(texts.nth(1)).to_have_value(re.compile("Biên phòng"))
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Kiểm tra hằng tuần.")
    assert marks() == ["", "1.", "a)", "2."]
    page.keyboard.press("Shift+Tab")
    assert marks() == ["", "1.", "2.", "3."]
    # Several lines at once, with marks of their own.
    page.keyboard.press("Control+a")
    page.evaluate("""() => { const data = new DataTransfer(); data.setData("text/plain", "Một.\\na) Hai.\\nb) Ba.");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})); }""")
    assert marks() == ["", "1.", "2.", "a)", "b)", "3."]
    texts.nth(3).click()
    page.get_by_label("Xoá mục").click()
    assert marks() == ["", "1.", "2.", "a)", "3."]
    page.get_by_role("button", name="Hoàn tác").click()
    assert marks() == ["", "1.", "2.", "a)", "b)", "3."]
    # Esc, then Tab leaves the field.
    texts.nth(1).focus()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.matches('.clause-text')")
    page.keyboard.press("Control+s")
    saved(page)


@pytest.mark.parametrize("width", [1440, 360])
def test_recipients_annexes_comments_and_versions(
    page_at, sign_in, specialist, office_leader, written, province, assert_accessible, assert_fits, shoot, width, now
):
    from dondoc.drafting.commands.comment_on_draft import comment_on_draft

    comment_on_draft(actor=office_leader, draft_id=written.id, text="Nêu rõ nguồn vốn.", clause="1", now=now)
    comment_on_draft(actor=office_leader, draft_id=written.id, text="Rút gọn phần mở đầu.", now=now)
    page = page_at(width)
    sign_in(page, specialist)
    page.goto(f"/du-thao/{written.id}/soan/")
    expect(page.locator(".clause").nth(1).locator(".remark")).to_contain_text("nguồn vốn")
    page.locator("#group-d-recipients").select_option(label="các sở")
    page.locator("[data-group-to=d-recipients]").click()
    expect(page.locator("#d-recipients")).to_have_value(re.compile(r"- Sở Kế hoạch và Đầu tư;[\s\S]*- Lưu: VT\.$"))
    page.get_by_role("button", name="Thêm phụ lục").click()
    page.get_by_label("Tên phụ lục").fill("Danh mục thiết bị")
    page.get_by_role("button", name="Thêm bảng").click()
    page.get_by_label("Dòng 1, Cột 2").fill("Máy thở")
    page.locator(".clause-text").nth(1).fill(
        "Giao Sở Y tế chủ trì xây dựng phương án mua sắm máy thở, báo cáo UBND tỉnh."
    )
    page.keyboard.press("Control+s")
    saved(page)
    assert_accessible(page)
    assert_fits(page)
    page.locator(".clause-text").nth(1).click()
    shoot(page, f"drafting-editor-comments-{width}")
    page.get_by_role("button", name="Bản in").click()
    expect(page.locator("#print img")).to_have_count(2)
    page.locator("#print img").first.evaluate("image => image.decode()")
    shoot(page, f"drafting-print-{width}")
    page.goto(f"/du-thao/{written.id}/")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"drafting-draft-comments-{width}")
    page.get_by_role("link", name=re.compile("bản đã lưu")).click()
    expect(page.locator("ins").first).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"drafting-versions-{width}")
    page.goto(f"/du-thao/{written.id}/?xem=ban-in")
    expect(page.locator("#print img")).to_have_count(2)
    assert_fits(page)


@pytest.mark.parametrize("width", [1440, 360])
def test_who_may_sign_and_a_service_that_signs(
    page_at, sign_in, office_leader, on_the_way, province, tmp_path, assert_accessible, assert_fits, shoot, width
):
    from tests.documents.signing import pki

    found = on_the_way("numbered")
    page = page_at(width)
    sign_in(page, office_leader)
    page.goto("/du-thao/tham-quyen-ky/")
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"mandates-{width}")
    page.get_by_role("link", name="Thêm thẩm quyền").click()
    expect(page.get_by_role("heading", name="Thêm thẩm quyền ký")).to_be_visible()
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"mandate-form-{width}")
    certificate = tmp_path / "ky.cer"
    certificate.write_bytes(pki.issue("Đỗ Văn Hòa", now=dt.datetime.now(dt.UTC)).asn1.dump())
    page.goto(f"/du-thao/{found.id}/ky/?cach=dich-vu")
    page.get_by_label("Chứng thư số của người ký").set_input_files(certificate)
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"drafting-sign-service-{width}")
    page.get_by_role("button", name="Chuẩn bị để ký").click()
    expect(page.get_by_label("Địa chỉ để dịch vụ trả chữ ký (POST)")).to_have_value(re.compile("/api/v1/signing-jobs/"))
    assert_accessible(page)
    assert_fits(page)
    shoot(page, f"drafting-service-{width}")


def test_what_is_typed_before_the_script_is_there_is_saved(page_at, sign_in, specialist, mandates, province):
    draft = open_outgoing_draft(actor=specialist, unit_id=province.units["vp"].id, kind="Thông báo", now=NOW)
    page = page_at(1440)
    sign_in(page, specialist)
    waiting = []

    def hold(route):
        waiting.append(route)

    page.route("**/drafting-editor*.js", hold)
    page.goto(f"/du-thao/{draft.id}/soan/", wait_until="commit")
    page.get_by_label("Trích yếu", exact=True).fill(SUBJECT)
    page.get_by_label("Người ký", exact=True).select_option(label="Đỗ Văn Hòa – Phó Chánh Văn phòng")
    for route in waiting:
        route.continue_()
    expect(page.locator("#signed-as")).to_contain_text("KT. CHÁNH VĂN PHÒNG")
    expect(page.get_by_label("Trích yếu", exact=True)).to_have_value(SUBJECT)
    saved(page)
    kept = OutgoingDraft.objects.get(id=draft.id)
    assert (kept.subject, kept.mandate_id is not None) == (SUBJECT, True)

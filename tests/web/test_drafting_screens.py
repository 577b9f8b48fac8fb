"""The screens of drafting over HTTP: the list, the beginning, saving and its conflicts, comments, versions, the steps."""

from __future__ import annotations

import json
import re

import pytest
import time_machine
from django.urls import reverse
from tests.conftest import NOW
from tests.drafting.drafting_world import CONTENT, draft, letters, mandates, notices, on_the_way, opened, posts, written

from dondoc.directives.models import Directive
from dondoc.drafting.choices import State
from dondoc.drafting.commands.comment_on_draft import comment_on_draft
from dondoc.drafting.commands.end_mandate import end_mandate
from dondoc.drafting.commands.open_outgoing_draft import open_outgoing_draft
from dondoc.drafting.commands.return_outgoing_draft import return_outgoing_draft
from dondoc.drafting.models import DraftComment, DraftVersion, OutgoingDraft

__all__ = ["draft", "letters", "mandates", "notices", "on_the_way", "opened", "posts", "written"]


@pytest.fixture(autouse=True)
def _own_files_and_day(settings, tmp_path):
    settings.FILES_FOLDER = tmp_path / "files"
    with time_machine.travel(NOW, tick=False):
        yield


def url(name, *args):
    return reverse(f"web:{name}", args=args)


def as_(client, user):
    client.force_login(user)
    return client


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def post_json(client, address, data):
    return client.post(address, json.dumps(data), content_type="application/json")


def payload(found, mandates, **more):
    return {"version": found.version, "content": CONTENT, "mandate": mandates.deputy.id, "field": None, **more}


# ---- the list and the beginning --------------------------------------------------------------------------------------


def test_what_waits_for_the_person_comes_first(
    client, on_the_way, specialist, office_leader, province, now, django_assert_max_num_queries
):
    on_the_way("submitted")
    open_outgoing_draft(actor=specialist, unit_id=province.units["vp"].id, kind="Thông báo", now=now)
    page = as_(client, office_leader).get(url("drafting"))
    said = text_of(page)
    assert said.index("Đang chờ bạn") < said.index(CONTENT["subject"]) < said.index("Các dự thảo khác")
    assert "Đang chờ bạn" not in text_of(as_(client, specialist).get(url("drafting")))
    with django_assert_max_num_queries(12):
        client.get(url("drafting"))


def test_the_desk_tells_what_waits(client, on_the_way, office_leader, specialist):
    found = on_the_way("submitted")
    assert "Dự thảo chờ bạn" in text_of(as_(client, office_leader).get("/"))
    assert url("draft", found.id) in client.get("/").content.decode()
    assert "Dự thảo chờ bạn" not in text_of(as_(client, specialist).get("/"))


def test_the_list_is_narrowed_by_step_and_by_words(client, on_the_way, specialist, province, now):
    on_the_way("submitted")
    open_outgoing_draft(actor=specialist, unit_id=province.units["vp"].id, kind="Thông báo", now=now)
    ask = as_(client, specialist).get
    assert CONTENT["subject"] not in text_of(ask(url("drafting"), {"trang-thai": "drafting"}))
    assert CONTENT["subject"] in text_of(ask(url("drafting"), {"trang-thai": "submitted", "q": "phong chong dich"}))
    assert "Không có dự thảo nào khớp" in text_of(ask(url("drafting"), {"q": "giải ngân"}))
    assert ask(url("drafting"), {"trang-thai": "không có"}).status_code == 200


def test_the_chair_sees_nothing_before_it_is_submitted(client, written, chair):
    page = text_of(as_(client, chair).get(url("drafting")))
    assert CONTENT["subject"] not in page
    assert "Chưa có dự thảo nào được trình" in page


def test_a_press_begins_the_draft(client, notices, specialist, province):
    page = as_(client, specialist).get(url("draft_begin"))
    assert page.content.decode().count('name="kind"') == 29
    answer = client.post(url("draft_begin"), {"unit": province.units["vp"].id, "kind": "Thông báo"})
    begun = OutgoingDraft.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("draft_editor", begun.id))


def test_what_cannot_be_begun_is_said(client, notices, specialist, province):
    answer = as_(client, specialist).post(url("draft_begin"), {"unit": province.units["vp"].id, "kind": "Thơ"})
    assert answer.status_code == 422
    assert "Loại văn bản không có trong danh mục" in text_of(answer)


def test_a_document_is_answered_from_its_page(client, on_the_way, letters, specialist, province):
    document = on_the_way("issued").document_id
    page = as_(client, specialist).get(url("document", document))
    assert f"{url('draft_begin')}?van-ban={document}" in page.content.decode()
    assert "Thường dùng cho việc này" in text_of(
        client.get(url("draft_begin"), {"van-ban": document, "viec": "answers"})
    )
    given = {"unit": province.units["vp"].id, "kind": "Công văn", "van-ban": document, "viec": "answers"}
    client.post(url("draft_begin"), given)
    begun = OutgoingDraft.objects.get(kind="Công văn")
    assert (begun.source_document_id, begun.relation) == (document, "answers")
    assert f'href="{url("draft", begun.id)}"' in client.get(url("document", document)).content.decode()


def test_without_a_register_the_way_there_is_shown(client, province, specialist):
    page = as_(client, specialist).get(url("drafting"))
    assert url("registers") in page.content.decode()
    assert "Chưa soạn được văn bản nào" in text_of(page)


# ---- saving ------------------------------------------------------------------------------------------------------------


def test_saving_keeps_a_version_with_signer_and_content(client, specialist, draft, mandates):
    answer = post_json(as_(client, specialist), url("draft_save", draft.id), payload(draft, mandates))
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    kept = OutgoingDraft.objects.get(id=draft.id)
    assert (kept.subject, kept.mandate_id) == (CONTENT["subject"], mandates.deputy.id)


def test_a_conflict_brings_what_the_other_saved_and_how_it_differs(client, specialist, clerk, written, mandates):
    other = {**CONTENT, "subject": "Trích yếu của người khác"}
    assert (
        post_json(
            as_(client, clerk), url("draft_save", written.id), payload(written, mandates, content=other)
        ).status_code
        == 200
    )
    mine = {**CONTENT, "subject": "Trích yếu của tôi"}
    answer = post_json(as_(client, specialist), url("draft_save", written.id), payload(written, mandates, content=mine))
    told = answer.json()
    assert (answer.status_code, told["code"], told["version"], told["who"]) == (
        409, "other_version", written.version + 1, clerk.full_name,
    )  # fmt: skip
    assert told["content"]["subject"] == other["subject"]
    assert "<del>" in told["html"]
    assert "<ins>" in told["html"]
    over = payload(written, mandates, content=mine, version=told["version"])
    assert post_json(client, url("draft_save", written.id), over).status_code == 200


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"content": 5}', b'{"version": "2", "content": []}', b'{"version": true}']
)
def test_what_is_no_draft_is_refused_as_json(client, specialist, written, body):
    answer = as_(client, specialist).post(url("draft_save", written.id), body, content_type="application/json")
    assert answer.status_code in {409, 422}
    assert answer.json()["message"]
    assert OutgoingDraft.objects.get(id=written.id).version == written.version


def test_a_right_that_has_ended_is_said_beside_the_signer(client, specialist, written, mandates, office_leader, now):
    end_mandate(actor=office_leader, mandate_id=mandates.deputy.id, last_day=NOW.date().replace(year=2020), now=now)
    changed = payload(written, mandates, content={**CONTENT, "subject": "Khác"})
    answer = post_json(as_(client, specialist), url("draft_save", written.id), changed)
    assert (answer.status_code, answer.json()["field"]) == (422, "mandate")
    assert "thẩm quyền đã hết" in text_of(client.get(url("draft_editor", written.id)))


def test_what_is_being_written_is_understood_and_not_kept(client, specialist, draft):
    answer = post_json(as_(client, specialist), url("draft_understand", draft.id), {"content": CONTENT})
    told = answer.json()
    assert (told["count"], told["troubled"], set(told["clauses"])) == (2, 0, {"1", "2"})
    assert "Sở Y tế" in told["clauses"]["1"]
    assert "05/02/2021" in told["clauses"]["1"]
    assert OutgoingDraft.objects.get(id=draft.id).version == 1


def test_script_in_a_clause_is_told_as_text(client, specialist, draft):
    body = [{"label": "1.", "text": "Giao <script>alert(1)</script> báo cáo trước ngày 25/01/2021.", "kind": "clause"}]
    answer = post_json(
        as_(client, specialist), url("draft_understand", draft.id), {"content": {**CONTENT, "body": body}}
    )
    assert "<script>" not in answer.content.decode()


def test_the_editor_leads_away_who_may_not_write(client, on_the_way, specialist):
    found = on_the_way("submitted")
    answer = as_(client, specialist).get(url("draft_editor", found.id))
    assert (answer.status_code, answer["Location"]) == (302, url("draft", found.id))
    assert post_json(client, url("draft_understand", found.id), {"content": CONTENT}).status_code == 403


def test_a_group_gives_the_names_of_its_members(client, specialist, province):
    told = as_(client, specialist).get(url("draft_group", province.groups["so"].id)).json()
    assert "Sở Tài chính" in told["names"]
    assert client.get(url("draft_group", 999_999)).json() == {"names": []}


# ---- print, versions, comments --------------------------------------------------------------------------------------------


def test_the_print_as_pictures_and_files(client, written, specialist):
    ask = as_(client, specialist).get
    pages = ask(url("draft_pages", written.id)).content.decode()
    assert pages.count("<img") == 1
    picture = ask(url("draft_page", written.id, 1))
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert ask(url("draft_page", written.id, 2)).status_code == 404
    assert ask(url("draft_file", written.id, "pdf")).content[:5] == b"%PDF-"
    word = ask(url("draft_file", written.id, "docx"))
    assert word.content[:2] == b"PK"
    assert "attachment" in word["Content-Disposition"]
    assert ask(url("draft_file", written.id, "exe")).status_code == 404


def test_what_cannot_be_printed_says_why(client, written, specialist):
    OutgoingDraft.objects.filter(id=written.id).update(content={**CONTENT, "body": []})
    assert "phải có ít nhất một đoạn" in text_of(as_(client, specialist).get(url("draft_pages", written.id)))


def test_two_versions_side_by_side(client, written, specialist, mandates):
    post_json(
        as_(client, specialist), url("draft_save", written.id),
        payload(written, mandates, content={**CONTENT, "subject": "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về lũ lụt"}),
    )  # fmt: skip
    page = client.get(url("draft_versions", written.id), {"tu": 2, "den": 3}).content.decode()
    assert "<del>phòng, chống dịch</del>" in page
    assert "<ins>lũ lụt</ins>" in page
    assert client.get(url("draft_versions", written.id), {"tu": "x", "den": 99}).status_code == 200
    assert DraftVersion.objects.filter(draft_id=written.id).count() == 3


def test_a_comment_stands_beside_its_clause_even_where_that_has_moved(
    client, written, specialist, office_leader, mandates
):
    as_(client, office_leader).post(url("draft_comment", written.id), {"text": "Nêu rõ nguồn vốn", "clause": "1"})
    body = [{"label": "", "kind": "paragraph", "text": "Đoạn mới."}, *CONTENT["body"]]
    post_json(
        as_(client, specialist),
        url("draft_save", written.id),
        payload(written, mandates, content={**CONTENT, "body": body}),
    )
    page = client.get(url("draft", written.id)).content.decode()
    beside = page[page.index('id="muc-2"') : page.index('id="muc-3"')]
    assert "Nêu rõ nguồn vốn" in beside
    assert "1 chưa xử lý" in text_of(client.get(url("draft", written.id)))
    comment = DraftComment.objects.get()
    back = client.post(url("draft_comment_resolve", written.id, comment.id), {"ve": "soan"})
    assert back["Location"] == url("draft_editor", written.id)
    assert "chưa xử lý" not in text_of(client.get(url("draft", written.id)))


def test_a_refused_comment_keeps_what_was_typed(client, written, specialist):
    answer = as_(client, specialist).post(url("draft_comment", written.id), {"text": "Ý kiến dài", "clause": "77"})
    assert answer.status_code == 422
    assert "Mục này không còn trong dự thảo" in text_of(answer)
    assert "Ý kiến dài</textarea>" in answer.content.decode()


# ---- the way ---------------------------------------------------------------------------------------------------------------


def buttons(page):
    return re.findall(
        r'<a class="btn [^"]*" href="[^"]*/(?:buoc/)?([a-z-]+)/[^"]*"[^>]*><svg',
        page.split('class="way-acts"')[1].split("</section>")[0],
    )


@pytest.mark.parametrize(
    ("state", "person", "expected"),
    [
        ("submitted", "office_leader", ["duyet", "tra-lai", "soan", "rut-lai"]),
        ("submitted", "specialist", ["rut-lai"]),
        ("approved", "clerk", ["cap-so"]),
        ("numbered", "chair", ["ky"]),
        ("signed", "clerk", ["phat-hanh", "ky"]),
        ("issued", "office_leader", ["thu-hoi"]),
    ],
)
def test_the_buttons_are_those_that_the_rules_allow(client, on_the_way, request, state, person, expected):
    found = on_the_way(state)
    page = as_(client, request.getfixturevalue(person)).get(url("draft", found.id)).content.decode()
    assert buttons(page) == expected


def test_what_is_missing_is_said_before_it_is_submitted(client, draft, specialist):
    page = as_(client, specialist).get(url("draft_step", draft.id, "trinh"))
    assert "Dự thảo chưa có trích yếu." in text_of(page)
    assert client.post(url("draft_step", draft.id, "trinh")).status_code == 422
    assert OutgoingDraft.objects.get(id=draft.id).state == State.DRAFTING


def test_an_annex_without_its_title_is_not_submitted(client, written, specialist, mandates):
    content = {**CONTENT, "annexes": [{"title": "…", "body": []}]}
    post_json(as_(client, specialist), url("draft_save", written.id), payload(written, mandates, content=content))
    assert "Còn chỗ chưa viết" in text_of(client.get(url("draft_step", written.id, "trinh")))


def test_returning_asks_for_a_reason_and_shows_it(client, on_the_way, office_leader, specialist):
    found = on_the_way("submitted")
    address = url("draft_step", found.id, "tra-lai")
    assert as_(client, office_leader).post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Thiếu nguồn vốn"}).status_code == 302
    assert "Thiếu nguồn vốn" in text_of(as_(client, specialist).get(url("drafting")))
    assert "Thiếu nguồn vốn" in text_of(client.get(url("draft_editor", found.id)))


def test_another_version_than_the_one_read_is_not_approved(client, on_the_way, office_leader, mandates):
    found = on_the_way("submitted")
    post_json(
        as_(client, office_leader), url("draft_save", found.id),
        payload(found, mandates, content={**CONTENT, "subject": "Sửa một chữ"}),
    )  # fmt: skip
    answer = client.get(url("draft_step", found.id, "duyet"), {"ban": found.version})
    assert answer.status_code == 409
    assert "vừa được người khác sửa" in text_of(answer)


def test_a_step_out_of_turn_and_one_that_there_is_not(client, written, specialist, office_leader):
    assert as_(client, office_leader).get(url("draft_step", written.id, "duyet")).status_code == 409
    assert as_(client, specialist).get(url("draft_step", written.id, "duyet")).status_code == 403
    assert client.get(url("draft_step", written.id, "nhay")).status_code == 404


def test_the_number_that_comes_next_is_shown_and_a_reserved_one_can_be_used(
    client, on_the_way, notices, office_leader, clerk, now
):
    from dondoc.documents.commands.reserve_numbers import reserve_numbers

    (kept,) = reserve_numbers(actor=office_leader, register_id=notices.id, count=1, reason="Chờ ký", now=now)
    found = on_the_way("approved")
    assert "02/TB-VP, ngày 18/01/2021" in text_of(as_(client, clerk).get(url("draft_step", found.id, "cap-so")))
    page = as_(client, office_leader).get(url("draft_step", found.id, "cap-so"))
    assert f'value="{kept.id}"' in page.content.decode()
    assert client.post(url("draft_step", found.id, "cap-so"), {"entry": kept.id}).status_code == 422  # without a reason
    client.post(url("draft_step", found.id, "cap-so"), {"entry": kept.id, "reason": "Ký hôm nay"})
    assert OutgoingDraft.objects.get(id=found.id).entry_id == kept.id


def test_issuing_shows_the_directives_and_gives_them(client, on_the_way, office_leader):
    found = on_the_way("signed")
    page = text_of(as_(client, office_leader).get(url("draft_step", found.id, "phat-hanh")))
    assert "2 nhiệm vụ trong văn bản" in page
    assert "Sở Y tế" in page
    answer = client.post(url("draft_step", found.id, "phat-hanh"), {"give": "on"}, follow=True)
    assert "Đã giao 2 nhiệm vụ" in text_of(answer)
    assert Directive.objects.count() == 2


def test_issuing_without_giving_leaves_the_reading_open(client, on_the_way, clerk):
    found = on_the_way("signed")
    page = as_(client, clerk).get(url("draft_step", found.id, "phat-hanh")).content.decode()
    assert 'name="give"' not in page  # the clerk confirms no readings
    assert "đang chờ rà soát" in text_of(client.post(url("draft_step", found.id, "phat-hanh"), follow=True))
    assert Directive.objects.count() == 0


def test_the_history_is_told_in_words(client, on_the_way, specialist, office_leader, now):
    found = on_the_way("submitted")
    return_outgoing_draft(actor=office_leader, draft_id=found.id, reason="Thiếu hạn", now=now)
    comment_on_draft(actor=specialist, draft_id=found.id, text="Đã bổ sung", now=now)
    said = text_of(as_(client, specialist).get(url("draft", found.id)))
    for words in ("Bắt đầu soạn", "Trình bản 2", "Trả lại bản 2", "Thiếu hạn", "Góp ý"):
        assert words in said

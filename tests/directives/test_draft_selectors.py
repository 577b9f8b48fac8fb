"""Sentences that no item has, and places where an item may be cut."""

import pytest
from tests.directives.draft_world import *  # noqa: F403 - fixtures

from dondoc.directives.choices import DraftState
from dondoc.directives.commands.discard_draft import discard_draft
from dondoc.directives.draft_selectors import draft_of, drafts_of, places_to_cut, sentences_left
from dondoc.directives.drafts import DraftItem
from dondoc.foundation.errors import NotFound

TEXT = (
    "1. Giao Sở Tài chính cân đối nguồn vốn; giao Sở Y tế báo cáo số 3.215 ca trước 15/01.\n"
    "- UBND các huyện tiếp tục thực hiện nhiệm vụ được giao.\nNgắn thôi.\n"
)


def item(words, **more):
    start = TEXT.index(words)
    return DraftItem(key="d1", start=start, end=start + len(words), text=words, **more)


def test_sentences_left_are_whole_without_their_mark():
    left = [TEXT[start:end] for start, end in sentences_left(TEXT, [])]
    assert left == [
        "Giao Sở Tài chính cân đối nguồn vốn;", "giao Sở Y tế báo cáo số 3.215 ca trước 15/01.",
        "UBND các huyện tiếp tục thực hiện nhiệm vụ được giao.",
    ]  # fmt: skip


def test_the_head_and_the_signature_hold_no_missed_sentence():
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH KIÊN GIANG\n\nSố: 05/TB-VP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Kiên Giang, ngày 06 tháng 01 năm 2021\n\nTHÔNG BÁO\n\nKết luận tại cuộc họp về giải ngân vốn đầu tư công\n\n"
        f"{TEXT}\nNơi nhận:\n- Thường trực Tỉnh ủy, Hội đồng nhân dân tỉnh;\n- Lưu: VT.\n\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n"
    )
    assert [text[start:end] for start, end in sentences_left(text, [])] == [
        TEXT[start:end] for start, end in sentences_left(TEXT, [])
    ]


def test_what_an_item_has_is_not_left_and_what_was_dropped_is():
    words = "UBND các huyện tiếp tục thực hiện nhiệm vụ được giao."
    assert len(sentences_left(TEXT, [item(words)])) == 2
    assert len(sentences_left(TEXT, [item(words, dropped=True)])) == 3


def test_places_to_cut_are_inside_and_before_words():
    whole = item("Giao Sở Tài chính cân đối nguồn vốn; giao Sở Y tế báo cáo số 3.215 ca trước 15/01.")
    places = places_to_cut(TEXT, whole)
    assert TEXT[places[0] :].startswith("giao Sở Y tế")
    assert all(whole.start < place < whole.end for place in places)


def test_a_closed_reading_is_not_among_the_open_ones(draft, clerk, now):
    assert [found.id for found in drafts_of(clerk)] == [draft.id]
    discard_draft(actor=clerk, draft_id=draft.id, version=1, now=now)
    assert not drafts_of(clerk).exists()
    assert [found.id for found in drafts_of(clerk, state=DraftState.DISCARDED)] == [draft.id]


@pytest.mark.parametrize("person", ["chair", "lead_head", "observer", "administrator", "outsider"])
def test_only_the_office_has_readings(person, draft, request):
    user = request.getfixturevalue(person)
    assert not drafts_of(user).exists()
    with pytest.raises(NotFound):
        draft_of(user, draft.id)

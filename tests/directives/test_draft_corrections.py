"""Correcting a reading: who may, what is stored, who is told when two people are at it, and taking it back."""

import datetime as dt

import pytest
from tests.directives.draft_world import *  # noqa: F403 - fixtures

from dondoc.directives import drafts
from dondoc.directives.commands.add_draft_item import add_draft_item
from dondoc.directives.commands.discard_draft import discard_draft
from dondoc.directives.commands.drop_draft_item import drop_draft_item
from dondoc.directives.commands.edit_draft_item import edit_draft_item
from dondoc.directives.commands.merge_draft_items import merge_draft_items
from dondoc.directives.commands.restore_draft_item import restore_draft_item
from dondoc.directives.commands.set_draft_field import set_draft_field
from dondoc.directives.commands.split_draft_item import split_draft_item
from dondoc.directives.commands.undo_draft_change import undo_draft_change
from dondoc.directives.drafts import Addressee, DraftDeadline
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused
from dondoc.ledger.models import LedgerEvent


def events_of(draft):
    return list(LedgerEvent.objects.filter(aggregate="reading", aggregate_id=draft.id).order_by("seq"))


def test_the_real_reader_opens_a_reading_with_units_found(open_for, clerk, province):
    draft = open_for(clerk)
    assert draft.state == "open"
    leads = {unit for item in drafts.from_json(draft.items) for unit in item.lead_ids}
    assert {province.units["skhdt"].id, province.units["syt"].id} <= leads
    assert events_of(draft)[0].code == "reading.opened"


def test_a_group_is_expanded_to_its_members_on_the_documents_day(draft, province, item_of):
    group = item_of(draft, "Tiếp tục").lead[0]
    assert group.group_id == province.groups["huyen"].id
    assert set(group.unit_ids) == {province.units["rachgia"].id, province.units["hondat"].id}


def test_a_double_click_on_upload_opens_one_reading(open_for, clerk, notice_again):
    first = open_for(clerk, submission_key="abc")
    assert open_for(clerk, submission_key="abc").id == first.id


@pytest.fixture
def notice_again():
    return None


def test_an_unknown_unit_is_kept_as_written(open_for, clerk, item_of):
    draft = open_for(clerk, "Kết luận như sau:\n1. Giao Sở Phép thuật lập đề án bay trước ngày 30/01/2021.\n")
    item = item_of(draft, "Phép thuật")
    assert item.lead_ids == ()
    assert "Sở Phép thuật" in item.unknown[0]


def test_the_person_changes_unit_deadline_and_members_of_a_group(draft, specialist, province, item_of, now):
    key = item_of(draft, "Tiếp tục").key
    only = Addressee("UBND các huyện, thành phố", (province.units["hondat"].id,), province.groups["huyen"].id)
    until = DraftDeadline(kind="date", words="", due_on=dt.date(2021, 3, 1), rule="person")
    changed = edit_draft_item(
        actor=specialist, draft_id=draft.id, version=1, key=key, lead=[only], deadline=until, now=now
    )
    item = item_of(changed, "Tiếp tục")
    assert (item.lead_ids, item.deadline.due_on, item.edited) == (
        (province.units["hondat"].id,), dt.date(2021, 3, 1), True,
    )  # fmt: skip
    assert changed.version == 2
    assert events_of(draft)[-1].code == "reading.item_edited"


@pytest.mark.parametrize("wrong", [{"lead": [Addressee("x", (999999,))]}, {"field_id": 999999},
                                   {"coordinate": [Addressee("x", (), 999999)]}, {"span": (5, 99999)}])  # fmt: skip
def test_what_is_not_there_is_refused(draft, specialist, item_of, now, wrong):
    with pytest.raises(BadInput):
        edit_draft_item(
            actor=specialist, draft_id=draft.id, version=1, key=item_of(draft, "Sở Y tế").key, now=now, **wrong
        )


def test_a_unit_of_another_province_is_not_there(draft, specialist, outsider, item_of, now):
    from dondoc.organizations.models import Unit

    alien = Unit.objects.create(
        jurisdiction_id=2, code="stc", name="Sở Tài chính", kind="department", aliases=[],
        valid_from=dt.date(2016, 1, 1), search_text="", sort_key="",
    )  # fmt: skip
    with pytest.raises(BadInput, match="đơn vị"):
        edit_draft_item(
            actor=specialist, draft_id=draft.id, version=1, key="d1", lead=[Addressee("x", (alien.id,))], now=now
        )


def test_split_merge_add_drop_restore_and_back_again_by_undo(draft, specialist, item_of, now):
    start = draft.items
    text = draft.document.text
    key = item_of(draft, "Biên phòng").key

    def last():
        return type(draft).objects.get(jurisdiction_id=1, id=draft.id)

    step = {"actor": specialist, "draft_id": draft.id, "now": now}
    split_draft_item(**step, version=1, key=key, offset=text.index("đề xuất phương án"))
    merge_draft_items(**step, version=2, key=key)
    _, added = add_draft_item(**step, version=3, start=text.index("Văn phòng Ủy"), end=text.index("Nơi nhận"))
    drop_draft_item(**step, version=4, key=added)
    restore_draft_item(**step, version=5, key=added)
    set_draft_field(**step, version=6, field_id=None)
    assert [item.key for item in drafts.from_json(last().items)] == ["d1", "d2", "d3", "d4", added]
    codes = [event.code for event in events_of(draft)]
    assert codes == [
        "reading.opened", "reading.item_split", "reading.items_merged", "reading.item_added", "reading.item_dropped",
        "reading.item_restored", "reading.field_set",
    ]  # fmt: skip
    for version in range(7, 13):
        undo_draft_change(**step, version=version)
    assert last().items == start
    with pytest.raises(BadInput, match="hoàn tác"):
        undo_draft_change(**step, version=13)


def test_undo_after_undo_and_a_new_correction_takes_back_the_new_one(draft, specialist, now):
    step = {"actor": specialist, "draft_id": draft.id, "now": now}
    drop_draft_item(**step, version=1, key="d1")
    undo_draft_change(**step, version=2)
    drop_draft_item(**step, version=3, key="d2")
    last = undo_draft_change(**step, version=4)
    assert not any(item["dropped"] for item in last.items)


def test_the_field_of_all_can_be_undone(draft, specialist, province, now):
    field = province.fields["kinh-te"].id
    set_draft_field(actor=specialist, draft_id=draft.id, version=1, field_id=field, now=now)
    assert undo_draft_change(actor=specialist, draft_id=draft.id, version=2, now=now).field_id is None


def test_nothing_changed_makes_no_version(draft, specialist, now):
    edit_draft_item(actor=specialist, draft_id=draft.id, version=1, key="d1", reviewed=False, now=now)
    assert len(events_of(draft)) == 1


def test_the_second_of_two_people_is_told_who_was_first(draft, specialist, clerk, now):
    drop_draft_item(actor=clerk, draft_id=draft.id, version=1, key="d1", now=now)
    with pytest.raises(Conflict, match=r"Văn thư Ngô Dung sửa lúc 08:00") as refusal:
        drop_draft_item(actor=specialist, draft_id=draft.id, version=1, key="d2", now=now)
    assert refusal.value.details["version"] == 2


def test_a_discarded_reading_takes_no_correction_and_says_who_discarded_it(draft, specialist, clerk, now):
    discard_draft(actor=clerk, draft_id=draft.id, version=1, reason="Trùng", now=now)
    with pytest.raises(Conflict, match="Văn thư Ngô Dung bỏ"):
        drop_draft_item(actor=specialist, draft_id=draft.id, version=1, key="d1", now=now)
    assert events_of(draft)[-1].reason == "Trùng"


@pytest.mark.parametrize(
    ("person", "refusal"),
    [
        ("chair", Refused), ("observer", Refused), ("administrator", NotFound), ("outsider", NotFound),
        ("lead_head", NotFound), ("other_unit_focal", NotFound),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["edit", "drop", "split", "merge", "undo", "discard"])
def test_only_the_office_corrects(draft, person, refusal, verb, now, request):
    step = {"actor": request.getfixturevalue(person), "draft_id": draft.id, "version": 1, "now": now}
    run = {
        "edit": lambda: edit_draft_item(**step, key="d1", reviewed=True),
        "drop": lambda: drop_draft_item(**step, key="d1"),
        "split": lambda: split_draft_item(**step, key="d1", offset=430),
        "merge": lambda: merge_draft_items(**step, key="d1"),
        "undo": lambda: undo_draft_change(**step),
        "discard": lambda: discard_draft(**step),
    }[verb]
    with pytest.raises(refusal):
        run()

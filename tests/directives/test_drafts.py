"""A draft as a value: JSON there and back, what is still wrong with an item, and that no change breaks a span."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.directives import draft_changes as changes
from dondoc.directives import drafts
from dondoc.directives.choices import DeadlineKind
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftError, DraftItem, DraftTime

TEXT = (
    "1. Giao Sở Kế hoạch và Đầu tư tổng hợp; giao Sở Tài chính cân đối nguồn vốn trước ngày 15/01/2021.\n"
    "2. UBND các huyện, thành phố tiếp tục bàn giao mặt bằng.\nYêu cầu các sở, ngành báo cáo kết quả.\n"
)


def span(words, text=TEXT):
    start = text.index(words)
    return start, start + len(words)


def item(words, key="d1", **more):
    start, end = span(words)
    return DraftItem(key=key, start=start, end=end, text=words, **more)


def addressee(words, *unit_ids, **more):
    start, end = span(words)
    return Addressee(words, unit_ids, start=start, end=end, **more)


WHOLE = "Giao Sở Kế hoạch và Đầu tư tổng hợp; giao Sở Tài chính cân đối nguồn vốn trước ngày 15/01/2021."
DEADLINE = DraftDeadline(
    kind="date", words="trước ngày 15/01/2021", due_on=dt.date(2021, 1, 15), rule="deadline:date",
    start=span("trước ngày 15/01/2021")[0], end=span("trước ngày 15/01/2021")[1],
)  # fmt: skip


@pytest.fixture
def items():
    return (
        item(
            WHOLE, "d1", clause="1", confidence=92, because=("verb:giao",), deadline=DEADLINE,
            lead=(addressee("Sở Kế hoạch và Đầu tư", 3), addressee("Sở Tài chính", 4)),
        ),
        item("UBND các huyện, thành phố tiếp tục bàn giao mặt bằng.", "d2", clause="2", confidence=70),
        item("Yêu cầu các sở, ngành báo cáo kết quả.", "d3"),
    )  # fmt: skip


def test_json_there_and_back_is_the_same_draft(items):
    stored = json.loads(json.dumps(drafts.to_json(items), ensure_ascii=False))
    assert drafts.from_json(stored) == items


def test_json_of_a_draft_holds_no_float(items):
    def floats(value):
        if isinstance(value, dict):
            return any(map(floats, value.values()))
        if isinstance(value, list):
            return any(map(floats, value))
        return isinstance(value, float)

    assert not floats(drafts.to_json(items))


@pytest.mark.parametrize(
    "bad",
    [
        {}, [], {"key": "d1", "start": 5, "end": 3, "text": "x"}, {"key": "d1", "start": 0, "end": "9"},
        {"key": "d1", "start": 0, "end": 3, "deadline": {"kind": "someday"}},
        {"key": "d1", "start": 0, "end": 3, "deadline": {"kind": "date", "due_on": "2021-02-31"}},
        {"key": "d1", "start": 0, "end": 3, "lead": [{"unit_ids": ["3"]}]},
        {"key": "d1", "start": 0, "end": 3, "lead": ["stc"]},
        {"key": "d1", "start": 0, "end": 3, "confidence": 400},
    ],
)  # fmt: skip
def test_what_is_no_item_is_refused(bad):
    with pytest.raises(DraftError):
        DraftItem.from_json(bad)


def test_a_day_that_does_not_exist_is_named():
    with pytest.raises(DraftError, match="2021-02-31"):
        DraftDeadline.from_json({"kind": "date", "due_on": "2021-02-31"})


def test_cutting_gives_each_half_its_own_unit_and_the_deadline_to_the_half_of_its_words(items):
    first, second, *_ = changes.split(items, TEXT, "d1", TEXT.index("giao Sở Tài chính"))
    assert first.text == "Giao Sở Kế hoạch và Đầu tư tổng hợp"
    assert second.text == "giao Sở Tài chính cân đối nguồn vốn trước ngày 15/01/2021."
    assert (first.lead_ids, second.lead_ids) == ((3,), (4,))
    assert (first.deadline.kind, second.deadline) == ("none", DEADLINE)
    assert first.key == "d1"
    assert second.key not in {"d1", "d2", "d3"}


def test_cutting_keeps_an_addressee_of_the_heading_in_both_halves(items):
    heading = Addressee("UBND cấp huyện", (7, 8), group_id=2)
    start, _ = span("tiếp tục bàn giao")
    inherited = changes.edit(items, TEXT, "d2", lead=[heading])
    first, second = changes.split(inherited, TEXT, "d2", start)[1:3]
    assert first.lead == second.lead == (heading,)


@pytest.mark.parametrize("words", ["1. Giao", "Yêu cầu các"])
def test_cutting_outside_the_item_is_refused(items, words):
    with pytest.raises(DraftError, match="con trỏ"):
        changes.split(items, TEXT, "d2", TEXT.index(words))


def test_merging_unites_units_and_keeps_the_fuller_deadline(items):
    one, last = changes.merge(items, TEXT, "d1")
    assert one.text == TEXT[items[0].start : items[1].end]
    assert one.lead_ids == (3, 4)
    assert one.deadline == DEADLINE
    assert one.confidence == 70
    assert last.key == "d3"


def test_merging_passes_over_what_was_dropped(items):
    merged = changes.merge(changes.drop(items, "d2"), TEXT, "d1")
    assert [i.key for i in merged] == ["d1", "d2"]
    assert merged[0].end == items[2].end


def test_merging_the_last_one_is_refused(items):
    with pytest.raises(DraftError, match="phía sau"):
        changes.merge(items, TEXT, "d3")


def test_adding_a_selection_takes_clause_and_lead_of_the_paragraph():
    start, end = span("giao Sở Tài chính cân đối nguồn vốn")
    before = (item("Giao Sở Kế hoạch và Đầu tư tổng hợp", lead=(Addressee("x", (3,)),), clause="1"),)
    added, key = changes.add(before, TEXT, start - 2, end + 1)
    new = added[1]
    assert (new.key, new.text, new.clause, new.lead_ids) == (key, "giao Sở Tài chính cân đối nguồn vốn", "1", (3,))
    assert new.confidence is None


@pytest.mark.parametrize(("start", "end"), [(-5, 0), (len(TEXT) + 3, len(TEXT) + 9), (2, 3), (9, 2)])
def test_adding_an_empty_selection_is_refused(items, start, end):
    with pytest.raises(DraftError):
        changes.add(items, TEXT, start, end)


def test_adding_the_same_sentence_twice_is_refused(items):
    with pytest.raises(DraftError, match="đã là"):
        changes.add(items, TEXT, items[1].start, items[1].end)


def test_dropped_comes_back_as_it_was_but_for_being_looked_at(items):
    back = changes.restore(changes.drop(items, "d2"), "d2")
    assert [i.dropped for i in back] == [False, False, False]
    assert back[1].text == items[1].text


def test_looking_at_an_item_does_not_count_as_editing_it(items):
    seen = changes.edit(items, TEXT, "d2", reviewed=True)
    assert seen[1].reviewed
    assert not seen[1].edited


def test_a_unit_that_leads_does_not_coordinate_too():
    both = item(WHOLE, lead=(Addressee("a", (3, 4)), Addressee("b", (4,))), coordinate=(Addressee("c", (4, 5)),))
    assert (both.lead_ids, both.coordinate_ids) == ((3, 4), (5,))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "đơn vị chủ trì"),
        ({"lead": (Addressee("Sở Lạ"),)}, "“Sở Lạ”"),
        ({"lead": (Addressee("a", (3,)),), "deadline": DraftDeadline(kind="period")}, "chọn ngày đến hạn"),
        ({"lead": (Addressee("a", (3,)),), "deadline": DraftDeadline(kind="event")}, "tên sự kiện"),
        (
            {"lead": (Addressee("a", (3,)),), "deadline": DraftDeadline(kind="standing", due_on=dt.date(2021, 2, 1))},
            "bỏ ngày",
        ),
        (
            {"lead": (Addressee("a", (3,)),), "deadline": DraftDeadline(kind="date", due_on=dt.date(2020, 2, 1))},
            "trước ngày giao",
        ),
    ],
)
def test_what_an_item_lacks_is_said_as_what_to_do(changed, said):
    found = drafts.problems(item(WHOLE, **changed), issued_on=dt.date(2021, 1, 7))
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize("kind", [k for k in DeadlineKind.values if k not in ("date", "period", "event")])
def test_an_item_with_a_lead_and_no_day_is_ready(kind):
    ready = item(WHOLE, lead=(Addressee("a", (3,)),), deadline=DraftDeadline(kind=kind))
    assert drafts.problems(ready, issued_on=None) == ()


# Any text, any steps, in any order: what can be done keeps the draft whole, what cannot is refused cleanly.
LETTERS = st.text(alphabet="aăđệ ơ.;,\nGg1", min_size=12, max_size=80)
STEPS = st.lists(
    st.tuples(st.sampled_from(["split", "merge", "add", "drop", "restore", "span"]), st.integers(0, 8),
              st.integers(0, 80), st.integers(0, 80)),
    max_size=12,
)  # fmt: skip


def _step(items, text, name, which, a, b):
    if name == "add":
        return changes.add(items, text, a, b)[0]
    key = items[which % len(items)].key if items else "d1"
    if name == "split":
        return changes.split(items, text, key, a)
    if name == "merge":
        return changes.merge(items, text, key)
    if name == "span":
        return changes.edit(items, text, key, span=(min(a, len(text)), min(b, len(text))))
    return getattr(changes, name)(items, key)


@settings(max_examples=200, deadline=None)
@given(text=LETTERS, steps=STEPS)
def test_no_sequence_of_changes_breaks_a_span_and_undoing_gives_back_the_start(text, steps):
    items = ()
    history = []
    for step in steps:
        before = items
        try:
            items = _step(items, text, *step)
        except DraftError:
            continue
        drafts.check(items, text)
        assert drafts.from_json(drafts.to_json(items)) == items
        splice = changes.difference(before, items)
        assert changes.apply(before, splice) == items
        history.append(splice)
    for splice in reversed(history):
        items = changes.apply(items, splice.undone())
    assert items == ()


@settings(max_examples=100, deadline=None)
@given(offset=st.integers(0, len(TEXT)))
def test_cutting_loses_no_word(offset):
    whole = item(WHOLE)
    try:
        one, other = changes.split((whole,), TEXT, "d1", offset)
    except DraftError:
        return
    assert whole.start <= one.start < one.end <= other.start < other.end <= whole.end
    assert not any(ch.isalnum() for ch in TEXT[one.end : other.start])


TIMES = (
    DraftTime(*span("tổng hợp"), "tổng hợp", None, "tổng hợp"),
    DraftTime(*span("cân đối"), "cân đối", dt.date(2021, 1, 10)),
    DraftTime(*span("trước ngày 15/01/2021"), "trước ngày 15/01/2021", dt.date(2021, 1, 15), "cân đối nguồn vốn"),
)


def timed(items):
    return (replace(items[0], times=TIMES), *items[1:])


def test_several_times_survive_json_and_a_stored_item_without_them_is_read(items):
    stored = json.loads(json.dumps(drafts.to_json(timed(items))))
    assert drafts.from_json(stored) == timed(items)
    for item in stored:
        del item["times"]
    assert drafts.from_json(stored) == items


@pytest.mark.parametrize("wrong", [{}, {"start": 1}, {"start": 1, "end": 5, "due_on": "2021-02-31"}, "x"])
def test_a_time_that_cannot_be_is_refused(wrong):
    with pytest.raises(DraftError):
        DraftTime.from_json(wrong)


def test_another_deadline_drops_the_times_and_anything_else_keeps_them(items):
    same = changes.edit(timed(items), TEXT, "d1", clause="2", deadline=DEADLINE)
    assert same[0].times == TIMES
    moved = changes.edit(timed(items), TEXT, "d1", deadline=replace(DEADLINE, due_on=dt.date(2021, 1, 20)))
    assert moved[0].times == ()


def test_times_follow_their_words_through_split_and_merge(items):
    cut = changes.split(timed(items), TEXT, "d1", TEXT.index("giao Sở Tài chính"))
    assert [item.times for item in cut[:2]] == [(), TIMES[1:]]  # one alone is no list
    assert changes.merge(cut, TEXT, "d1")[0].times == TIMES[1:]

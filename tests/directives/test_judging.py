"""What confirming says of the reader: each field right, wrong, missed, or not judged; and names entered by hand."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.directives import draft_changes as changes
from dondoc.directives.choices import JudgedField, Verdict
from dondoc.directives.drafts import Addressee, DraftDeadline, DraftError, DraftItem
from dondoc.directives.judging import judge, names_by_hand

TEXT = (
    "Giao Sở Kế hoạch và Đầu tư tổng hợp; giao Sở Tài chính cân đối nguồn vốn. Yêu cầu các sở, ngành báo cáo kết quả. "
    "Đề nghị Mặt trận Tổ quốc giám sát. Ghi nhận những cố gắng của các đơn vị."
)
DUE = DraftDeadline(kind="date", words="trước ngày 15/01/2021", due_on=dt.date(2021, 1, 15))


def item(words, key, **more):
    start = TEXT.index(words)
    values = {"confidence": 90, "clause": "1", "lead": (Addressee("Sở Tài chính", (4,)),), **more}
    return DraftItem(key=key, start=start, end=start + len(words), text=words, **values)


@pytest.fixture
def read():
    return (
        item("Giao Sở Kế hoạch và Đầu tư tổng hợp; giao Sở Tài chính cân đối nguồn vốn.", "d1", deadline=DUE),
        item("Yêu cầu các sở, ngành báo cáo kết quả.", "d2", confidence=60, clause=""),
        item("Ghi nhận những cố gắng của các đơn vị.", "d3", confidence=40),
    )


def verdicts(read, final):
    return {(one.key, str(one.field)): str(one.verdict) for one in judge(read, final)}


def outcomes(read, final):
    return {
        one.key: one.confirmed["outcome"] for one in judge(read, final) if one.field == JudgedField.DIRECTIVE
    }  # fmt: skip


def change(items, key, **more):
    return changes.edit(items, TEXT, key, **more)


def test_what_nobody_touched_is_right_and_what_neither_says_is_not_judged(read):
    found = verdicts(read, read)
    assert set(found.values()) == {"right"}
    assert {field for key, field in found if key == "d1"} == {"directive", "lead", "deadline_kind", "due_on", "clause"}
    assert {field for key, field in found if key == "d2"} == {"directive", "lead", "deadline_kind"}


def test_dropped_is_wrong_and_nothing_else_of_it_is_judged(read):
    found = verdicts(read, changes.drop(read, "d3"))
    assert {key: value for key, value in found.items() if key[0] == "d3"} == {("d3", "directive"): "wrong"}
    assert outcomes(read, changes.drop(read, "d3"))["d3"] == "dropped"
    assert outcomes(read, changes.restore(changes.drop(read, "d3"), "d3"))["d3"] == "kept"


def test_added_by_a_person_was_missed(read):
    start = TEXT.index("Đề nghị")
    final, key = changes.add(read, TEXT, start, start + len("Đề nghị Mặt trận Tổ quốc giám sát."))
    added = next(one for one in judge(read, final) if one.key == key)
    assert (str(added.verdict), added.read, added.confidence) == ("missed", None, None)
    assert TEXT[added.start : added.end] == "Đề nghị Mặt trận Tổ quốc giám sát."
    assert len([one for one in judge(read, final) if one.key == key]) == 1


def test_split_is_one_judgement_of_what_was_read(read):
    final = changes.split(read, TEXT, "d1", TEXT.index("giao Sở Tài chính"))
    assert outcomes(read, final) == {"d1": "split", "d2": "kept", "d3": "kept"}
    assert ("d1", "lead") not in verdicts(read, final)


def test_of_two_halves_one_dropped_the_other_is_what_was_kept(read):
    halves = changes.split(read, TEXT, "d1", TEXT.index("giao Sở Tài chính"))
    for half in ("d1", "d4"):
        assert outcomes(read, changes.drop(halves, half)) == {"d1": "kept", "d2": "kept", "d3": "kept"}
    assert outcomes(read, changes.drop(changes.drop(halves, "d1"), "d4"))["d1"] == "dropped"


def test_merged_is_said_of_both(read):
    final = changes.merge(read, TEXT, "d1")
    assert outcomes(read, final) == {"d1": "merged", "d2": "merged", "d3": "kept"}
    assert outcomes(read, changes.drop(final, "d1")) == {"d1": "dropped", "d2": "dropped", "d3": "kept"}


def test_a_key_used_again_is_not_what_was_read(read):
    merged = changes.merge(read, TEXT, "d2")
    start = TEXT.index("Đề nghị")
    reused = replace(item("Đề nghị Mặt trận Tổ quốc giám sát.", "d3"), confidence=None)
    final = tuple(sorted((*merged, reused), key=lambda one: (one.start, one.end)))
    found = judge(read, final)
    assert [one.key for one in found if one.start == start] == ["d3+"]
    assert outcomes(read, final)["d3"] == "merged"
    assert len({(one.key, one.field) for one in found}) == len(found)


@pytest.mark.parametrize(
    ("given_", "field", "verdict"),
    [
        ({"lead": [Addressee("Sở Y tế", (5,))]}, "lead", "wrong"),
        ({"lead": [Addressee("STC", (4,))]}, "lead", "right"),  # the same unit, however it is written
        ({"coordinate": [Addressee("Sở Y tế", (5,))]}, "coordinate", "missed"),
        ({"deadline": DraftDeadline(kind="standing")}, "deadline_kind", "wrong"),
        ({"deadline": DraftDeadline(kind="standing")}, "due_on", "wrong"),
        ({"deadline": replace(DUE, due_on=dt.date(2021, 1, 16))}, "due_on", "wrong"),
        ({"deadline": replace(DUE, words="sớm")}, "due_on", "right"),
        ({"clause": "2"}, "clause", "wrong"),
    ],
)
def test_each_field_by_itself(read, given_, field, verdict):
    found = verdicts(read, change(read, "d1", **given_))
    assert found["d1", field] == verdict
    assert found["d1", "directive"] == "right"


def test_a_day_that_a_person_found_was_missed(read):
    found = verdicts(read, change(read, "d2", deadline=DUE, clause="2"))
    assert (found["d2", "due_on"], found["d2", "clause"], found["d2", "deadline_kind"]) == ("missed", "missed", "wrong")


def test_a_name_without_a_unit_says_nothing_yet(read):
    unknown = (replace(read[0], lead=(Addressee("Sở Lạ"),)), *read[1:])
    assert verdicts(unknown, change(unknown, "d1", lead=[Addressee("Sở Lạ", (7,))]))["d1", "lead"] == "missed"
    assert verdicts(unknown, unknown)["d1", "lead"] == "right"
    coordinated = (replace(read[0], coordinate=(Addressee("Sở Lạ"),)), *read[1:])
    assert verdicts(coordinated, change(coordinated, "d1", coordinate=[]))["d1", "coordinate"] == "wrong"


class TestNamesByHand:
    def names(self, before, after, role="lead"):
        old = (item("Đề nghị Mặt trận Tổ quốc giám sát.", "d1", **{role: tuple(before)}),)
        return [
            (n.role, n.name, n.unit_ids, n.group_id) for n in names_by_hand(old, change(old, "d1", **{role: after}))
        ]

    def test_the_name_kept_and_units_chosen(self):
        assert self.names([Addressee("Sở Lạ")], [Addressee("Sở Lạ", (7,))]) == [("lead", "Sở Lạ", (7,), None)]
        assert self.names([Addressee("Sở Lạ")], [Addressee("SỞ LẠ", (9, 8), 3)]) == [("lead", "Sở Lạ", (8, 9), 3)]

    def test_the_name_taken_out_and_units_put_in(self):
        after = [Addressee("Sở Tài chính", (4,)), Addressee("Sở Y tế", (5,)), Addressee("Sở Nội vụ", (6,))]
        before = [Addressee("Sở Tài chính", (4,)), Addressee("hai sở")]
        assert self.names(before, after) == [("lead", "hai sở", (5, 6), None)]

    def test_of_two_names_taken_out_nothing_is_known(self):
        assert not self.names([Addressee("Sở Lạ"), Addressee("Sở Kia")], [Addressee("Sở Y tế", (5,))])

    def test_known_names_and_names_left_alone_say_nothing(self):
        assert not self.names([Addressee("Sở Tài chính", (4,))], [Addressee("Sở Y tế", (5,))])
        assert not self.names([Addressee("Sở Lạ")], [Addressee("Sở Lạ")], role="coordinate")
        assert not self.names([Addressee("Sở Lạ")], [], role="coordinate")

    def test_a_name_moved_to_the_other_role_with_its_unit(self):
        old = (item("Đề nghị Mặt trận Tổ quốc giám sát.", "d1", coordinate=(Addressee("Sở Lạ"),)),)
        new = change(old, "d1", coordinate=[], lead=[*old[0].lead, Addressee("Sở Lạ", (7,))])
        assert [(n.name, n.unit_ids) for n in names_by_hand(old, new)] == [("Sở Lạ", (7,))]


OPERATION = st.tuples(
    st.sampled_from(["drop", "restore", "split", "merge", "add", "lead", "clause"]),
    st.integers(0, 9),
    st.integers(0, 239),
)


def step(items, what, which, at):
    key = items[which % len(items)].key
    return {
        "drop": lambda: changes.drop(items, key),
        "restore": lambda: changes.restore(items, key),
        "split": lambda: changes.split(items, TEXT, key, at),
        "merge": lambda: changes.merge(items, TEXT, key),
        "add": lambda: changes.add(items, TEXT, at, min(len(TEXT), at + 30))[0],
        "lead": lambda: changes.edit(items, TEXT, key, lead=[Addressee("Sở Y tế", (which + 1,))]),
        "clause": lambda: changes.edit(items, TEXT, key, clause=str(which)),
    }[what]()


@settings(deadline=None, max_examples=200)
@given(operations=st.lists(OPERATION, max_size=10))
def test_whatever_people_do_each_item_is_judged_once_and_nothing_kept_is_forgotten(operations):
    read = (
        item("Giao Sở Kế hoạch và Đầu tư tổng hợp; giao Sở Tài chính cân đối nguồn vốn.", "d1", deadline=DUE),
        item("Yêu cầu các sở, ngành báo cáo kết quả.", "d2", confidence=60),
        item("Ghi nhận những cố gắng của các đơn vị.", "d3", confidence=40),
    )
    items = read
    for what, which, at in operations:
        with suppress(DraftError):
            items = step(items, what, which, at)
    found = judge(read, items)
    assert len({(one.key, one.field) for one in found}) == len(found)
    whole = [one for one in found if one.field == JudgedField.DIRECTIVE]
    assert sorted(one.key for one in whole if one.read is not None) == ["d1", "d2", "d3"]
    assert all((one.verdict == Verdict.MISSED) == (one.read is None) for one in whole)
    assert all((one.read is None) or (one.verdict != Verdict.RIGHT) or one.confirmed is not None for one in found)
    kept = [one for one in items if not one.dropped]
    for one in kept:
        assert any(row.start < one.end and one.start < row.end for row in whole), one
    assert sum(one.read is None for one in whole) <= len(kept)
    if items == read:
        assert all(one.verdict == Verdict.RIGHT for one in found)
    assert judge(items, items) == () or {one.verdict for one in judge(items, items)} <= {Verdict.RIGHT, Verdict.WRONG}

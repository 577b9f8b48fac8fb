"""What another reading renews of a draft: all that nobody has touched, and nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dondoc.directives import draft_changes, drafts
from dondoc.directives.draft_renewal import is_touched, renewed
from dondoc.directives.drafts import Addressee, DraftItem

TEXT = "Giao Sở A làm. Giao Sở B làm. Giao Sở C làm. Giao Sở D làm."
PLACES = [(0, 14), (15, 29), (30, 44), (45, 59)]


def item(number, *, because=("act:old",), **more):
    start, end = PLACES[number - 1]
    return DraftItem(f"d{number}", start, end, TEXT[start:end], confidence=90, because=because, **more)


def read(*numbers, because=("act:old",)):
    return tuple(item(number, because=because) for number in numbers)


def test_an_untouched_draft_is_replaced_as_a_whole():
    fresh = read(1, 3, 4, because=("act:new",))
    found = renewed(read(1, 2, 3), read(1, 2, 3), fresh)
    assert found.items == found.read == fresh
    assert (found.stayed, found.added, found.changed, found.removed) == (0, 1, 2, 1)


def test_the_same_reading_changes_nothing():
    found = renewed(read(1, 2), read(1, 2), read(1, 2))
    assert found.items == read(1, 2)
    assert (found.stayed, found.added, found.changed, found.removed) == (0, 0, 0, 0)


def test_what_somebody_touched_stays_with_what_the_reader_had_said_of_it():
    old = read(1, 2, 3)
    items = draft_changes.edit(old, TEXT, "d2", lead=[Addressee("Sở B", (7,))])
    found = renewed(items, old, read(1, 2, 3, 4, because=("act:new",)))
    assert items[1] in found.items
    assert old[1] in found.read
    assert [one.because[0] for one in found.items] == ["act:new", "act:old", "act:new", "act:new"]
    assert found.stayed == 1


def test_a_dropped_a_cut_and_a_merged_sentence_do_not_come_back():
    old = read(1, 2, 3, 4)
    items = draft_changes.drop(old, "d1")
    items = draft_changes.edit(items, TEXT, "d2", span=(15, 22))
    items = draft_changes.merge(items, TEXT, "d3")
    found = renewed(items, old, read(1, 2, 3, 4, because=("act:new",)))
    assert found.items == items
    assert found.read == old
    assert (found.added, found.changed, found.removed) == (0, 0, 0)


def test_both_halves_of_a_cut_stay_even_where_only_one_was_looked_at():
    old = read(1, 2)
    items = draft_changes.split(old, TEXT, "d1", 8)
    items = tuple(replace(one, edited=False, reviewed=one.key == "d1") for one in items)
    found = renewed(items, old, read(1, 2, because=("act:new",)))
    assert [one.text for one in found.items[:2]] == [one.text for one in items[:2]]
    assert found.items[2].because == ("act:new",)


def test_new_items_get_keys_that_neither_the_draft_nor_the_reader_had():
    old = read(1, 2)
    items = draft_changes.edit(old, TEXT, "d2", reviewed=True)
    found = renewed(items, old, tuple(replace(one, key=f"d{n}") for n, one in enumerate(read(2, 3, 4), start=1)))
    keys = [one.key for one in found.items]
    assert keys == ["d2", "d3", "d4"]


def test_where_the_reader_was_never_kept_it_begins_anew_only_with_an_untouched_draft():
    assert renewed(read(1), None, read(1)).read == read(1)
    assert renewed(draft_changes.drop(read(1), "d1"), None, read(1)).read is None


@given(
    st.sets(st.integers(1, 4)), st.sets(st.integers(1, 4)),
    st.lists(st.tuples(st.sampled_from(["drop", "review", "merge", "cut"]), st.integers(1, 4)), max_size=4),
)  # fmt: skip
def test_touched_items_are_always_all_there_and_the_draft_is_always_sound(before, after, steps):
    old = read(*sorted(before))
    items = old
    for step, number in steps:
        key = f"d{number}"
        try:
            if step == "drop":
                items = draft_changes.drop(items, key)
            elif step == "review":
                items = draft_changes.edit(items, TEXT, key, reviewed=True)
            elif step == "merge":
                items = draft_changes.merge(items, TEXT, key)
            else:
                items = draft_changes.split(items, TEXT, key, PLACES[number - 1][0] + 8)
        except drafts.DraftError:
            continue
    found = renewed(items, old, read(*sorted(after), because=("act:new",)))
    drafts.check(found.items, TEXT)
    drafts.check(found.read, TEXT)
    assert {one for one in items if is_touched(one)} <= set(found.items)
    again = renewed(found.items, found.read, read(*sorted(after), because=("act:new",)))
    assert [one.text for one in again.items] == [one.text for one in found.items]

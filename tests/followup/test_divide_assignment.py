"""Dividing an assignment: to whom, by when, by whom; what is refused."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.directives import story
from tests.followup import part_world as world

from dondoc.directives.commands.set_deadline import set_deadline
from dondoc.directives.models import Assignment
from dondoc.followup.commands.divide_assignment import Share, divide_assignment
from dondoc.followup.models import Part
from dondoc.followup.part_selectors import part_for, part_page, part_trees, parts_of_person, parts_to_accept, targets
from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound, Refused
from dondoc.organizations.models import UnitSuccession

NOW = story.at(world.TODAY)


@pytest.fixture
def rooms(province: Any) -> dict[str, Any]:
    return world.below(province)


@pytest.fixture
def room_head(make_user: Any, rooms: dict[str, Any]) -> Any:
    return make_user("tp.dautu", "unit_head", unit="dau-tu", full_name="Trưởng phòng Lê Đầu Tư")


@pytest.fixture
def whole(province: Any, specialist: Any) -> Assignment:
    return world.subject(province, specialist)


def tree(user: Any, whole: Assignment) -> Any:
    return part_trees(user, [Assignment.objects.select_related("directive").get(id=whole.id)], on=world.TODAY, soon=3)[
        whole.id
    ]


def test_several_get_theirs_at_once(whole: Assignment, rooms: Any, lead_head: Any, lead_focal: Any) -> None:
    shares = [
        Share("Rà soát danh mục.", unit_id=rooms["dau-tu"].id, due_on=world.DUE),
        Share("Tổng hợp, trình ký.", unit_id=rooms["tong-hop"].id),
        Share("Soạn báo cáo.", user_id=lead_focal.pk),
    ]
    made = divide_assignment(actor=lead_head, assignment_id=whole.id, shares=shares, now=NOW)
    kept = list(Part.objects.order_by("id"))
    assert [part.id for part in made] == [part.id for part in kept]
    assert [(part.unit_id, part.user_id, part.due_on) for part in kept] == [
        (rooms["dau-tu"].id, None, world.DUE), (rooms["tong-hop"].id, None, story.DUE),
        (whole.unit_id, lead_focal.pk, story.DUE),
    ]  # fmt: skip
    event = world.last_event(kept[0])
    assert (event.code, event.payload["lifecycle"], event.payload["text"]) == (
        "part.given", "assigned", "Rà soát danh mục.",
    )  # fmt: skip
    assert Assignment.objects.get(id=whole.id).lifecycle == "assigned", (
        "the whole stays what it was, and is counted once"
    )
    assert Assignment.objects.count() == 2


def test_all_or_none(whole: Assignment, rooms: Any, lead_head: Any) -> None:
    shares = [Share("Rà soát.", unit_id=rooms["dau-tu"].id), Share("Rà soát.", unit_id=whole.unit_id)]
    with pytest.raises(BadInput):
        divide_assignment(actor=lead_head, assignment_id=whole.id, shares=shares, now=NOW)
    assert not Part.objects.exists()


def test_it_goes_on_downwards_and_each_sees_their_own(
    whole: Assignment,
    rooms: Any,
    lead_head: Any,
    room_head: Any,
    make_user: Any,
    other_unit_focal: Any,
    specialist: Any,
) -> None:
    team = make_user("to.von", "focal_point", unit="to-von")
    beside = make_user("tp.th", "unit_head", unit="tong-hop")
    first = world.divide(lead_head, whole, unit=rooms["dau-tu"])
    world.divide(lead_head, whole, unit=rooms["tong-hop"], text="Việc của phòng kia.")
    second = world.divide(room_head, whole, unit=rooms["to-von"], under=first, due_on=dt.date(2021, 1, 21))
    assert second.above == [first.id]
    page = part_page(team, second.id, on=world.TODAY, soon=3)
    assert (page.sees_directive, page.beside) == (False, [])
    assert page.view.placed.assignment.directive.text.startswith("Sở Kế hoạch")
    with pytest.raises(NotFound):
        part_for(team, first.id)
    with pytest.raises(NotFound):
        part_for(other_unit_focal, first.id)
    of_room = part_page(room_head, first.id, on=world.TODAY, soon=3)
    (other,) = of_room.beside
    assert (other.is_readable, other.part.lifecycle) == (False, "assigned")
    assert [one.part.id for one in of_room.view.parts] == [second.id]
    with pytest.raises(NotFound):
        part_for(beside, first.id)
    assert [one.part.id for one in parts_of_person(team, on=world.TODAY, soon=3)] == [second.id]
    assert [one.part.id for one in parts_of_person(room_head, on=world.TODAY, soon=3)] == [first.id]
    assert tree(specialist, whole).flat()[0].part.text == "Tổng hợp số liệu."


def test_it_ends_somewhere(whole: Assignment, rooms: Any, lead_head: Any, lead_focal: Any, make_user: Any) -> None:
    line = [make_user(f"cv{each}", "focal_point", unit="skhdt") for each in range(5)]
    part = world.divide(lead_head, whole, user=line[0])
    for giver, to in pairwise(line[:4]):
        part = world.divide(giver, whole, user=to, under=part)
    with pytest.raises(Conflict) as refused:
        world.divide(line[3], whole, user=line[4], under=part)
    assert refused.value.code == "too_deep"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": " "}, "text_required"),
        ({"text": "x" * 2001}, "too_long"),
        ({"due_on": dt.date(2021, 1, 26)}, "after_parent"),
        ({"due_on": dt.date(2021, 1, 15)}, "past"),
        ({"due_on": dt.date(2021, 1, 23)}, "not_working"),
        ({"due_on": dt.date(2300, 1, 1)}, "bad_day"),
        ({"unit": "skhdt"}, "itself"),
        ({"unit": "stc"}, "not_below"),
        ({"unit": None}, "nobody"),
    ],
)
def test_bad_input(
    whole: Assignment, province: Any, rooms: Any, lead_head: Any, more: dict[str, Any], code: str
) -> None:
    more = {"unit": "dau-tu", **more}
    with pytest.raises(BadInput) as refused:
        world.divide(lead_head, whole, **{**more, "unit": province.units.get(more["unit"])})
    assert (refused.value.code, refused.value.message[-1]) == (code, ".")
    assert not Part.objects.exists()


def test_nobody_at_all_and_too_many(whole: Assignment, rooms: Any, lead_head: Any) -> None:
    for shares, code in (([], "nobody"), ([Share("Việc.", unit_id=rooms["dau-tu"].id)] * 61, "too_many")):
        with pytest.raises(BadInput) as refused:
            divide_assignment(actor=lead_head, assignment_id=whole.id, shares=shares, now=NOW)
        assert refused.value.code == code


def test_loops_are_refused(
    whole: Assignment, province: Any, rooms: Any, lead_head: Any, room_head: Any, lead_focal: Any
) -> None:
    part = world.divide(lead_head, whole, unit=rooms["dau-tu"])
    for unit, code in (("dau-tu", "itself"), ("skhdt", "above"), ("tong-hop", "not_below")):
        with pytest.raises(BadInput) as refused:
            world.divide(room_head, whole, unit=province.units[unit], under=part)
        assert refused.value.code == code
    with pytest.raises(BadInput) as twice:
        world.divide(lead_head, whole, unit=rooms["dau-tu"])
    assert twice.value.code == "twice"
    own = world.divide(lead_head, whole, user=lead_focal)
    with pytest.raises(BadInput) as itself:
        world.divide(lead_focal, whole, user=lead_focal, under=own)
    assert itself.value.code == "itself"
    world.step("withdraw_part", lead_head, part)
    assert world.divide(lead_head, whole, unit=rooms["dau-tu"]).id != part.id, "what was withdrawn may be given anew"


def test_the_database_keeps_loops_out_too(whole: Assignment, rooms: Any, lead_head: Any, room_head: Any) -> None:
    first = world.divide(lead_head, whole, unit=rooms["dau-tu"])
    second = world.divide(room_head, whole, unit=rooms["to-von"], under=first)
    for loop in ({"id": first.id, "to": second.id}, {"id": first.id, "to": first.id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Part.objects.filter(id=loop["id"]).update(parent_part_id=loop["to"])


def test_units_that_are_not_there_that_day(
    whole: Assignment, province: Any, rooms: Any, lead_head: Any, make_user: Any
) -> None:
    yesterday = world.TODAY - dt.timedelta(days=1)
    gone = world.add_unit(province, "cu", "Phòng Quy hoạch", "skhdt", valid_to=yesterday)
    coming = world.add_unit(province, "moi", "Phòng Chuyển đổi số", "skhdt", valid_from=dt.date(2021, 2, 1))
    with pytest.raises(BadInput) as refused:
        world.divide(lead_head, whole, unit=gone)
    assert (refused.value.code, "17/01/2021" in refused.value.message) == ("unit_ended", True)
    UnitSuccession.objects.create(
        jurisdiction_id=1, predecessor_unit_id=gone.id, successor_unit_id=rooms["tong-hop"].id, on=world.TODAY
    )
    for name in ("nguoi.cu", None):
        who = {"user": make_user(name, "focal_point", unit="cu")} if name else {"unit": gone}
        with pytest.raises(BadInput) as refused:
            world.divide(lead_head, whole, **who)
        assert "đơn vị kế thừa là Phòng Tổng hợp" in refused.value.message
    with pytest.raises(BadInput) as early:
        world.divide(lead_head, whole, unit=coming)
    assert early.value.code == "unit_not_begun"
    found = targets(lead_head, whole, on=world.TODAY)
    assert {unit.code for unit in found.units} == {"tong-hop", "dau-tu", "to-von"}


def test_persons_who_are_not_there(
    whole: Assignment, lead_head: Any, lead_focal: Any, outsider: Any, rooms: Any
) -> None:
    lead_focal.is_active = False
    lead_focal.save()
    for user in (lead_focal, outsider):
        with pytest.raises(BadInput) as refused:
            world.divide(lead_head, whole, user=user)
        assert refused.value.code == "unknown_person"
    with pytest.raises(BadInput):
        divide_assignment(
            actor=lead_head, assignment_id=whole.id, now=NOW,
            shares=[Share("Việc.", unit_id=rooms["dau-tu"].id, user_id=lead_head.pk)],
        )  # fmt: skip


def test_others_do_not_divide(
    whole: Assignment,
    rooms: Any,
    lead_head: Any,
    specialist: Any,
    coordinating_focal: Any,
    room_head: Any,
    outsider: Any,
) -> None:
    part = world.divide(lead_head, whole, unit=rooms["dau-tu"])
    for actor, error in (
        (specialist, Refused),
        (coordinating_focal, Refused),
        (room_head, NotFound),
        (outsider, NotFound),
    ):
        with pytest.raises(error):
            world.divide(actor, whole, unit=rooms["tong-hop"])
    with pytest.raises(Refused):
        world.divide(specialist, whole, unit=rooms["to-von"], under=part)


def test_what_is_reported_is_not_divided_any_more(
    whole: Assignment, rooms: Any, lead_head: Any, lead_focal: Any, specialist: Any
) -> None:
    story.bring_to("reported", whole, unit=lead_focal, office=specialist)
    with pytest.raises(Conflict):
        world.divide(lead_head, whole, unit=rooms["dau-tu"])


def test_a_deadline_that_moves_to_an_earlier_day_names_the_parts_after_it(
    whole: Assignment, rooms: Any, lead_head: Any, lead_focal: Any, specialist: Any
) -> None:
    late = world.divide(lead_head, whole, unit=rooms["dau-tu"], due_on=story.DUE)
    world.divide(lead_head, whole, unit=rooms["tong-hop"], due_on=dt.date(2021, 1, 19))
    assert tree(lead_head, whole).after == []
    earlier = dt.date(2021, 1, 21)
    set_deadline(actor=specialist, assignment_id=whole.id, due_on=earlier, reason="Họp sớm hơn.", now=NOW)
    assert [one.part.id for one in tree(lead_head, whole).after] == [late.id]
    assert world.fresh(late).due_on == story.DUE, "named, not changed"
    assert world.step("change_part", lead_head, late).due_on == earlier
    assert tree(lead_head, whole).after == []
    changed = world.fresh(late)
    assert (changed.original_due_on, world.last_event(late).payload["was_due_on"]) == (story.DUE, "2021-01-25")


def test_after_an_extension_parts_go_up_to_the_new_day(
    whole: Assignment, rooms: Any, lead_head: Any, specialist: Any
) -> None:
    part = world.divide(lead_head, whole, unit=rooms["dau-tu"])
    later = dt.date(2021, 2, 1)
    with pytest.raises(BadInput):
        world.step("change_part", lead_head, part, due_on=later)
    set_deadline(actor=specialist, assignment_id=whole.id, due_on=later, reason="Gia hạn.", now=NOW)
    assert world.step("change_part", lead_head, part, due_on=later).due_on == later
    with pytest.raises(BadInput):
        world.step("change_part", lead_head, part, due_on=dt.date(2021, 2, 2))
    with pytest.raises(BadInput) as same:
        world.step("change_part", lead_head, part, text="Tổng hợp số liệu.")
    assert same.value.code == "same"
    assert world.step("change_part", lead_head, part, text="Tổng hợp, đối chiếu.").text == "Tổng hợp, đối chiếu."


def test_others_do_not_change_a_part(
    whole: Assignment, rooms: Any, lead_head: Any, lead_focal: Any, room_head: Any
) -> None:
    part = world.divide(lead_head, whole, unit=rooms["dau-tu"])
    with pytest.raises(Refused):
        world.step("change_part", room_head, part, text="Ít hơn.")
    own = world.divide(lead_head, whole, user=lead_focal)
    with pytest.raises(Refused):
        world.step("change_part", lead_focal, own, text="Ít hơn.")


def test_when_all_are_done_the_whole_is_proposed_with_their_results(
    whole: Assignment, rooms: Any, lead_head: Any, lead_focal: Any, room_head: Any, specialist: Any
) -> None:
    first = world.divide(lead_head, whole, unit=rooms["dau-tu"])
    second = world.divide(lead_head, whole, user=lead_focal)
    world.step("acknowledge_part", room_head, first)
    world.step("report_part", room_head, first, note="Đã rà soát 12 dự án.", result_document="5/BC-ĐT")
    assert [one.part.id for one in parts_to_accept(lead_head, on=world.TODAY, soon=3)] == [first.id]
    assert parts_to_accept(room_head, on=world.TODAY, soon=3) == []
    world.step("accept_part", lead_head, first)
    found = tree(lead_head, whole)
    assert ((found.progress.done, found.progress.of), found.proposal) == ((1, 2), "")
    world.bring_to("accepted", second, holder=lead_focal, giver=lead_head)
    found = tree(lead_head, whole)
    assert found.progress.is_complete
    assert found.proposal == ("- Phòng Đầu tư: Đã rà soát 12 dự án. (5/BC-ĐT)\n- Đầu mối Vũ Giang: Đã tổng hợp xong.")
    assert tree(specialist, whole).proposal == "", "only who reports the whole"
    assert Assignment.objects.get(id=whole.id).lifecycle == "assigned", "proposed, never done by itself"


def test_of_other_units_only_the_assignments_people_read_parts(
    whole: Assignment, rooms: Any, lead_head: Any, coordinating_focal: Any
) -> None:
    world.divide(lead_head, whole, unit=rooms["dau-tu"])
    seen = tree(coordinating_focal, whole)
    assert (seen.progress.of, [one.is_readable for one in seen.flat()]) == (1, [False])


codes = st.sampled_from(["skhdt", "tong-hop", "dau-tu", "to-von", "stc", "ubnd"])
moves = st.lists(
    st.tuples(codes, st.integers(0, 8), st.integers(-3, 12) | st.none(), st.integers(-4, 10)), min_size=4, max_size=14
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(script=moves)
def test_whatever_is_tried_no_part_stands_above_itself_or_is_set_after_its_whole(
    province: Any, rooms: Any, lead_head: Any, specialist: Any, script: list[tuple[str, int, int | None, int]]
) -> None:
    with transaction.atomic():
        whole = world.subject(province, specialist)
        for code, under, days, moved in script:
            known = list(Part.objects.filter(assignment_id=whole.id).order_by("id"))
            parent = ([None, *known])[under % (len(known) + 1)]
            due_on = None if days is None else world.TODAY + dt.timedelta(days=days)
            if moved > 6:
                set_deadline(
                    actor=specialist, assignment_id=whole.id, due_on=world.TODAY + dt.timedelta(days=moved),
                    reason="Đổi.", now=NOW,
                ) if Assignment.objects.get(id=whole.id).due_on != world.TODAY + dt.timedelta(days=moved) else None  # fmt: skip
            try:
                with transaction.atomic():
                    made = world.divide(lead_head, whole, unit=province.units[code], under=parent, due_on=due_on)
            except DomainError:
                continue
            of = world.fresh(parent).due_on if parent else Assignment.objects.get(id=whole.id).due_on
            assert made.due_on <= of
        parts = {part.id: part for part in Part.objects.filter(assignment_id=whole.id)}
        for part in parts.values():
            line, here = [part.unit_id], part
            while here.parent_part_id is not None:
                here = parts[here.parent_part_id]
                line.append(here.unit_id)
            assert len(set(line)) == len(line)
            assert whole.unit_id not in line
            assert part.above == [parts[each].id for each in part.above]
        transaction.set_rollback(True)

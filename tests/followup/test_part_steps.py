"""The life of a part: every state × every verb × every role, and what each step leaves behind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from tests.directives import story
from tests.followup import part_world as world

from dondoc.directives.choices import Lifecycle
from dondoc.directives.rules import AssignmentState
from dondoc.documents.models import StoredFile
from dondoc.followup.models import Part, PartFile
from dondoc.followup.part_permissions import part_steps
from dondoc.followup.part_rules import TRANSITIONS
from dondoc.followup.part_selectors import files_of_parts, part_file_for, part_for, part_page, states_on
from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify

OFFICE = {
    "chair": "sees", "office_leader": "sees", "specialist": "sees", "clerk": "sees", "observer": "sees",
    "coordinating_focal": "nothing", "other_unit_focal": "nothing", "administrator": "nothing", "outsider": "nothing",
}  # fmt: skip
#: What a person is to a part that the department gave to a room, and to one that it gave to its focal point.
TO_ROOM = {**OFFICE, "lead_head": "holder giver", "lead_focal": "holder giver", "room_head": "holder"}
TO_PERSON = {**OFFICE, "lead_head": "giver", "lead_focal": "holder", "room_head": "nothing"}
VERBS = sorted({step.verb for step in TRANSITIONS})


@pytest.fixture
def room_head(make_user: Any, rooms: dict[str, Any]) -> Any:
    return make_user("tp.dautu", "unit_head", unit="dau-tu", full_name="Trưởng phòng Lê Đầu Tư")


@pytest.fixture
def rooms(province: Any) -> dict[str, Any]:
    return world.below(province)


@pytest.fixture
def people(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {name: request.getfixturevalue(name) for name in TO_ROOM}


def expected(state: str, verb: str, relation: str) -> type[DomainError] | str:
    """What the table of transitions promises: the state after, or the kind of refusal."""
    steps = [step for step in TRANSITIONS if step.verb == verb]
    if relation == "nothing":
        return NotFound
    if not {step.who for step in steps} & set(relation.split()):
        return Refused
    return next((step.to for step in steps if state in step.from_), Conflict)


@pytest.mark.parametrize("state", Lifecycle.values)
@pytest.mark.parametrize("given", ["to a room", "to a person"])
def test_every_verb_by_every_role(
    state: str, given: str, people: dict[str, Any], province: Any, rooms: dict[str, Any]
) -> None:
    whole = world.subject(province, people["specialist"])
    head, focal = people["lead_head"], people["lead_focal"]
    if given == "to a room":
        who, holder, part = TO_ROOM, people["room_head"], world.divide(head, whole, unit=rooms["dau-tu"])
    else:
        who, holder, part = TO_PERSON, focal, world.divide(head, whole, user=focal)
    world.bring_to(state, part, holder=holder, giver=head)
    before = LedgerEvent.objects.filter(jurisdiction_id=1).count()
    for verb in VERBS:
        for name, relation in who.items():
            wanted = expected(state, verb, relation)
            with transaction.atomic():
                outcome: Any
                said = "Được."
                try:
                    outcome = world.step(verb, people[name], part).lifecycle
                except DomainError as error:
                    outcome, said = type(error), error.message
                stored = world.fresh(part).lifecycle
                added = LedgerEvent.objects.filter(jurisdiction_id=1).count() - before
                transaction.set_rollback(True)
            assert outcome == wanted, (state, verb, name)
            assert said.endswith("."), "a refusal is a sentence"
            assert (stored, added) == ((wanted, 1) if isinstance(wanted, str) else (state, 0)), (state, verb, name)
            if relation != "nothing":
                offered = part_steps(people[name], part_for(people[name], part.id))
                assert (verb in offered) == isinstance(wanted, str), (state, verb, name)


def test_who_reports_never_accepts(province: Any, specialist: Any, lead_head: Any, lead_focal: Any, rooms: Any) -> None:
    part = world.divide(lead_head, world.subject(province, specialist), unit=rooms["dau-tu"])
    world.step("acknowledge_part", lead_focal, part)
    world.step("report_part", lead_focal, part)  # for the room, as people of the department may
    with pytest.raises(Refused) as refused:
        world.step("accept_part", lead_focal, part)
    assert refused.value.code == "own_report"
    assert "accept_part" not in part_steps(lead_focal, part_for(lead_focal, part.id))
    assert world.step("accept_part", lead_head, part).completed_on == world.TODAY


def test_what_is_needed(province: Any, specialist: Any, lead_head: Any, lead_focal: Any) -> None:
    part = world.divide(lead_head, world.subject(province, specialist), user=lead_focal)
    world.step("acknowledge_part", lead_focal, part)
    for more, field in (
        ({"note": "  "}, "note"),
        ({"note": "x" * 2001}, "note"),
        ({"result_document": "x" * 201}, "result_document"),
    ):
        with pytest.raises(BadInput) as refused:
            world.step("report_part", lead_focal, part, **more)
        assert refused.value.details["field"] == field
    world.step("report_part", lead_focal, part, result_document="12/BC-TH")
    for verb in ("return_part", "withdraw_part"):
        with pytest.raises(BadInput) as refused:
            world.step(verb, lead_head, part, reason=" ")
        assert refused.value.code == "reason_required"
    returned = world.step("return_part", lead_head, part)
    assert (returned.reported_on, returned.remark) == (None, "Thiếu số liệu quý IV.")
    again = world.step("report_part", lead_focal, part, note="Đã bổ sung.")
    assert (again.result, again.remark) == ("Đã bổ sung.", "")


def test_a_report_takes_files_and_a_second_one_adds_its_own(
    province: Any, specialist: Any, lead_head: Any, lead_focal: Any
) -> None:
    part = world.divide(lead_head, world.subject(province, specialist), user=lead_focal)
    world.step("acknowledge_part", lead_focal, part)
    world.step("report_part", lead_focal, part, files=[("Số liệu.txt", b"mot"), ("Ghi chú.txt", b"hai")])
    said = world.last_event(part).payload
    assert [name for name, _sha256 in said["files"]] == ["Số liệu.txt", "Ghi chú.txt"]
    world.step("return_part", lead_head, part)
    world.step("report_part", lead_focal, part, files=[("Bổ sung.txt", b"ba")], now=story.at("2021-01-19"))
    page = part_page(lead_head, part.id, on=dt.date(2021, 1, 19), soon=3)
    assert page.files is not None
    assert [(one.file.name, one.added_on.day) for one in page.files] == [
        ("Bổ sung.txt", 19), ("Số liệu.txt", 18), ("Ghi chú.txt", 18),
    ]  # fmt: skip
    assert verify().intact


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"files": [(f"{n}.txt", b"x") for n in range(11)]}, "too_many_files"),
        ({"files": [("a.exe", b"MZ\x00\x01")]}, "unsupported_type"),
        ({"files": [("a.txt", b"x")], "is_declared": False}, "not_declared"),
        ({"files": [("a.txt", b"x")], "note": " "}, "note_required"),
    ],
)
def test_a_refused_file_leaves_nothing(
    more: dict[str, Any], code: str, province: Any, specialist: Any, lead_head: Any, lead_focal: Any
) -> None:
    part = world.divide(lead_head, world.subject(province, specialist), user=lead_focal)
    world.step("acknowledge_part", lead_focal, part)
    with pytest.raises(BadInput) as refused:
        world.step("report_part", lead_focal, part, **more)
    assert refused.value.code == code
    assert (world.fresh(part).lifecycle, PartFile.objects.count(), StoredFile.objects.count()) == ("acknowledged", 0, 0)


def test_a_report_in_no_state_for_it_keeps_no_file(
    province: Any, specialist: Any, lead_head: Any, lead_focal: Any
) -> None:
    part = world.divide(lead_head, world.subject(province, specialist), user=lead_focal)
    with pytest.raises(Conflict):
        world.step("report_part", lead_focal, part, files=[("a.txt", b"x")])
    assert not StoredFile.objects.exists()


def test_who_reads_a_part_opens_its_files(people: dict[str, Any], province: Any, rooms: dict[str, Any]) -> None:
    """An observer reads the part and opens none; who has a part beside it neither reads nor opens."""
    whole = world.subject(province, people["specialist"])
    part = world.divide(people["lead_head"], whole, unit=rooms["dau-tu"])
    world.step("acknowledge_part", people["room_head"], part)
    world.step("report_part", people["room_head"], part, files=[("a.txt", b"x")])
    file = PartFile.objects.get(part_id=part.id)
    for name, relation in TO_ROOM.items():
        if relation != "nothing" and name != "observer":
            assert part_file_for(people[name], file.id).file.name == "a.txt"
            continue
        with pytest.raises(NotFound):
            part_file_for(people[name], file.id)
    page = part_page(people["observer"], part.id, on=world.TODAY, soon=3)
    assert page.files is None
    assert files_of_parts(people["observer"], [page.view]) == {}


def test_parts_of_what_is_closed_are_closed_with_it_and_stand_again_with_it(
    province: Any, specialist: Any, lead_head: Any, lead_focal: Any, rooms: Any, room_head: Any
) -> None:
    whole = world.subject(province, specialist)
    part = world.divide(lead_head, whole, unit=rooms["dau-tu"])
    below = world.divide(room_head, whole, unit=rooms["to-von"], under=part)
    world.step("withdraw_part", lead_head, part)
    with pytest.raises(Conflict, match="khép theo"):
        world.step("acknowledge_part", room_head, below)
    other = world.divide(lead_head, whole, user=lead_focal)
    story.call("withdraw", specialist, whole.id, story.at(world.TODAY, 11))
    with pytest.raises(Conflict, match="khép theo"):
        world.step("acknowledge_part", lead_focal, other)
    with pytest.raises(Conflict):
        world.divide(lead_head, whole, unit=rooms["tong-hop"])
    assert world.fresh(other).lifecycle == "assigned", "what follows from the whole is not written down"


def test_a_person_who_left_the_unit_does_not_have_it_any_more(
    province: Any, specialist: Any, lead_head: Any, lead_focal: Any
) -> None:
    part = world.divide(lead_head, world.subject(province, specialist), user=lead_focal)
    lead_focal.unit_id = province.units["stc"].id
    lead_focal.save()
    with pytest.raises(NotFound):
        world.step("acknowledge_part", lead_focal, part)
    assert world.step("withdraw_part", lead_head, part).lifecycle == "withdrawn"


def test_a_past_day_is_told_from_the_ledger(province: Any, specialist: Any, lead_head: Any, lead_focal: Any) -> None:
    whole = world.subject(province, specialist)
    part = world.divide(lead_head, whole, user=lead_focal)
    world.step("acknowledge_part", lead_focal, part, story.at("2021-01-19"))
    world.step("report_part", lead_focal, part, story.at("2021-01-20"))
    world.step("accept_part", lead_head, part, story.at("2021-01-22"))
    day = {each: states_on(1, [part.id], dt.date(2021, 1, each)).get(part.id) for each in (17, 18, 19, 20, 21, 22)}
    assert day[17] is None
    assert day[18] == AssignmentState("assigned", world.DUE)
    assert day[19] == AssignmentState("acknowledged", world.DUE)
    assert day[20] == day[21] == AssignmentState("reported", world.DUE, dt.date(2021, 1, 20))
    assert day[22] == AssignmentState("accepted", world.DUE, dt.date(2021, 1, 20), dt.date(2021, 1, 20))
    assert states_on(1, [part.id], dt.date(2021, 1, 22), known_at=story.at("2021-01-19", 23))[part.id] == day[19]
    assert verify().intact
    assert Part.objects.get().original_due_on == world.DUE

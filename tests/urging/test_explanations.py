"""Requests for explanation: every state × verb × role, what is asked and answered, and who is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.directives import story
from tests.urging.urging_world import EXPLAIN_BY, LATE, answer, ask, decide, messages_to, subject, withdraw

from dondoc.foundation.errors import BadInput, Conflict, DomainError, NotFound, Refused
from dondoc.ledger.models import LedgerEvent
from dondoc.ledger.verify import verify
from dondoc.urging.choices import ExplanationState
from dondoc.urging.models import Explanation, ExplanationAnswer, ExplanationFile
from dondoc.urging.rules import EXPLANATION_STEPS, explanation_step
from dondoc.urging.selectors import (
    answers_of,
    assignments_of,
    explanation_file_for,
    explanation_for,
    explanations_waiting,
    urging_cases,
)

VERBS = {
    "answer": answer,
    "accept": decide,
    "return": lambda actor, one: decide(actor, one, is_sufficient=False),
    "withdraw": withdraw,
}
# Who has which part in a request that the leader of the office made of Kế hoạch và Đầu tư.
UNIT, ASKER = {"lead_head", "lead_focal"}, {"office_leader", "chair"}
UNSEEN = {"other_unit_focal", "coordinating_focal", "administrator", "outsider"}
ROLES = sorted({*UNIT, *ASKER, *UNSEEN, "specialist", "clerk", "observer"})


@pytest.fixture
def late(province: Any, specialist: Any) -> Any:
    return subject(province, specialist)


def bring(state: str, late: Any, asker: Any, unit: Any) -> Explanation:
    explanation = ask(asker, late)
    if state in ("answered", "returned", "sufficient"):
        answer(unit, explanation)
    if state in ("returned", "sufficient"):
        decide(asker, explanation, is_sufficient=state == "sufficient")
    if state == "withdrawn":
        withdraw(asker, explanation)
    explanation.refresh_from_db()
    assert explanation.state == state
    return explanation


@pytest.mark.parametrize("state", ExplanationState.values)
@pytest.mark.parametrize("verb", sorted(VERBS))
@pytest.mark.parametrize("role", ROLES)
def test_state_verb_role(
    state: str, verb: str, role: str, late: Any, office_leader: Any, lead_focal: Any, request: pytest.FixtureRequest
) -> None:
    explanation = bring(state, late, office_leader, lead_focal)
    actor = request.getfixturevalue(role)
    who = next(step.who for step in EXPLANATION_STEPS if step.verb == verb)
    expected: type[DomainError] | None = None
    if role in UNSEEN:
        expected = NotFound
    elif role not in (UNIT if who == "unit" else ASKER):
        expected = Refused
    elif explanation_step(state, verb) is None:  # type: ignore[arg-type]
        expected = Conflict
    before = explanation.state
    if expected is None:
        step = explanation_step(state, verb)  # type: ignore[arg-type]
        assert step is not None
        assert VERBS[verb](actor, explanation).state == step.target
    else:
        with pytest.raises(expected):
            VERBS[verb](actor, explanation)
        explanation.refresh_from_db()
        assert explanation.state == before


def test_asked_answered_asked_again_answered_accepted(
    late: Any, office_leader: Any, lead_head: Any, lead_focal: Any
) -> None:
    explanation = ask(office_leader, late)
    assert [one.id for one in explanations_waiting(lead_head)] == [explanation.id]
    assert explanations_waiting(office_leader) == []
    answer(lead_focal, explanation, files=[("giai-trinh.txt", b"vi sao")])
    assert explanations_waiting(lead_head) == []
    assert [one.id for one in explanations_waiting(office_leader)] == [explanation.id]
    decide(office_leader, explanation, is_sufficient=False)
    explanation.refresh_from_db()
    assert (explanation.due_on, explanation.first_due_on) == (dt.date(2021, 2, 8), EXPLAIN_BY)
    answer(lead_head, explanation, text="Trách nhiệm thuộc phòng Tổng hợp.", now=story.at("2021-02-05"))
    decide(office_leader, explanation, now=story.at("2021-02-05", 15))
    explanation.refresh_from_db()
    assert explanation.is_closed
    first, second = answers_of(explanation)
    assert (first.is_sufficient, first.note, [row.file.name for row in first.files.all()]) == (
        False, "Nêu rõ trách nhiệm.", ["giai-trinh.txt"],
    )  # fmt: skip
    assert (second.is_sufficient, second.answered_by_id) == (True, lead_head.pk)
    codes = LedgerEvent.objects.filter(jurisdiction_id=1, aggregate="assignment", aggregate_id=late.id).order_by("seq")
    assert [one.code.removeprefix("assignment.explanation_") for one in codes][1:] == [
        "asked", "answered", "returned", "answered", "accepted",
    ]  # fmt: skip
    assert [one.kind.removeprefix("urging.explanation_") for one in messages_to(lead_focal)] == [
        "asked", "decided", "decided",
    ]  # fmt: skip
    assert [one.kind for one in messages_to(office_leader)] == ["urging.explanation_answered"] * 2
    assert verify().intact


def test_of_several_assignments_of_one_unit(province: Any, office_leader: Any, lead_focal: Any) -> None:
    both = [subject(province, office_leader) for _each in range(2)]
    explanation = ask(office_leader, *both)
    assert [one.id for one in assignments_of(lead_focal, explanation)] == sorted(one.id for one in both)
    assert len(messages_to(lead_focal)) == 1
    case = urging_cases(lead_focal, both)[both[1].id]
    assert [one.id for one in case.explanations] == [explanation.id]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"question": " "}, "question_required"), ({"question": "x" * 2001}, "too_long"),
        ({"due_on": dt.date(2021, 1, 29)}, "past"), ({"due_on": dt.date(2021, 2, 6)}, "not_working"),
        ({"due_on": dt.date(9999, 1, 1)}, "too_far"),
    ],
)  # fmt: skip
def test_bad_questions(late: Any, office_leader: Any, more: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as refused:
        ask(office_leader, late, **more)
    assert refused.value.code == code
    assert not Explanation.objects.exists()


def test_units_are_not_mixed(province: Any, office_leader: Any) -> None:
    with pytest.raises(BadInput) as refused:
        ask(office_leader, subject(province, office_leader), subject(province, office_leader, "stc"))
    assert refused.value.code == "several_units"


def test_one_request_at_a_time_and_a_new_one_once_it_is_over(late: Any, office_leader: Any, chair: Any) -> None:
    first = ask(office_leader, late)
    with pytest.raises(Conflict) as refused:
        ask(chair, late)
    assert refused.value.code == "asked_already"
    withdraw(office_leader, first)
    assert ask(chair, late).id != first.id


@pytest.mark.parametrize("who", ["clerk", "lead_focal", "observer"])
def test_others_do_not_ask(late: Any, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Refused):
        ask(request.getfixturevalue(who), late)


def test_a_specialist_who_asked_decides_and_another_does_not(
    late: Any, specialist: Any, lead_focal: Any, make_user: Any
) -> None:
    other = make_user("cv2", "specialist", unit="vp", fields=("kinh-te",))
    explanation = ask(specialist, late)
    answer(lead_focal, explanation)
    with pytest.raises(Refused):
        decide(other, explanation)
    assert decide(specialist, explanation).state == "sufficient"


def test_what_is_closed_is_not_explained_any_more(late: Any, specialist: Any, lead_focal: Any) -> None:
    story.bring_to("accepted", late, unit=lead_focal, office=specialist)
    with pytest.raises(Conflict):
        ask(specialist, late)


def test_who_answered_does_not_accept_wherever_they_work_now(late: Any, office_leader: Any, lead_focal: Any) -> None:
    explanation = ask(office_leader, late)
    answer(lead_focal, explanation)
    ExplanationAnswer.objects.update(answered_by_id=office_leader.pk)
    with pytest.raises(Refused) as refused:
        decide(office_leader, explanation)
    assert refused.value.code == "own_answer"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"note": " "}, "note_required"), ({"due_on": None}, "due_on_required"), ({"due_on": dt.date(2021, 2, 7)}, "not_working"),
        ({"due_on": dt.date(2021, 2, 2)}, "past"),
    ],
)  # fmt: skip
def test_asked_again_it_says_what_and_until_when(
    late: Any, office_leader: Any, lead_focal: Any, more: dict[str, Any], code: str
) -> None:
    explanation = ask(office_leader, late)
    answer(lead_focal, explanation)
    with pytest.raises(BadInput) as refused:
        decide(office_leader, explanation, is_sufficient=False, **more)
    assert refused.value.code == code


def test_bad_answers(late: Any, office_leader: Any, lead_focal: Any) -> None:
    explanation = ask(office_leader, late)
    for more, code in (
        ({"text": ""}, "text_required"), ({"text": "x" * 20_001}, "too_long"),
        ({"files": [("a.txt", b"x")], "is_declared": False}, "not_declared"),
        ({"files": [(f"{n}.txt", b"x") for n in range(11)]}, "too_many_files"),
    ):  # fmt: skip
        with pytest.raises(BadInput) as refused:
            answer(lead_focal, explanation, **more)
        assert refused.value.code == code
    assert not ExplanationAnswer.objects.exists()


def test_its_files_are_for_those_who_read_it(
    late: Any, office_leader: Any, lead_focal: Any, observer: Any, other_unit_focal: Any, outsider: Any
) -> None:
    explanation = ask(office_leader, late)
    answer(lead_focal, explanation, files=[("a.txt", b"x")])
    row = ExplanationFile.objects.get()
    assert explanation_file_for(lead_focal, row.id).file.name == "a.txt"
    for person in (observer, other_unit_focal, outsider):
        with pytest.raises(NotFound):
            explanation_file_for(person, row.id)
    assert explanation_for(observer, explanation.id).id == explanation.id


def test_a_deadline_asked_for_today_is_a_day(late: Any, office_leader: Any) -> None:
    assert ask(office_leader, late, due_on=LATE).due_on == LATE

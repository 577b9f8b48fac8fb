"""The transition guard: every status × every status × both sides, and the courses that documents take."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.documents.exchange.codes import Kind, Status
from dondoc.documents.exchange.errors import StatusRefused
from dondoc.documents.exchange.statuses import TRANSITIONS, Course, Need, Role, check, sender_of, transition

# Rows: the status before ("–": none). Columns: the status to come. By whom follows from the column: 13 the originator,
# all others the receiver. x allowed · r needs a request (13 or a recall, update, replacement) · k needs that work goes on
# where it stood · u the same, and that what was agreed to was an update.
MATRIX = """
     01 02 03 04 05 06 13 15 16
–    x  .  .  .  .  .  x  r  r
01   .  x  x  .  .  .  x  r  r
02   .  .  .  .  .  .  .  .  .
03   .  .  .  x  .  .  x  r  r
04   .  .  .  .  x  .  x  r  r
05   .  .  .  .  .  x  x  r  r
06   .  .  .  .  .  .  .  r  r
13   .  .  .  .  .  .  .  r  r
15   u  u  u  u  u  u  u  r  r
16   k  k  k  k  k  k  k  r  r
"""
WORDS = {"x": set(), "r": {Need.REQUEST}, "k": {Need.RESUMES}, "u": {Need.RESUMES, Need.UPDATED}}
WITH_REASON = {Status.REFUSED, Status.TAKE_BACK, Status.DECLINED}


def matrix():
    head, *rows = MATRIX.strip("\n").splitlines()
    for row in rows:
        before, *cells = row.split()
        for code, cell in zip(head.split(), cells, strict=True):
            yield None if before == "–" else Status(before), Status(code), cell


def test_the_matrix_has_every_pair():
    assert {(before, to) for before, to, _ in matrix()} == set(product((None, *Status), Status))


@pytest.mark.parametrize(("before", "to", "cell"), list(matrix()), ids=lambda one: str(one or "–"))
@pytest.mark.parametrize("who", list(Role))
def test_every_status_after_every_status_by_either_side(before, to, cell, who):
    found = transition(before, to, who)
    if cell == "." or who is not sender_of(to):
        assert found is None
        with pytest.raises(StatusRefused) as refused:
            check(before, to, who, set(Need))
        assert refused.value.message.endswith(".")
        assert to.value in refused.value.message
        return
    needs = WORDS[cell] | ({Need.REASON} if to in WITH_REASON else set())
    assert found is not None
    assert found.needs == needs
    check(before, to, who, needs)
    for need in needs:
        with pytest.raises(StatusRefused):
            check(before, to, who, needs - {need})


def test_no_line_stands_twice():
    assert len({(one.from_, one.to, one.who) for one in TRANSITIONS}) == len(TRANSITIONS)


def run(*steps):
    """Follow statuses ("01", "02 reason") and packets (a Kind)."""
    course = Course()
    for step in steps:
        if isinstance(step, Kind):
            course = course.after_packet(step)
        else:
            code, _, reason = step.partition(" ")
            status = Status(code)
            course = course.after(status, sender_of(status), reason)
    return course


@pytest.mark.parametrize(
    "steps",
    [
        ("01", "03", "04", "05", "06"),
        ("01", "02 gửi nhầm"),
        ("01", "03", "13 nhầm", "16 đang xử lý", "04", "05", "06"),
        ("01", "13 nhầm", "15"),
        ("13 nhầm", "16 chưa nhận", "01", "03"),
        ("01", "03", "04", Kind.UPDATE, "15", "05", "06"),
        ("01", "03", Kind.UPDATE, "16 đã in", "04"),
        ("01", "03", "04", "05", "06", Kind.RECALL, "16 đã xong"),
        ("01", Kind.RECALL, "15"),
        ("01", "03", Kind.REPLACE, "15"),
        ("01", "03", "13 nhầm", "16 x", "13 nhầm thật", "15"),
        ("01", "03", Kind.UPDATE, "15", Kind.RECALL, "15"),
    ],
)
def test_a_course(steps):
    run(*steps)


@pytest.mark.parametrize(
    "steps",
    [
        ("03",),
        ("01", "02"),
        ("01", "02 x", "03"),
        ("01", "04"),
        ("01", "03", "03"),
        ("01", "15"),
        ("01", "16 x"),
        ("01", "03", "04", "05", "06", "13 nhầm"),
        ("01", "02 x", "13 nhầm"),
        ("01", "13 nhầm", "03"),
        ("01", "13 nhầm", "15", "03"),
        ("01", Kind.RECALL, "15", "03"),
        ("01", "03", Kind.REPLACE, "15", "04"),
        ("01", "03", "13 x", "16 x", "05"),
        ("01", "03", "13 x", "16 x", "16 x"),
        ("01", "03", Kind.UPDATE, "15", "06"),
        ("01", "13 x", "13 x"),
    ],
)
def test_no_course(steps):
    *before, _ = steps
    run(*before)
    with pytest.raises(StatusRefused):
        run(*steps)


def test_a_new_document_begins_anew():
    assert run("01", "13 x", "15", Kind.NEW) == Course()


@given(
    st.lists(
        st.tuples(st.sampled_from([*Status, *Kind]), st.sampled_from(Role), st.sampled_from(["", "lý do"])), max_size=12
    )
)
def test_completed_is_only_reached_step_by_step(steps):
    course, told = Course(), []
    for said, who, reason in steps:
        try:
            course = course.after_packet(said) if isinstance(said, Kind) else course.after(said, who, reason)
        except StatusRefused:
            continue
        if said is Kind.NEW:
            told = []
        elif isinstance(said, Status) and said <= Status.COMPLETED:
            told.append(said)
    if course.reached is Status.COMPLETED:
        assert told == [Status.ARRIVED, Status.ACCEPTED, Status.ASSIGNED, Status.PROCESSING, Status.COMPLETED]

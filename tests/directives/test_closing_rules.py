"""What completion needs, and what is asked of a cause of delay."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.directives.cause_rules import (
    DEFAULT_REASONS,
    CauseFault,
    CauseGiven,
    fault,
    is_late,
    share_of,
    side_of,
)
from dondoc.directives.choices import AssignmentRole, CauseSide, Need
from dondoc.directives.closing_rules import Missing, missing, need_of

SIDES = {one.code: str(one.side) for one in DEFAULT_REASONS}
OBJECTIVE = [code for code, side in SIDES.items() if side == "objective" and not code.endswith("khac")]
SUBJECTIVE = [code for code, side in SIDES.items() if side == "subjective" and not code.endswith("khac")]


@pytest.mark.parametrize(
    ("need", "lacks"),
    [
        (Need.NOTHING, [None] * 8),
        (Need.NOTE, [Missing.NOTE] * 4 + [None] * 4),
        (Need.EITHER, [Missing.NOTE] * 4 + [Missing.EVIDENCE, None, None, None]),
        (Need.FILE, [Missing.NOTE] * 4 + [Missing.FILE, Missing.FILE, None, None]),
        (Need.DOCUMENT, [Missing.NOTE] * 4 + [Missing.DOCUMENT, None, Missing.DOCUMENT, None]),
        (Need.BOTH, [Missing.NOTE] * 4 + [Missing.FILE, Missing.FILE, Missing.DOCUMENT, None]),
    ],
)
def test_what_each_need_lacks(need: Need, lacks: list[Missing | None]) -> None:
    brought = itertools.product((False, True), repeat=3)
    assert [missing(need, note=note, files=files, document=document) for note, files, document in brought] == lacks


@given(
    table=st.dictionaries(
        st.tuples(st.sampled_from(["", "Thông báo", "Công văn"]), st.sampled_from(AssignmentRole.values)),
        st.sampled_from(Need.values),
    ),
    kind=st.sampled_from(["", "Thông báo", "Quyết định"]), role=st.sampled_from(AssignmentRole.values),
)  # fmt: skip
def test_the_nearest_row_holds(table: dict[tuple[str, str], str], kind: str, role: str) -> None:
    need = need_of(kind, role, table)
    if (kind, role) in table:
        assert need == table[kind, role]
    elif ("", role) in table:
        assert need == table["", role]
    else:
        assert need == (Need.EITHER if role == AssignmentRole.LEAD else Need.NOTE)


@pytest.mark.parametrize(
    ("given_cause", "wrong"),
    [
        (CauseGiven((), remedy="x"), CauseFault.NO_REASON),
        (CauseGiven(("khong-co",), remedy="x"), CauseFault.UNKNOWN_REASON),
        (CauseGiven(("thien-tai",), remedy=" "), CauseFault.REMEDY_REQUIRED),
        (CauseGiven(("thien-tai",), remedy="x"), None),
        (CauseGiven(("thien-tai",), 100, remedy="x"), None),
        (CauseGiven(("thien-tai",), 50, remedy="x"), CauseFault.SHARE_UNEXPECTED),
        (CauseGiven(("thien-tai", "phoi-hop"), remedy="x"), CauseFault.SHARE_REQUIRED),
        (CauseGiven(("thien-tai", "phoi-hop"), 100, remedy="x"), CauseFault.SHARE_REQUIRED),
        (CauseGiven(("thien-tai", "phoi-hop"), 1, remedy="x"), None),
        (CauseGiven(("chu-quan-khac",), remedy="x"), CauseFault.WORDS_REQUIRED),
        (CauseGiven(("chu-quan-khac",), words="Mất hồ sơ.", remedy="x"), None),
    ],
)
def test_what_a_cause_must_say(given_cause: CauseGiven, wrong: CauseFault | None) -> None:
    assert fault(given_cause, SIDES) == wrong


@given(
    objective=st.sets(st.sampled_from(OBJECTIVE)), subjective=st.sets(st.sampled_from(SUBJECTIVE)),
    share=st.none() | st.integers(-5, 120),
)  # fmt: skip
def test_the_side_and_the_share_follow_from_the_reasons(
    objective: set[str], subjective: set[str], share: int | None
) -> None:
    said = CauseGiven(tuple(objective | subjective), share, remedy="x")
    wrong = fault(said, SIDES)
    if not objective and not subjective:
        assert wrong is CauseFault.NO_REASON
        return
    side = side_of(said.kinds, SIDES)
    assert side == (
        CauseSide.BOTH if objective and subjective else CauseSide.OBJECTIVE if objective else CauseSide.SUBJECTIVE
    )
    if wrong is None:
        kept = share_of(side, share)
        assert {"objective": kept == 100, "subjective": kept == 0, "both": 0 < kept < 100}[side]


def test_the_day_itself_is_in_time() -> None:
    due = dt.date(2021, 1, 25)
    assert [is_late(due, due + dt.timedelta(days=days)) for days in (-1, 0, 1)] == [False, False, True]
    assert not is_late(None, due)
    assert not is_late(due, None)


def test_shipped_reasons_have_one_code_each_and_both_sides() -> None:
    assert len({one.code for one in DEFAULT_REASONS}) == len(DEFAULT_REASONS)
    assert {str(one.side) for one in DEFAULT_REASONS} == {"objective", "subjective"}

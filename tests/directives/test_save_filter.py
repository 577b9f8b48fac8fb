"""Filters that a person keeps: their own, once per name, fifty at most."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import NOW

from dondoc.directives.commands.delete_filter import delete_filter
from dondoc.directives.commands.save_filter import save_filter
from dondoc.directives.models import SavedFilter
from dondoc.directives.saved_filters import MOST_SAVED, saved_filters
from dondoc.foundation.errors import BadInput, Conflict, NotFound, Refused


def keep(actor: Any, name: str = "Quá hạn", query: str = "timeliness=overdue") -> SavedFilter:
    return save_filter(actor=actor, name=name, query=query, now=NOW)


def test_each_person_has_their_own(province: Any, specialist: Any, office_leader: Any) -> None:
    keep(specialist, "Đến hạn")
    keep(specialist, "Cần đôn đốc")
    keep(office_leader, "Đến hạn")
    assert [kept.name for kept in saved_filters(specialist)] == ["Cần đôn đốc", "Đến hạn"], "in Vietnamese order"
    assert [kept.name for kept in saved_filters(office_leader)] == ["Đến hạn"]


@pytest.mark.parametrize(
    ("name", "query", "code"),
    [
        (" \0 ", "role=lead", "name_required"), ("a" * 81, "role=lead", "name_too_long"),
        ("a", "", "nothing_to_save"), ("a", "q=" + "x" * 1000, "query_too_long"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_said(province: Any, specialist: Any, name: str, query: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        keep(specialist, name, query)
    assert refused.value.code == code


def test_a_name_once_and_fifty_at_most(province: Any, specialist: Any, administrator: Any) -> None:
    keep(specialist)
    with pytest.raises(Conflict) as refused:
        keep(specialist, " quá  hạn ")
    assert refused.value.code == "name_taken"
    for number in range(MOST_SAVED - 1):
        keep(specialist, f"bộ lọc {number}")
    with pytest.raises(Conflict) as refused:
        keep(specialist, "thêm nữa")
    assert refused.value.code == "too_many"
    with pytest.raises(Refused):
        keep(administrator)


def test_sent_twice_at_once_it_is_kept_once(at_once: Any, province: Any, specialist: Any) -> None:
    results = at_once(*[lambda: keep(specialist)] * 4)
    assert sum(isinstance(result, SavedFilter) for result in results) == 1
    assert {result.code for result in results if isinstance(result, Conflict)} == {"name_taken"}


def test_only_ones_own_is_dropped(province: Any, specialist: Any, office_leader: Any) -> None:
    kept = keep(specialist)
    with pytest.raises(NotFound):
        delete_filter(actor=office_leader, filter_id=kept.id)
    delete_filter(actor=specialist, filter_id=kept.id)
    with pytest.raises(NotFound):
        delete_filter(actor=specialist, filter_id=kept.id)

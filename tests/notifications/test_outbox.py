"""What people are told: each thing once, in the caller's transaction, however many there are."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils.functional import lazystr
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from tests.conftest import NOW

from dondoc.notifications.kinds import Kind, kinds, register, subject_of, text_of
from dondoc.notifications.models import Message
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.selectors import messages_of, unread_of


def told(user_id: int, key: str, **more: Any) -> NewMessage:
    return NewMessage(user_id, key, "test.kind", {"câu": "chữ"}, "/nhiem-vu/1/", **more)


def test_what_is_told_again_under_its_key_is_told_once(lead_focal: Any) -> None:
    assert send(jurisdiction_id=1, messages=[told(lead_focal.pk, "a"), told(lead_focal.pk, "b")], now=NOW) == 2
    later = NOW + dt.timedelta(days=1)
    assert send(jurisdiction_id=1, messages=[told(lead_focal.pk, "a"), told(lead_focal.pk, "c")], now=later) == 1
    assert [one.key for one in messages_of(lead_focal)] == ["c", "b", "a"]
    assert messages_of(lead_focal).last().payload == {"câu": "chữ"}  # type: ignore[union-attr]
    assert unread_of(lead_focal).count() == 3


def test_the_same_key_is_another_thing_for_another_person(lead_focal: Any, lead_head: Any) -> None:
    assert send(jurisdiction_id=1, messages=[told(lead_focal.pk, "a"), told(lead_head.pk, "a")], now=NOW) == 2


def test_one_thing_twice_in_one_batch_is_told_once(lead_focal: Any) -> None:
    assert send(jurisdiction_id=1, messages=[told(lead_focal.pk, "a"), told(lead_focal.pk, "a")], now=NOW) == 1


def test_what_is_rolled_back_was_never_said(lead_focal: Any) -> None:
    def broken() -> None:
        with transaction.atomic():
            send(jurisdiction_id=1, messages=[told(lead_focal.pk, "a")], now=NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert not Message.objects.exists()


def test_more_than_a_batch_goes_in_one_call(lead_focal: Any) -> None:
    assert send(jurisdiction_id=1, messages=(told(lead_focal.pk, str(k)) for k in range(4100)), now=NOW) == 4100


class OnceTest(TestCase):
    @settings(max_examples=30)
    @given(st.lists(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abcd")), max_size=8), max_size=5))
    def test_whatever_is_sent_each_person_and_key_is_there_once(self, runs: list[list[tuple[int, str]]]) -> None:
        sent = sum(send(jurisdiction_id=1, messages=[told(*each) for each in run], now=NOW) for run in runs)
        assert sent == Message.objects.count() == len({each for run in runs for each in run})


def test_words_come_from_the_room_whose_message_it_is() -> None:
    kind = Kind(
        "test.words", lazystr("Thử"), lambda payload: f"Một {payload['x']}", lambda payload: f"Hai {payload['x']}"
    )  # type: ignore[arg-type]
    register(kind)
    register(kind)
    assert (subject_of("test.words", {"x": 1}), text_of("test.words", {"x": 1})) == ("Một 1", "Hai 1")
    assert kind in kinds()
    with pytest.raises(ValueError, match=r"test\.words"):
        register(Kind("test.words", lazystr("Khác"), str, str))  # type: ignore[arg-type]


def test_a_kind_that_nobody_knows_any_more_is_a_plain_sentence() -> None:
    assert subject_of("gone.kind", {}) == "Có thông báo mới"
    assert text_of("gone.kind", {}) == "Hãy mở Đôn Đốc để xem thông báo này."

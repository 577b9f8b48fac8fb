"""Letters: made once, sent once, tried again; whatever the mail server does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import NOW

from dondoc.notifications.channels import SENT
from dondoc.notifications.delivering import LEASE, claim, deliver_due, record
from dondoc.notifications.models import Delivery, Message, Preference
from dondoc.notifications.outbox import NewMessage, send
from dondoc.notifications.queueing import queue_due
from dondoc.notifications.rules import MOST_ATTEMPTS, is_given_up, wait_after

MINUTE = dt.timedelta(minutes=1)
EARLY = NOW.replace(hour=6)


def tell(user: Any, key: str = "a", *, kind: str = "test.news", at: dt.datetime = EARLY, **more: Any) -> None:
    message = NewMessage(user.pk, key, kind, {"x": f"việc {key}"}, f"/nhiem-vu/{key}/", **more)
    assert send(jurisdiction_id=1, messages=[message], now=at) == 1


def rounds(at: dt.datetime) -> dict[str, int]:
    return deliver_due(jurisdiction_id=1, clock=lambda: at)


def test_a_digest_comes_once_in_the_morning_what_is_late_first(mail: Any, reader: Any) -> None:
    tell(reader, "1")
    tell(reader, "2", kind="test.late")
    assert queue_due(jurisdiction_id=1, now=EARLY) == 0
    assert queue_due(jurisdiction_id=1, now=NOW) == 2
    assert queue_due(jurisdiction_id=1, now=NOW + MINUTE) == 0
    assert rounds(NOW) == {"sent": 1}
    (letter,) = mail.letters
    assert mail.recipients == ["dm.skhdt@kiengiang.gov.vn"]
    assert letter["Subject"] == "2 việc cần biết hôm nay"
    assert letter["From"] == "Đôn Đốc <dondoc@kiengiang.gov.vn>"
    text = letter.get_body(("plain",)).get_content()
    assert text.index("QUÁ HẠN") < text.index("Quá hạn: việc 2") < text.index("TIN MỚI") < text.index("Tin: việc 1")
    assert "https://dondoc.vn/nhiem-vu/2/" in text
    html = letter.get_body(("html",)).get_content()
    assert '<a href="https://dondoc.vn/nhiem-vu/2/">Quá hạn: việc 2</a>' in html
    assert "<img" not in html
    assert (letter["Auto-Submitted"], "thong-bao" in letter["List-Unsubscribe"]) == ("auto-generated", True)
    tell(reader, "3", at=NOW + MINUTE)
    assert queue_due(jurisdiction_id=1, now=NOW + 2 * MINUTE) == 0
    assert queue_due(jurisdiction_id=1, now=NOW + dt.timedelta(days=1)) == 1


def test_nothing_is_sent_on_a_day_off_and_monday_has_all_of_it(mail: Any, reader: Any) -> None:
    saturday = NOW + dt.timedelta(days=5)
    tell(reader, at=saturday)
    assert queue_due(jurisdiction_id=1, now=saturday) == 0
    assert queue_due(jurisdiction_id=1, now=saturday + dt.timedelta(days=2)) == 1


def test_what_is_urgent_goes_at_once_by_itself(mail: Any, reader: Any) -> None:
    saturday = NOW + dt.timedelta(days=5)
    tell(reader, "1", at=saturday, is_urgent=True)
    tell(reader, "2", at=saturday)
    assert queue_due(jurisdiction_id=1, now=saturday) == 1
    rounds(saturday)
    assert [letter["Subject"] for letter in mail.letters] == ["Tin: việc 1"]
    assert queue_due(jurisdiction_id=1, now=saturday + dt.timedelta(days=2)) == 1
    rounds(saturday + dt.timedelta(days=2))
    assert mail.letters[-1]["Subject"] == "1 việc cần biết hôm nay"


@pytest.mark.parametrize(
    ("wish", "queued"),
    [
        ({"by_email": False}, 0), ({"muted_kinds": ["test.news"]}, 0), ({"digest_hour": 9}, 0), ({"digest_hour": 8}, 1),
        ({}, 1),
    ],
)  # fmt: skip
def test_each_is_told_as_they_wish(mail: Any, reader: Any, wish: dict[str, Any], queued: int) -> None:
    tell(reader)
    plain = {"by_email": True, "by_push": True, "urgent_at_once": True, "digest_hour": 7, "muted_kinds": []}
    Preference.objects.create(jurisdiction_id=1, user_id=reader.pk, changed_at=NOW, **{**plain, **wish})
    assert queue_due(jurisdiction_id=1, now=NOW) == queued


def test_who_has_no_address_or_left_or_read_it_already_gets_no_letter(
    mail: Any, reader: Any, lead_head: Any, specialist: Any
) -> None:
    specialist.email, specialist.is_active = "cv@kiengiang.gov.vn", False
    specialist.save()
    for user in (reader, lead_head, specialist):
        tell(user)
    Message.objects.filter(user_id=reader.pk).update(read_at=NOW)
    assert queue_due(jurisdiction_id=1, now=NOW) == 0


def test_without_a_mail_server_nothing_is_made(mail: Any, settings: Any, reader: Any) -> None:
    tell(reader)
    settings.MAIL_HOST = ""
    assert queue_due(jurisdiction_id=1, now=NOW) == 0
    settings.MAIL_HOST = "127.0.0.1"
    assert queue_due(jurisdiction_id=1, now=NOW) == 1


def test_an_address_taken_away_meanwhile_is_given_up(mail: Any, reader: Any) -> None:
    tell(reader)
    queue_due(jurisdiction_id=1, now=NOW)
    reader.email = ""
    reader.save()
    assert rounds(NOW) == {"given_up": 1}
    assert Delivery.objects.get().reason == "no_address"


@pytest.mark.parametrize(
    ("server", "state", "reason"),
    [
        ({"greet": ""}, "failed", "no_answer"),
        ({"greet": "421 ban"}, "failed", "refused_for_now"),
        ({"answer_rcpt": "550 khong co"}, "given_up", "recipient"),
        ({"answer_rcpt": "450 cho da"}, "failed", "refused_for_now"),
        ({"answer_data": "554 khong"}, "given_up", "refused"),
        ({"answer_end": "554 khong"}, "given_up", "refused"),
        ({"answer_end": "451 cho da"}, "failed", "refused_for_now"),
        ({"late": 1.6}, "failed", "no_answer"),
        ({"cuts": True}, "failed", "no_answer"),
    ],
)
def test_what_a_server_does_amounts_to_now_or_later_or_never(
    mail: Any, reader: Any, server: dict[str, Any], state: str, reason: str
) -> None:
    tell(reader)
    queue_due(jurisdiction_id=1, now=NOW)
    for name, value in server.items():
        setattr(mail, name, value)
    assert rounds(NOW) == {state: 1}
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.reason, delivery.attempts) == (state, reason, 1)


@pytest.mark.parametrize("goodbye", ["421 dong cua", "500 khong", ""])
def test_what_was_taken_is_sent_however_the_server_says_goodbye(mail: Any, reader: Any, goodbye: str) -> None:
    tell(reader)
    queue_due(jurisdiction_id=1, now=NOW)
    mail.answer_quit = goodbye
    assert rounds(NOW) == {"sent": 1}
    assert len(mail.letters) == 1


def test_a_refusal_for_good_stays_one_however_the_server_says_goodbye(mail: Any, reader: Any) -> None:
    tell(reader)
    queue_due(jurisdiction_id=1, now=NOW)
    mail.answer_rcpt, mail.answer_quit = "550 khong co", "421 dong cua"
    assert rounds(NOW) == {"given_up": 1}
    assert Delivery.objects.get().reason == "recipient"


def test_a_server_that_hangs_costs_one_wait_and_not_one_for_each_letter(
    mail: Any, reader: Any, office_leader: Any, specialist: Any
) -> None:
    for number, user in enumerate((office_leader, specialist)):
        user.email = f"nguoi{number}@kiengiang.gov.vn"
        user.save()
    for user in (reader, office_leader, specialist):
        tell(user)
    queue_due(jurisdiction_id=1, now=NOW)
    mail.greet = ""
    assert rounds(NOW) == {"failed": 1}
    assert mail.calls == 1
    assert Delivery.objects.filter(state="queued").count() == 2
    mail.greet = "220 thu"
    assert rounds(NOW + MINUTE) == {"sent": 3}


def test_an_answer_that_comes_too_late_is_the_same_letter_again(mail: Any, reader: Any) -> None:
    tell(reader)
    queue_due(jurisdiction_id=1, now=NOW)
    mail.late = 1.6
    rounds(NOW)
    mail.late = 0
    assert rounds(NOW) == {}
    assert rounds(NOW + MINUTE) == {"sent": 1}
    assert len(mail.letters) == 2
    assert len(set(mail.message_ids)) == 1
    assert mail.letters[0].get_body().get_content() == mail.letters[1].get_body().get_content()


def test_nobody_at_the_other_end_is_tried_again_and_given_up_after_a_day_and_a_half(
    settings: Any, mail: Any, reader: Any
) -> None:
    tell(reader)
    queue_due(jurisdiction_id=1, now=NOW)
    mail.close()
    settings.MAIL_PORT = 1
    at = NOW
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert rounds(at) == {"given_up" if attempt == MOST_ATTEMPTS else "failed": 1}
        at += wait_after(attempt)
    assert Delivery.objects.get().reason == "unreachable"
    assert rounds(at + dt.timedelta(days=30)) == {}
    assert dt.timedelta(hours=24) < at - NOW < dt.timedelta(hours=48)


def test_one_that_fails_stops_no_other(mail: Any, reader: Any, office_leader: Any, monkeypatch: Any) -> None:
    office_leader.email = "chanhvp@kiengiang.gov.vn"
    office_leader.save()
    for user in (reader, office_leader):
        tell(user)
    queue_due(jurisdiction_id=1, now=NOW)
    from dondoc.notifications.email import smtp

    kept = smtp.compose

    def broken(delivery: Any, messages: Any, user: Any, now: Any) -> Any:
        if user.pk == reader.pk:
            raise ZeroDivisionError
        return kept(delivery, messages, user, now)

    monkeypatch.setattr(smtp, "compose", broken)
    assert rounds(NOW) == {"failed": 1, "sent": 1}
    assert Delivery.objects.get(user_id=reader.pk).reason == "broken"


def test_a_worker_that_was_away_longer_than_its_lease_writes_nothing_over_another(mail: Any, reader: Any) -> None:
    tell(reader)
    queue_due(jurisdiction_id=1, now=NOW)
    slow = claim(1, now=NOW, lease=LEASE)
    assert claim(1, now=NOW + MINUTE, lease=LEASE) is None
    fast = claim(1, now=NOW + LEASE + MINUTE, lease=LEASE)
    assert slow is not None
    assert fast is not None
    assert record(fast, SENT, now=NOW) == "sent"
    assert record(slow, SENT, now=NOW) == "taken_over"
    assert Delivery.objects.get().attempts == 2


@given(st.integers(1, 40))
def test_waits_grow_and_end(attempts: int) -> None:
    assert MINUTE <= wait_after(attempts) <= wait_after(attempts + 1) <= dt.timedelta(hours=4)
    assert is_given_up(attempts) is (attempts >= MOST_ATTEMPTS)

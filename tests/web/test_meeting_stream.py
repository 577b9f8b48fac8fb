"""The stream of a meeting's changes: in order, none lost, to whom they are for."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest
from tests.conftest import NOW
from tests.connections import _triggers_again, real_connections
from tests.meetings.meetings_world import called, heads, meeting, plan_of

from dondoc.meetings.commands._steps import locked
from dondoc.meetings.live import publish
from dondoc.meetings.models import LiveChange
from dondoc.web.screens.meetings.room import hub as hubs

__all__ = ["_triggers_again", "called", "heads", "meeting", "plan_of", "real_connections"]
KEY = (1, 7)


def tell(meeting, user, count=1, audience="all"):
    from django.db import transaction

    with transaction.atomic():
        row = locked(user, meeting.id)
        for _ in range(count):
            publish(row, "agenda", {"item_id": 5}, now=NOW, audience=audience)


def read(client, meeting, **more):
    answer = client.get(f"/hop/{meeting.id}/song/", **more)
    return answer, b"".join(answer.streaming_content).decode() if answer.streaming else ""


@pytest.fixture
def asked(client, settings):
    """A client whose stream ends at once."""
    settings.LIVE_STREAM_SECONDS = 0

    def by(user):
        client.force_login(user, backend="dondoc.accounts.backends.PasswordBackend")
        return client

    return by


def test_who_comes_back_gets_what_was_missed_in_order(called, specialist, asked):
    tell(called.meeting, specialist, 3)
    answer, body = read(asked(specialist), called.meeting, headers={"Last-Event-ID": "1"})
    assert answer["Content-Type"] == "text/event-stream"
    assert answer["X-Accel-Buffering"] == "no"
    assert [line for line in body.splitlines() if line.startswith("id:")] == ["id: 2", "id: 3"]
    assert 'event: agenda\ndata: {"item_id":5}' in body


def test_a_new_page_gets_only_what_comes(called, specialist, asked):
    tell(called.meeting, specialist, 3)
    for said in (
        {},
        {"headers": {"Last-Event-ID": "x"}},
        {"headers": {"Last-Event-ID": "9" * 30}},
        {"data": {"sau": "99"}},
    ):
        _answer, body = read(asked(specialist), called.meeting, **said)
        assert "id:" not in body


def test_participants_are_not_told_what_is_the_secretaries(called, specialist, lead_head, asked):
    tell(called.meeting, specialist, audience="office")
    tell(called.meeting, specialist)
    _answer, mine = read(asked(lead_head), called.meeting, data={"sau": "0"})
    _answer, theirs = read(asked(specialist), called.meeting, data={"sau": "0"})
    assert "id: 1\n" not in mine
    assert "id: 2\n" in mine
    assert "id: 1\n" in theirs


def test_who_missed_more_than_is_kept_reloads(called, specialist, asked, monkeypatch):
    monkeypatch.setattr(hubs, "KEPT", 2)
    tell(called.meeting, specialist, 5)
    _answer, body = read(asked(specialist), called.meeting, data={"sau": "1"})
    assert "event: reload" in body


def test_who_missed_what_is_kept_no_longer_reloads(called, specialist, asked):
    tell(called.meeting, specialist, 5)
    LiveChange.objects.filter(meeting_id=called.meeting.id, seq__lte=3).delete()
    _answer, body = read(asked(specialist), called.meeting, data={"sau": "1"})
    assert "id: 5\nevent: reload" in body
    _answer, body = read(asked(specialist), called.meeting, data={"sau": "3"})
    assert "event: reload" not in body
    assert "id: 4\n" in body


def test_outsiders_have_no_stream(called, outsider, observer, asked):
    for person in (outsider, observer):
        answer, _body = read(asked(person), called.meeting)
        assert answer.status_code == 404


class Source:
    """What the hub asks, without a database."""

    def __init__(self):
        self.changes = []
        self.questions = 0

    def seqs(self, keys):
        self.questions += 1
        return dict.fromkeys(keys, len(self.changes))

    def after(self, _key, seq):
        return self.changes[seq:]

    def add(self, count):
        first = len(self.changes) + 1
        self.changes += [hubs.Told(seq, True, f"{seq};".encode()) for seq in range(first, first + count)]


@pytest.fixture
def source(monkeypatch):
    monkeypatch.setattr(hubs, "connection", SimpleNamespace(close=lambda: None))
    return Source()


def test_twenty_followers_hear_everything_in_order_and_one_thread_asks(source):
    hub = hubs.Hub(source.seqs, source.after, every=0.005)
    heard: dict[int, list[int]] = {}
    begun = threading.Barrier(21)

    def follow(number):
        hub.follow(KEY, 0)
        begun.wait()
        seen, got = 0, []
        while seen < 300:
            news = hub.wait(KEY, seen, 10)
            assert news
            got += [told.seq for told in news]
            seen = got[-1]
        heard[number] = got
        hub.leave(KEY)

    threads = [threading.Thread(target=follow, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    begun.wait()
    for _ in range(60):
        source.add(5)
        time.sleep(0.002)
    for thread in threads:
        thread.join(30)
    assert heard == {number: list(range(1, 301)) for number in range(20)}
    assert not hub._channels


def test_nobody_follows_nobody_asks(source):
    hub = hubs.Hub(source.seqs, source.after, every=0.001)
    hub.follow(KEY, 0)
    thread = hub._thread
    hub.leave(KEY)
    assert thread is not None
    thread.join(10)
    assert not thread.is_alive()
    hub.follow(KEY, 0)
    source.add(1)
    assert [told.seq for told in hub.wait(KEY, 0, 10) or ()] == [1]
    hub.leave(KEY)


def test_a_pause_without_news_ends_in_time(source):
    hub = hubs.Hub(source.seqs, source.after, every=0.001)
    hub.follow(KEY, 0)
    assert hub.wait(KEY, 0, 0.01) == ()
    hub.leave(KEY)


def test_a_database_that_is_away_is_asked_again(source, monkeypatch):
    from django.db import OperationalError

    asked = source.seqs
    failures = iter([True])

    def seqs(keys):
        if next(failures, False):
            raise OperationalError
        return asked(keys)

    monkeypatch.setattr(hubs.threading.Event, "wait", lambda _self, _seconds=None: time.sleep(0.001))
    hub = hubs.Hub(seqs, source.after, every=0.001)
    hub.follow(KEY, 0)
    source.add(2)
    assert [told.seq for told in hub.wait(KEY, 0, 10) or ()] == [1, 2]
    hub.leave(KEY)


def test_a_page_that_lags_behind_what_is_kept_is_told_so(source, monkeypatch):
    hub = hubs.Hub(source.seqs, source.after, every=0.001)
    hub.follow(KEY, 0)
    source.add(hubs.KEPT + 10)
    deadline = time.monotonic() + 10
    while hub._last(KEY) == 0 and time.monotonic() < deadline:
        time.sleep(0.005)
    assert hub.wait(KEY, 0, 1) is None
    assert [told.seq for told in hub.wait(KEY, hubs.KEPT + 8, 1) or ()] == [hubs.KEPT + 9, hubs.KEPT + 10]
    hub.leave(KEY)


@pytest.mark.usefixtures("real_connections")
@pytest.mark.django_db(transaction=True)
def test_the_database_is_asked_as_the_hub_asks_it(called, specialist):
    tell(called.meeting, specialist, 2)
    key = (1, called.meeting.id)
    assert hubs.seqs_of([key, (2, called.meeting.id)]) == {key: 2}
    assert [told.seq for told in hubs.changes_after(key, 1)] == [2]


def test_what_all_see_comes_along_once_with_the_last_change_for_all(source):
    made = []
    hub = hubs.Hub(
        source.seqs,
        source.after,
        lambda key, language: made.append((key, language)) or f"view in {language};".encode(),
        every=0.001,
    )
    hub.follow(KEY, 0)
    source.add(3)
    got: list[hubs.Told] = []
    while len(got) < 3:
        got += hub.wait(KEY, len(got), 10) or ()
    assert b"".join(told.said_in("vi") for told in got).count(b"view") == len(made)
    assert got[-1].said_in("vi") == b"3;view in vi;"
    assert got[-1].said_in("en") == b"3;"
    hub.leave(KEY)


def test_who_reads_english_is_sent_the_view_in_english(source):
    """A page that is not sent it asks for it, at every change."""
    hub = hubs.Hub(source.seqs, source.after, lambda _key, language: f"view in {language};".encode(), every=0.001)
    hub.follow(KEY, 0, "vi")
    hub.follow(KEY, 0, "en")
    source.add(1)
    (told,) = hub.wait(KEY, 0, 10) or ()
    assert told.said_in("en") == b"1;view in en;"
    assert told.said_in("vi") == b"1;view in vi;"
    hub.leave(KEY, "vi")
    source.add(1)
    (told,) = hub.wait(KEY, 1, 10) or ()
    assert told.views == {"en": b"view in en;"}
    hub.leave(KEY, "en")
    assert not hub._channels


def test_a_server_that_stops_waits_for_no_stream(source):
    hub = hubs.Hub(source.seqs, source.after, every=0.001)
    hub.follow(KEY, 0)
    heard = []
    thread = threading.Thread(target=lambda: heard.append(hub.wait(KEY, 0, 60)))
    thread.start()
    hub.close()
    thread.join(5)
    assert not thread.is_alive()
    assert heard == [()]
    hub.leave(KEY)


def test_a_stream_of_a_server_that_stops_ends(called, lead_head, client, settings, monkeypatch):
    from dondoc.web.screens.meetings.room import stream

    settings.LIVE_STREAM_SECONDS = 60
    hub = hubs.Hub(lambda _keys: {}, lambda _key, _seq: [])
    hub.close()
    monkeypatch.setattr(stream, "HUB", hub)
    client.force_login(lead_head, backend="dondoc.accounts.backends.PasswordBackend")
    began = time.monotonic()
    _answer, body = read(client, called.meeting)
    assert body.startswith("retry:")
    assert time.monotonic() - began < 5


def test_a_view_that_fails_stops_nothing(source):
    def broken(_key, _language):
        raise ValueError

    hub = hubs.Hub(source.seqs, source.after, broken, every=0.001)
    hub.follow(KEY, 0)
    source.add(1)
    assert [told.said_in("vi") for told in hub.wait(KEY, 0, 10) or ()] == [b"1;"]
    source.add(1)
    assert [told.said_in("vi") for told in hub.wait(KEY, 1, 10) or ()] == [b"2;"]
    hub.leave(KEY)


def test_the_view_is_the_participants_page(called, specialist):
    from dondoc.meetings.commands.add_item import add_item
    from dondoc.web.screens.meetings.room.stream import view_of

    add_item(actor=specialist, meeting_id=called.meeting.id, title="Báo cáo <b>quý</b>", now=NOW)
    wire = view_of((1, called.meeting.id), "vi").decode()
    assert "Agenda" in view_of((1, called.meeting.id), "en").decode()
    assert wire.startswith("event: view\ndata: ")
    assert wire.count("\n") == 3
    assert "Báo cáo &lt;b&gt;quý&lt;/b&gt;" in wire

"""What keeps the live pages of a process current: one thread asks the database, all streams wait for it.

Each stream holds a thread of the server and nothing else; the database is asked once for all of them (ADR 0011).
"""

from __future__ import annotations

import json
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog
from django.db import DatabaseError, InterfaceError, connection

from dondoc.meetings.choices import Audience
from dondoc.meetings.models import LiveChange, Meeting

log = structlog.get_logger(__name__)
#: Seconds between two questions to the database; what is published is seen a little later than this at worst.
EVERY = 0.25
#: Changes that are kept for those who come back; who missed more reloads the page.
KEPT = 500
#: Questions without any follower after which the thread ends.
_IDLE = 40

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A change as it goes over the wire.

    Attributes:
        seq: its number.
        is_for_all: whether participants get it, or the secretaries only.
        wire: the event as server-sent events write it.
        views: what all participants see after it, as an event, by language; only with the last that is for all.
    """

    seq: int
    is_for_all: bool
    wire: bytes
    views: Mapping[str, bytes] = field(default_factory=dict)

    def said_in(self, language: str) -> bytes:
        """All that goes to a page in this language."""
        return self.wire + self.views.get(language, b"")


def told(change: LiveChange) -> Told:
    """A change's row as an event."""
    data = json.dumps(change.payload, ensure_ascii=False, separators=(",", ":"))
    wire = f"id: {change.seq}\nevent: {change.part}\ndata: {data}\n\n".encode()
    return Told(change.seq, change.audience == Audience.ALL, wire)


@dataclass
class _Channel:
    """What is known of one meeting that somebody follows."""

    seq: int
    changes: deque[Told] = field(default_factory=lambda: deque(maxlen=KEPT))
    followers: Counter[str] = field(default_factory=Counter)


def seqs_of(keys: Iterable[Key]) -> dict[Key, int]:
    """The number of the last change of each meeting (one query)."""
    wanted = set(keys)
    rows = Meeting.objects.filter(
        jurisdiction_id__in={key[0] for key in wanted}, id__in={key[1] for key in wanted}
    ).values_list("jurisdiction_id", "id", "live_seq")
    return {(here, meeting): seq for here, meeting, seq in rows if (here, meeting) in wanted}


def changes_after(key: Key, seq: int) -> list[Told]:
    """The changes of a meeting after this number, in order; the last of them where there are too many."""
    rows = LiveChange.objects.filter(jurisdiction_id=key[0], meeting_id=key[1], seq__gt=seq).order_by("-seq")[:KEPT]
    return [told(row) for row in reversed(rows)]


class Hub:
    """One for each process; `follow` begins, `wait` sleeps until there is something new, `leave` ends.

    Args:
        seqs: asks for the last numbers.
        changes: asks for what came after a number.
        view: makes what all participants see, once for all who read one language; it goes along with the last change.
        every: seconds between two questions.
    """

    def __init__(
        self,
        seqs: Callable[[Iterable[Key]], dict[Key, int]] = seqs_of,
        changes: Callable[[Key, int], list[Told]] = changes_after,
        view: Callable[[Key, str], bytes] = lambda _key, _language: b"",
        every: float = EVERY,
    ) -> None:
        self._seqs, self._changes, self._view, self._every = seqs, changes, view, every
        self._news = threading.Condition()
        self._channels: dict[Key, _Channel] = {}
        self._thread: threading.Thread | None = None
        self.is_closed = False

    def close(self) -> None:
        """Wake all who wait: the server stops, and they end now instead of being waited for."""
        with self._news:
            self.is_closed = True
            self._news.notify_all()

    def follow(self, key: Key, seq: int, language: str = "vi") -> None:
        """Begin to follow a meeting whose last change was `seq`; the thread is started where it does not run."""
        with self._news:
            channel = self._channels.setdefault(key, _Channel(seq))
            channel.followers[language] += 1
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._ask, name="meetings-hub", daemon=True)
                self._thread.start()

    def leave(self, key: Key, language: str = "vi") -> None:
        """Follow no longer."""
        with self._news:
            channel = self._channels.get(key)
            if channel is not None:
                channel.followers[language] -= 1
                if channel.followers.total() <= 0:
                    del self._channels[key]

    def wait(self, key: Key, after: int, seconds: float) -> Sequence[Told] | None:
        """Sleep until there is a change after this number, or the time is over.

        Returns:
            What came after it, in order; None where more was missed than is kept.
        """
        with self._news:
            self._news.wait_for(lambda: self.is_closed or self._last(key) > after, timeout=seconds)
            channel = self._channels.get(key)
            if channel is None or channel.seq <= after:
                return ()
            if not channel.changes or channel.changes[0].seq > after + 1:
                return None
            return [change for change in channel.changes if change.seq > after]

    def _last(self, key: Key) -> int:
        channel = self._channels.get(key)
        return channel.seq if channel else 0

    def _ask(self) -> None:
        idle, pause = 0, threading.Event()
        while True:
            pause.wait(self._every)
            with self._news:
                known = {key: channel.seq for key, channel in self._channels.items()}
                languages = {key: [*+channel.followers] for key, channel in self._channels.items()}
                idle = 0 if known else idle + 1
                if idle >= _IDLE:
                    self._thread = None
                    return
            if not known:
                continue
            try:
                fresh = {key: seq for key, seq in self._seqs(known).items() if seq > known[key]}
                news = {key: self._with_views(key, self._changes(key, known[key]), languages[key]) for key in fresh}
            except (DatabaseError, InterfaceError) as error:
                # A restart of the database: ask again a little later; who waits has lost nothing.
                log.warning("live_hub_waits", kind=type(error).__name__)
                pause.wait(2)
                continue
            finally:
                connection.close()
            self._tell(news)

    def _with_views(self, key: Key, changes: list[Told], languages: Iterable[str]) -> list[Told]:
        """The changes, and with the last that is for all what all participants see then."""
        at = next((k for k in range(len(changes) - 1, -1, -1) if changes[k].is_for_all), None)
        if at is not None:
            try:
                changes[at] = replace(changes[at], views={one: self._view(key, one) for one in languages})
            except (DatabaseError, InterfaceError):
                raise
            except Exception:
                # Without it pages ask for what they show; the thread must go on.
                log.exception("live_view_failed")
        return changes

    def _tell(self, news: dict[Key, list[Told]]) -> None:
        with self._news:
            for key, changes in news.items():
                channel = self._channels.get(key)
                if channel is not None and changes:
                    channel.changes.extend(change for change in changes if change.seq > channel.seq)
                    channel.seq = changes[-1].seq
            if news:
                self._news.notify_all()

"""`dondoc worker`, killed between any two steps of a night's reminders and of what goes out: nothing is lost, nothing said twice.

But in the one gap between the other side's yes and our record of it: there the same letter comes again under the same name.
"""

from __future__ import annotations

import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from tests.connections import _triggers_again, real_connections
from tests.directives import story
from tests.notifications.gateway import Gateway
from tests.notifications.killing import Lock, RealWorker, Stage, rows, table, until
from tests.notifications.mail_server import MailServer
from tests.notifications.test_push import Browser
from tests.urging.urging_world import LATE, subject

from dondoc.foundation.clock import local_day
from dondoc.jobs.queue import defer
from dondoc.notifications.commands.register_webhook import register_webhook
from dondoc.notifications.commands.subscribe_push import subscribe_push
from dondoc.notifications.models import Delivery, DeliveryMessage, Message, Preference
from dondoc.notifications.push_crypto import encoded
from dondoc.urging.commands.urge import urge
from dondoc.urging.messages import URGED
from dondoc.urging.models import Reminder, ReminderRun
from dondoc.urging.ruleset import keep_shipped
from dondoc.urging.running import MOST_SINGLE, would_tell

__all__ = ["_triggers_again", "real_connections"]
pytestmark = pytest.mark.postgres

UNITS = ("skhdt", "stc", "syt", "bdbp", "rachgia", "hondat")
SEED = 20210201
RANDOM_KILLS = 4
#: The advisory lock under which gateways and browsers get their deliveries: between it and the e-mails lies a step.
EACH = "SELECT pg_advisory_xact_lock(28274, 1)"


class World:
    """Six units of three people, two late tasks each; a mail server, a gateway to SMS, browsers of three people."""

    def __init__(self, province: Any, make_user: Any, servers: tuple[MailServer, Gateway, Gateway]) -> None:
        self.mail, self.gateway, self.service = servers
        here = province.jurisdiction
        here.is_example, here.clock_offset_days = True, (LATE - local_day(timezone.now())).days
        here.save()
        self.offset = dt.timedelta(days=here.clock_offset_days)
        office = make_user("chanhvp", "office_leader", unit="vp")
        self.people = [
            make_user(f"{name}.{unit}", role, unit=unit, email=f"{name}.{unit}@kiengiang.gov.vn")
            for unit in UNITS
            for name, role in (("gd", "unit_head"), ("dm1", "focal_point"), ("dm2", "focal_point"))
        ]
        self.tasks = []
        for unit in UNITS:
            for _number in range(2):
                given = subject(province, office, unit)
                focal = next(one for one in self.people if one.username == f"dm1.{unit}")
                self.tasks.append(story.bring_to("in_progress", given, unit=focal, office=office))
        self.office = office
        # That the tasks were given was told, too; this story begins with the night.
        Message.objects.all().delete()
        self.mail_wanted(by_email=False)

    def now(self) -> dt.datetime:
        return timezone.now() + self.offset

    def mail_wanted(self, *, by_email: bool) -> None:
        """Letters from midnight on, or none yet."""
        for one in self.people:
            Preference.objects.update_or_create(
                jurisdiction_id=1, user_id=one.pk,
                defaults={
                    "by_email": by_email, "by_push": True, "urgent_at_once": True, "digest_hour": 0,
                    "changed_at": self.now(),
                },
            )  # fmt: skip

    def night(self) -> dict[tuple[int, int], set[str]]:
        """What the night tells, by person and rule: object and occurrence; asked of the rules before anything ran."""
        with transaction.atomic():
            keep_shipped(1, self.now())
        found: dict[tuple[int, int], set[str]] = {}
        for one in would_tell(jurisdiction_id=1, day=LATE):
            for user in one.user_ids:
                said = f"{one.subject_id}:{one.anchor:%Y%m%d}:{one.occurrence:%Y%m%d}"
                found.setdefault((user, one.rule_id), set()).add(said)
        return found

    def listen_outside(self, administrator: Any) -> None:
        """From now on a gateway gets what is urged by hand, and three people's browsers what is urgent."""
        moment = self.now()
        register_webhook(actor=administrator, name="SMS tỉnh", url=self.gateway.url, kinds=[URGED], now=moment)
        for number, one in enumerate(self.people[:3]):
            browser = Browser()
            subscribe_push(
                actor=one, endpoint=f"{self.service.url}/{number}", public_key=encoded(browser.public),
                auth=encoded(browser.auth), now=moment,
            )  # fmt: skip


@pytest.fixture
def servers() -> Iterator[tuple[MailServer, Gateway, Gateway]]:
    made = (MailServer(), Gateway(), Gateway())
    yield made
    for one in made:
        one.close()


@pytest.fixture
def worker(
    real_connections: None, servers: tuple[MailServer, Gateway, Gateway], tmp_path: Path
) -> Iterator[RealWorker]:
    made = RealWorker(
        tmp_path, DONDOC_MAIL_HOST="127.0.0.1", DONDOC_MAIL_PORT=str(servers[0].port), DONDOC_MAIL_SECURITY="none",
        DONDOC_MAIL_FROM="dondoc@kiengiang.gov.vn", DONDOC_INNER_HOSTS="127.0.0.1", DONDOC_URL="https://dondoc.vn",
    )  # fmt: skip
    yield made
    made.stop()


def _keys_of(night: dict[tuple[int, int], set[str]], run_id: int) -> set[tuple[int, str]]:
    """The keys under which a person is told of a night: each thing, or one line where a rule has many."""
    return {
        (user, f"nhac:{run_id}:{rule}" if len(said) > MOST_SINGLE else f"nhac:{rule}:{one}")
        for (user, rule), said in night.items()
        for one in said
    }


def _messages() -> Counter[tuple[int, str]]:
    return Counter(Message.objects.values_list("user_id", "key"))


def _night_killed_at_each_step(worker: RealWorker) -> None:
    defer("urging.remind", jurisdiction_id=1, unique_key="daily")
    worker.killed_at_lock(table("urging_reminderrun"))
    assert not ReminderRun.objects.exists()
    worker.killed_at_lock(table("urging_reminder"))
    assert ReminderRun.objects.get().finished_at is None
    assert not Reminder.objects.exists()
    worker.killed_at_lock(table("notifications_message"))
    assert Reminder.objects.exists()
    assert not Message.objects.exists()
    worker.killed_at_lock(table("ledger_ledgerevent"))
    assert not Message.objects.exists()  # the messages and the end of the run are one step
    # The run is finished, and the job has not said so.
    ending, saying = table("ledger_ledgerevent"), []
    with worker.killed(ending.is_met, lambda: [one.release() for one in saying] and None):
        saying.append(table("jobs_jobrun"))
        ending.release()
        until(lambda: ReminderRun.objects.filter(finished_at__isnull=False).exists() and saying[0].is_met(), "the run")
    worker.start()
    until(
        lambda: rows("SELECT 1 FROM jobs_jobrun WHERE task = 'urging.remind' AND state = 'done'"), "done", worker.said
    )
    worker.kill()
    worker.forgotten()


def _letters_killed_at_each_step(worker: RealWorker, world: World) -> int:
    """Kill one at each step of letters, gateways and browsers; gives how often the mail server had said yes."""
    defer("notifications.deliver", jurisdiction_id=None)
    worker.killed_at_lock(table("notifications_delivery"))
    assert not Delivery.objects.exists()
    worker.killed_at_lock(Lock(EACH))
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"email"}
    gaps = 0
    for step, said_yes in (("connected", 0), ("data", 0), ("letter", 0), ("yes", 1)):
        before = len(world.mail.letters)
        stage = world.mail.at = Stage(step)
        with worker.killed(stage.reached.is_set, stage.opened.set):
            pass
        assert len(world.mail.letters) == before + said_yes
        gaps += said_yes
    gaps += _killed_before_the_record(worker, world)
    _killed_between_claim_and_letter(worker, world)
    for server in (world.gateway, world.service):
        stage = server.at = Stage("")
        with worker.killed(stage.reached.is_set, stage.opened.set):
            pass
        assert server.got
    return gaps


def _killed_before_the_record(worker: RealWorker, world: World) -> int:
    """The gap itself: the yes has come, and writing it down waits for a row."""
    held: list[Lock] = []

    def hold(step: str) -> None:
        if step == "letter" and not held:
            held.append(Lock("SELECT 1 FROM notifications_delivery WHERE state = 'sending' FOR UPDATE"))

    world.mail.at = hold
    with worker.killed(lambda: bool(held) and held[0].is_met(), lambda: [one.release() for one in held] and None):
        pass
    world.mail.at = lambda _step: None
    assert Delivery.objects.filter(state="sending").count() == 1
    return 1


def _killed_between_claim_and_letter(worker: RealWorker, world: World) -> None:
    """The next one is claimed, and what it carries is not read yet."""
    held: list[Lock] = []

    def hold(step: str) -> None:
        if step == "letter" and not held:
            held.append(table("notifications_deliverymessage", "ACCESS EXCLUSIVE"))

    world.mail.at = hold
    with worker.killed(lambda: bool(held) and held[0].is_met(), lambda: [one.release() for one in held] and None):
        letters = len(world.mail.letters)
    world.mail.at = lambda _step: None
    assert len(world.mail.letters) == letters
    assert Delivery.objects.filter(state="sending").count() == 1


def _killed_at_random(worker: RealWorker, world: World) -> int:
    """Kill at moments of chance while letters go out, slowly; each may have hit the gap once."""
    world.mail.late = 0.05
    chance = random.Random(SEED)  # noqa: S311 - the same moments each time
    for _number in range(RANDOM_KILLS):
        if not Delivery.objects.exclude(state="sent").exists():
            break
        calls = world.mail.calls
        defer("notifications.deliver", jurisdiction_id=None)
        worker.start()
        until(lambda calls=calls: world.mail.calls > calls or _is_all_sent(), "a letter", worker.said)
        time.sleep(chance.uniform(0, 0.3))
        worker.kill()
        worker.forgotten()
    world.mail.late = 0.0
    return RANDOM_KILLS


def _is_all_sent() -> bool:
    return not Delivery.objects.exclude(state="sent").exists()


def test_workers_killed_between_any_two_steps_lose_nothing_and_repeat_only_in_the_gap(
    worker: RealWorker, province: Any, make_user: Any, administrator: Any, servers: Any, settings: Any
) -> None:
    settings.INNER_HOSTS = ["127.0.0.1"]  # as the worker has it, for who names the gateway here
    world = World(province, make_user, servers)
    night = world.night()
    # 25/01 was seven days ago: of each unit's two tasks its three people are told by the rule of a week.
    assert sum(map(len, night.values())) >= len(UNITS) * 3 * 2
    _night_killed_at_each_step(worker)
    expected = _keys_of(night, ReminderRun.objects.get().id)
    assert _messages() == Counter(expected)
    assert not world.mail.letters  # nobody wants letters yet

    world.listen_outside(administrator)
    urged = urge(actor=world.office, assignment_ids=[one.id for one in world.tasks], now=world.now())
    expected |= {(one.pk, f"don-doc:{urged.id}:{one.unit_id}") for one in world.people}
    world.mail_wanted(by_email=True)
    gaps = _letters_killed_at_each_step(worker, world)
    gaps += _killed_at_random(worker, world)
    defer("notifications.deliver", jurisdiction_id=None)
    worker.start()
    until(_is_all_sent, "all sent", worker.said)
    worker.stop()

    assert worker.kills >= 17
    assert _messages() == Counter(expected)
    # The job that had not said so went on with the day: its run found nothing that was not told.
    assert [one.messages for one in ReminderRun.objects.order_by("id")] == [len(_keys_of(night, 0)), 0]
    _assert_letters(world, expected, gaps)
    _assert_posts(world.gateway, "webhook", "Idempotency-Key", len(world.people), gaps)
    _assert_posts(world.service, "push", "Topic", 3, gaps)
    assert not rows("SELECT 1 FROM procrastinate_jobs WHERE status = 'failed'")


def _assert_letters(world: World, expected: set[tuple[int, str]], gaps: int) -> None:
    """Each message is in one letter to its person; a letter comes again only where the yes was not written down."""
    carried = Counter(DeliveryMessage.objects.filter(channel="email").values_list("message__user_id", "message__key"))
    mine = {one.pk for one in world.people}
    assert carried == Counter(one for one in expected if one[0] in mine)
    letters = Delivery.objects.filter(channel="email")
    assert letters.count() == 2 * len(world.people)  # what was urged at once, and the digest
    to = Counter(
        letter["To"].addresses[0].addr_spec
        for letter in {one["Message-ID"]: one for one in world.mail.letters}.values()
    )
    assert to == Counter({one.email: 2 for one in world.people})
    assert len(set(world.mail.message_ids)) == letters.count()
    assert 1 <= len(world.mail.letters) - letters.count() <= gaps
    bodies: dict[str, str] = {}
    for letter in world.mail.letters:
        body = letter.get_body(("plain",)).get_content()
        assert bodies.setdefault(letter["Message-ID"], body) == body


def _assert_posts(server: Gateway, channel: str, name: str, count: int, gaps: int) -> None:
    """Each went out once, and again only under its own key."""
    uids = set(Delivery.objects.filter(channel=channel).values_list("uid", flat=True))
    assert len(uids) == count
    posted = [headers[name] for headers, _body in server.got]
    assert set(posted) == uids
    assert count < len(posted) <= count + gaps  # one was killed before the answer

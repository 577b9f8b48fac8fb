"""`dondoc exchange run`: the worker that delivers what is queued and fetches what waits."""

from __future__ import annotations

import datetime as dt
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

import click

from dondoc.cli.days import BadInputError
from dondoc.cli.kept_database import kept_database
from dondoc.config.bootstrap import tables_ready

if TYPE_CHECKING:
    from dondoc.documents.exchange_worker import Round
    from dondoc.documents.models import ExchangeParty


@click.command()
@click.option("--once", is_flag=True, help="Chạy một lượt rồi dừng; mã kết thúc 1 khi không kết nối được.")
def run(once: bool) -> None:
    """Gửi các gói tin đến hạn và lấy gói tin đang chờ; Ctrl-C để dừng."""
    # It may be the only user of an embedded database: nobody else would start it again.
    with kept_database(), tables_ready():
        from django.conf import settings

        _require_setup()
        if once:
            done = [_round(party) for party in _parties()]
            if not all(done):
                raise SystemExit(1)
            return
        click.echo("Bắt đầu liên thông văn bản. Nhấn Ctrl-C để dừng.")
        with _stopping() as stopped:
            while not stopped.is_set():
                _all_rounds(stopped)
                stopped.wait(settings.EXCHANGE_PAUSE)
        click.echo("Đã dừng liên thông văn bản.")


def _require_setup() -> None:
    from django.conf import settings

    from dondoc.documents.exchange_setup import is_set_up

    if not is_set_up():
        raise BadInputError("Chưa có nơi trao đổi: hãy đặt DONDOC_EXCHANGE_FOLDER hoặc DONDOC_EXCHANGE_URL.")
    if not settings.EXCHANGE_ORGANS:
        raise BadInputError("Chưa có mã định danh của cơ quan mình: hãy đặt DONDOC_EXCHANGE_ORGAN, ví dụ H33.01.")


def _parties() -> list[ExchangeParty]:
    from dondoc.documents.exchange_setup import own_parties

    found = own_parties()
    if not found:
        raise BadInputError(
            "Chưa cơ quan nào mang mã ở DONDOC_EXCHANGE_ORGAN; Lãnh đạo Văn phòng khai ở Liên thông → Cơ quan."
        )
    return found


def _all_rounds(stopped: threading.Event) -> None:
    """One round of every body; whatever happens in one, the loop goes on."""
    import structlog
    from django.db import DatabaseError, InterfaceError, connection

    log = structlog.get_logger(__name__)
    try:
        parties = _parties()
        for party in parties:
            if stopped.is_set():
                return
            _round(party)
    except BadInputError as error:
        click.echo(str(error), err=True)  # set while the worker runs: the next round finds it
    except (DatabaseError, InterfaceError) as error:
        log.error("exchange_database_unavailable", kind=type(error).__name__)  # noqa: TRY400 - its trace says no more
        connection.close()
    except Exception:
        log.exception("exchange_round_failed")


def _round(party: ExchangeParty) -> bool:
    from dondoc.documents.exchange_setup import lease, transport_of
    from dondoc.documents.exchange_worker import run_round

    done = run_round(party, transport_of, clock=_clock_of(party), lease=lease())
    if line := _line(party, done):
        click.echo(line, err=done.problem is not None)
    return done.problem is None


def _clock_of(party: ExchangeParty) -> Callable[[], dt.datetime]:
    """The clock of the body's jurisdiction: an example lives in the days of its documents."""
    from dondoc.foundation.clock import LOCAL
    from dondoc.organizations.models import Jurisdiction

    offset = Jurisdiction.objects.values_list("clock_offset_days", flat=True).get(id=party.jurisdiction_id)
    return lambda: dt.datetime.now(LOCAL) + dt.timedelta(days=offset)


def _line(party: ExchangeParty, done: Round) -> str:
    """What a round did, "" for nothing."""
    fetched = done.fetched
    counts = (
        (done.delivered.sent, "đã gửi"),
        (done.delivered.failed, "sẽ gửi lại"),
        (done.delivered.given_up, "ngừng gửi, cần xử lý"),
        (len(fetched.taken) if fetched else 0, "đã nhận"),
        (len(fetched.refused) if fetched else 0, "để lại ở nơi trao đổi"),
        (len(fetched.left) if fetched else 0, "chờ lượt sau"),
    )
    parts = [f"{count} {words}" for count, words in counts if count]
    if done.problem is not None:
        parts.append(done.problem.message)
    return f"{party.code}: {'; '.join(parts)}" if parts else ""


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C and a process manager's stop set: the packet in hand is finished first."""
    stopped = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        stopped.set()

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)

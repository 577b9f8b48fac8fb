"""`dondoc exchange run`: what it needs, what one round says, and a worker of its own that is told to stop."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from tests.documents.exchange_world import *  # noqa: F403 - fixtures
from tests.documents.exchange_world import OURS, THEIRS

from dondoc.cli import main


def run(*arguments):
    return CliRunner().invoke(main, ["exchange", "run", *arguments], prog_name="dondoc")


@pytest.fixture
def through_folder(settings, tmp_path):
    settings.EXCHANGE_FOLDER, settings.EXCHANGE_URL = tmp_path / "truc", ""
    settings.EXCHANGE_ORGANS = [OURS, THEIRS]


def test_what_is_missing_is_one_sentence(db, settings, tmp_path):
    settings.EXCHANGE_FOLDER, settings.EXCHANGE_URL, settings.EXCHANGE_ORGANS = None, "", []
    for name in ("DONDOC_EXCHANGE_FOLDER", "DONDOC_EXCHANGE_ORGAN", "Lãnh đạo Văn phòng"):
        done = run("--once")
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
        assert name in done.stderr
        settings.EXCHANGE_ORGANS = [OURS] if settings.EXCHANGE_FOLDER else []
        settings.EXCHANGE_FOLDER = tmp_path


def test_one_round_says_what_it_did(ours, theirs, notice_out, through_folder):
    ours.send(notice_out)
    first = run("--once")
    assert (first.exit_code, first.stderr) == (0, "")
    assert f"{OURS}: 1 đã gửi" in first.stdout
    assert f"{THEIRS}: 1 đã gửi; 1 đã nhận" in first.stdout
    assert f"{OURS}: 1 đã nhận" in run("--once").stdout
    assert run("--once").stdout == ""
    assert ours.course().last == "01"


def test_a_folder_that_is_not_there_is_said_and_ends_with_1(ours, settings, through_folder, tmp_path):
    settings.EXCHANGE_FOLDER = tmp_path / "o-mang"
    done = run("--once")
    assert done.exit_code == 1
    assert "kiểm tra ổ mạng" in done.stderr


def test_an_example_lives_in_the_days_of_its_documents(ours, theirs, notice_out, through_folder):
    from dondoc.organizations.models import Jurisdiction

    Jurisdiction.objects.filter(id=1).update(is_example=True, clock_offset_days=-36500)
    ours.send(notice_out)
    assert "đã gửi" not in run("--once").stdout.split(THEIRS)[0]  # not due yet, a hundred years ago


def test_the_loop_goes_on_after_a_fault_and_stops_when_told(
    ours, theirs, notice_out, through_folder, settings, monkeypatch
):
    from dondoc.cli import exchange_run

    settings.EXCHANGE_PAUSE = 0.0
    rounds = []
    whole = exchange_run._round

    def one(party):
        rounds.append(party.code)
        if len(rounds) == 1:
            raise RuntimeError("a fault of ours")
        if len(rounds) > 4:
            import os
            import signal

            os.kill(os.getpid(), signal.SIGTERM)
        return whole(party)

    monkeypatch.setattr(exchange_run, "_round", one)
    ours.send(notice_out)
    done = run()
    assert done.exit_code == 0
    assert "Đã dừng liên thông văn bản." in done.stdout
    assert ours.outgoing(state="sent").exists()

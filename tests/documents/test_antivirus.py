"""The virus scanner: asked before a file is kept, believed, and missed when it is away."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from dondoc.documents import antivirus
from dondoc.documents.intake import Submission, take
from dondoc.documents.storage import store_file
from dondoc.foundation.errors import BadInput, Unavailable

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 700_000


class Scanner:
    """A clamd that answers what it is told to, and remembers what it heard."""

    def __init__(self, family: int, address: str | tuple[str, int]) -> None:
        self.answer, self.limit = b"stream: OK\0", 1 << 30
        self.heard: list[bytes] = []
        self.door = socket.socket(family, socket.SOCK_STREAM)
        self.door.bind(address)
        self.door.listen()
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _who = self.door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                content = b""
                while size := struct.unpack("!I", stream.read(4))[0]:
                    content += stream.read(size)
                    if len(content) > self.limit:
                        line.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                        break
                else:
                    self.heard.append(content)
                    line.sendall(self.answer)


@pytest.fixture
def scanner(settings) -> Iterator[Scanner]:
    made = Scanner(socket.AF_INET, ("127.0.0.1", 0))
    settings.CLAMD = f"127.0.0.1:{made.door.getsockname()[1]}"
    yield made
    made.door.close()


def test_a_clean_file_passes_whole(scanner):
    antivirus.check(PNG, "a.png")
    assert scanner.heard == [PNG]


def test_a_unix_socket_is_spoken_to_as_well(settings, tmp_path: Path):
    address = str(tmp_path / "clamd.ctl")
    made = Scanner(socket.AF_UNIX, address)
    settings.CLAMD = address
    antivirus.check(PNG, "a.png")
    assert made.heard == [PNG]
    made.door.close()


@pytest.mark.usefixtures("files_folder")
def test_an_infected_file_is_named_and_not_kept(scanner, specialist, now, files: Callable[[], list[str]]):
    scanner.answer = b"stream: Eicar-Test-Signature(44d88612fea8a8f36de82e1278abb02f:68) FOUND\0"
    with pytest.raises(BadInput, match=r"“a.png” có mã độc \(Eicar-Test-Signature\)") as refusal:
        store_file(PNG, "a.png", actor=specialist, now=now)
    assert refusal.value.code == "infected"
    with pytest.raises(BadInput, match="có mã độc"):
        take(Submission("Giao Sở Tài chính báo cáo.".encode(), "van-ban.txt"), jurisdiction_id=1)
    assert files() == []


@pytest.mark.parametrize("answer", [b"", b"UNKNOWN COMMAND\0", b"stream: Can't allocate memory ERROR\0"])
def test_what_is_no_verdict_lets_nothing_pass(scanner, answer):
    scanner.answer = answer
    with pytest.raises(Unavailable, match="không trả lời"):
        antivirus.check(PNG, "a.png")


def test_a_scanner_that_is_away_lets_nothing_pass(settings, tmp_path: Path):
    for address in (str(tmp_path / "none.ctl"), "127.0.0.1:1", "clamd"):
        settings.CLAMD = address
        with pytest.raises(Unavailable):
            antivirus.check(PNG, "a.png")


def test_a_file_beyond_the_scanners_limit_is_told_so(scanner):
    scanner.limit = 1000
    with pytest.raises(BadInput, match="lớn hơn mức máy quét") as refusal:
        antivirus.check(PNG, "a.png")
    assert refusal.value.code == "too_large"


@pytest.mark.usefixtures("files_folder", "province")
def test_what_is_secret_is_not_shown_to_the_scanner(scanner, specialist, now, notice):
    secret = notice.replace("Số: 21", "TỐI MẬT\n\nSố: 21").encode()
    with pytest.raises(BadInput) as refusal:
        store_file(secret, "mat.txt", actor=specialist, now=now)
    assert refusal.value.code == "secret_document"
    assert scanner.heard == []

"""The office's virus scanner, where it has one: clamd by its INSTREAM command, over a Unix socket or TCP.

clamd writes what it scans to a disk of its own, so it is asked only after the reader has found no secrecy mark, and
before anything is kept. Where a scanner is set and does not answer, nothing is taken: an office that set one
relies on it.
"""

from __future__ import annotations

import re
import socket
import struct

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from dondoc.foundation.errors import BadInput, Unavailable

log = structlog.get_logger(__name__)
_PIECE = 256 * 1024
_CONNECT_SECONDS = 5.0
_ANSWER_SECONDS = 60.0
_MOST_ANSWERED = 4096
_TOO_LARGE = "size limit exceeded"
_FOUND = re.compile(r"^stream: (?P<signature>.+?)(?:\([0-9a-f:]+\))? FOUND$")


def check(content: bytes, name: str) -> None:
    """Let `content` pass, or refuse it. Without `settings.CLAMD` everything passes.

    Args:
        content: the file's bytes.
        name: what the person called it, for the sentence.

    Raises:
        BadInput: the scanner found something, or does not scan files this large.
        Unavailable: the scanner does not answer, or not as a scanner does.
    """
    address: str = settings.CLAMD
    if not address:
        return
    try:
        answer = _ask(address, content)
    except (OSError, ValueError) as error:
        log.warning("scanner_unavailable", kind=type(error).__name__)
        raise _unavailable() from None
    if answer == "stream: OK":
        return
    if found := _FOUND.match(answer):
        log.warning("infected_file_refused", signature=found["signature"], size=len(content))
        raise BadInput(
            _("Tệp “%(name)s” có mã độc (%(signature)s) nên không được nhận. Hãy lấy lại bản sạch từ nơi gửi.")
            % {"name": name, "signature": found["signature"]},
            code="infected",
        )
    if _TOO_LARGE in answer:
        raise BadInput(
            _("Tệp “%(name)s” lớn hơn mức máy quét mã độc nhận. Hãy tách tệp, hoặc báo quản trị hệ thống.")
            % {"name": name},
            code="too_large",
        )
    log.error("scanner_unavailable", kind="answer")
    raise _unavailable()


def _unavailable() -> Unavailable:
    return Unavailable(
        _("Máy quét mã độc không trả lời nên tệp chưa được nhận. Hãy thử lại sau ít phút, hoặc báo quản trị hệ thống."),
        code="scanner_unavailable",
    )


def _ask(address: str, content: bytes) -> str:
    with _connected(address) as line:
        line.settimeout(_ANSWER_SECONDS)
        hung_up = False
        try:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _PIECE):
                piece = content[start : start + _PIECE]
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            hung_up = True  # Beyond its limit clamd answers and hangs up before it has heard everything.
        heard = bytearray()
        while b"\0" not in heard and len(heard) < _MOST_ANSWERED:
            try:
                more = line.recv(_MOST_ANSWERED)
            except ConnectionResetError:
                if hung_up:  # its answer went with the line
                    return _TOO_LARGE
                raise
            if not more:
                break
            heard += more
    return heard.split(b"\0", 1)[0].decode("utf-8", "replace").strip()


def _connected(address: str) -> socket.socket:
    if not address.startswith("/"):
        host, _colon, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.settimeout(_CONNECT_SECONDS)
        line.connect(address)
    except OSError:
        line.close()
        raise
    return line

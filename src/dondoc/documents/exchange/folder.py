"""Packets through a shared folder: `<root>/<code>/new`, `done` and `quarantine`, one `<code>` for each body.

A file appears in `new` whole or not at all: it is written beside it, flushed, and linked under its name in one step.
"""

from __future__ import annotations

import logging
import os
import secrets
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from dondoc.documents.exchange.codes import OrganCode
from dondoc.documents.exchange.errors import (
    BadName,
    NameTaken,
    NotAPacketFile,
    PacketError,
    PacketTooLarge,
    Rejected,
    Unreachable,
)
from dondoc.documents.exchange.transport import Incoming, Outgoing, checked_code, checked_name
from dondoc.documents.exchange.tree import Limits

_log = logging.getLogger(__name__)
_ENDINGS = (".edxml", ".xml")
_PARTS = ("new", "done", "quarantine", "tmp")


class FolderTransport:
    """The folder of one body under a root that all share."""

    def __init__(self, root: Path, own: OrganCode | str, *, most_bytes: int = Limits().packet_bytes) -> None:
        """Use `root` (it must exist: a share that is not mounted is no empty one) as the body with the code `own`."""
        self._root = root
        self._home = root / checked_code(own)
        self._most = most_bytes
        if not root.is_dir():
            raise Unreachable(f"Không mở được thư mục trao đổi “{root.name}”; kiểm tra ổ mạng.")
        try:
            for part in _PARTS:
                (self._home / part).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Unreachable(f"Không tạo được thư mục của cơ quan {own} trong thư mục trao đổi.") from error

    def send(self, packet: Outgoing) -> None:
        """Put a packet into its receiver's folder.

        Raises:
            Rejected: the receiver has no folder.
            NameTaken: another packet has the name.
            Unreachable: the folder cannot be written now.
        """
        name = _with_ending(checked_name(packet.name))
        home = self._root / checked_code(packet.to)
        if not (home / "new").is_dir():
            raise Rejected(f"Cơ quan {packet.to.text} chưa có trong thư mục trao đổi.")
        for part in ("new", "done", "quarantine"):
            if _holds(home / part / name, packet.data):
                return
        try:
            written = _written(home / "tmp", packet.data)
        except OSError as error:
            raise Unreachable(
                "Không ghi được vào thư mục của bên nhận; gói tin được giữ lại để gửi lại sau."
            ) from error
        try:
            _moved(written, home / "new" / name)
        except FileExistsError:
            # Somebody else sent it between our look and now.
            if not _holds(home / "new" / name, packet.data):
                raise NameTaken from None
        except OSError as error:
            raise Unreachable from error
        finally:
            written.unlink(missing_ok=True)

    def fetch(self, most: int = 50) -> Iterator[Incoming]:
        """Packets that wait, by name. What is no packet is put aside on the way.

        Raises:
            Unreachable: the folder cannot be read now.
        """
        try:
            names = sorted(path.name for path in (self._home / "new").iterdir() if not path.name.startswith("."))
        except OSError as error:
            raise Unreachable("Không đọc được thư mục nhận gói tin; sẽ thử lại sau.") from error
        given = 0
        for name in names:
            if given >= most:
                return
            try:
                data = self._read(name)
            except PacketError as error:
                self.refuse(name, error.code, error.message)
            except FileNotFoundError:
                continue  # another process took it
            except OSError:
                _log.warning("exchange: %r cannot be read now", name)
            else:
                if data is not None:
                    given += 1
                    yield Incoming(name, data)

    def acknowledge(self, name: str) -> None:
        """Move a packet to `done`."""
        source = self._source(name)
        for number in count(1):
            try:
                _moved(source, self._home / "done" / _numbered(name, number))
            except FileExistsError:
                continue
            except FileNotFoundError:
                return
            except OSError as error:
                raise Unreachable from error
            return

    def refuse(self, name: str, code: str, message: str) -> None:
        """Move a packet to `quarantine`, with a .txt of the same name that says why."""
        source = self._source(name)
        aside = self._home / "quarantine"
        try:
            for number in count(1):
                kept = aside / _numbered(name, number)
                if os.path.lexists(kept):
                    continue
                try:
                    # The slip first: no packet ever lies there without its reason.
                    with (aside / f"{kept.name}.txt").open("x", encoding="utf-8", errors="replace") as slip:
                        slip.write(f"{message}\n[{code}]\n")
                except FileExistsError:
                    continue
                source.replace(kept)
                return
        except FileNotFoundError:
            return
        except OSError as error:
            raise Unreachable("Không chuyển được gói tin vào thư mục cách ly.") from error

    def _source(self, name: str) -> Path:
        # A name here is that of a file that lies there, whoever put it: any but one that leaves the folder.
        if not name or name in {".", ".."} or "/" in name or "\\" in name or "\0" in name:
            raise BadName
        return self._home / "new" / name

    def _read(self, name: str) -> bytes | None:
        """The bytes of a waiting file, None for a folder."""
        path = self._home / "new" / name
        kind = path.lstat().st_mode
        if stat.S_ISDIR(kind):
            return None
        if not stat.S_ISREG(kind) or not name.lower().endswith(_ENDINGS):
            raise NotAPacketFile
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as file:
            if os.fstat(descriptor).st_size > self._most:
                raise PacketTooLarge(f"Gói tin lớn quá {self._most / 1e6:.0f} MB.")
            return file.read(self._most + 1)


def _with_ending(name: str) -> str:
    return name if name.lower().endswith(_ENDINGS) else f"{name}.edxml"


def _numbered(name: str, number: int) -> str:
    stem, dot, ending = name.rpartition(".")
    return name if number == 1 else f"{stem}~{number}.{ending}" if dot else f"{name}~{number}"


def _holds(path: Path, data: bytes) -> bool:
    """Whether `path` has exactly these bytes.

    Raises:
        NameTaken: it has others.
        TransportError: it cannot be compared.
    """
    try:
        if not os.path.lexists(path):
            return False
        same = path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except FileNotFoundError:
        return False
    except OSError as error:
        raise Unreachable from error
    if not same:
        raise NameTaken
    return True


def _written(folder: Path, data: bytes) -> Path:
    path = folder / f"{secrets.token_hex(8)}.part"
    try:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return path


def _moved(source: Path, target: Path) -> None:
    """Give a file another name, never over an existing one.

    Raises:
        FileExistsError: the name is taken.
        OSError: it cannot be moved.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except FileNotFoundError:
        raise
    except OSError:
        # A share without hard links: the look and the renaming are two steps there.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        source.replace(target)
        return
    source.unlink(missing_ok=True)

"""Where the cluster of a home lives, and with which owners and modes.

For an ordinary user: `home/postgres`. For root the same, when the system user can pass to it;
otherwise a folder below the system folder, named in a pointer file in the home. The mode of a folder
that is already there is never changed.
"""

import errno
import json
import os
import secrets
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dondoc.embedded.account import Account, current
from dondoc.embedded.errors import EmbeddedError, reason

SYSTEM_FOLDER = Path("/var/lib/dondoc")
POINTER = "postgres.location"
GATE = "postgres.lock"
PORT = 5432
#: sun_path holds 108 bytes on Linux, the last of them zero.
_LONGEST_SOCKET = 107
#: PostgreSQL's programs cut a path at 1 024 bytes; ours puts `postgres/data.new` and its files below the home.
_LONGEST_HOME = 800


@dataclass(frozen=True, slots=True)
class Place:
    """The folders of one cluster.

    Attributes:
        base: holds all the others; below it only we write, except in `data`, `run` and `log`.
        account: the owner of `data`, `run` and `log`.
    """

    base: Path
    account: Account

    @property
    def data(self) -> Path:
        """The data folder (PGDATA)."""
        return self.base / "data"

    @property
    def settings(self) -> Path:
        """The folder of our postgresql.conf, pg_hba.conf and pg_ident.conf."""
        return self.base / "conf"

    @property
    def log(self) -> Path:
        """The folder of the server's log files."""
        return self.base / "log"

    @property
    def use_lock(self) -> Path:
        """The file that every process using the server holds shared."""
        return self.base / "use.lock"

    @property
    def server_lock(self) -> Path:
        """The file that every process of the server holds."""
        return self.base / "server.lock"

    @property
    def start_log(self) -> Path:
        """What the server said before its own log began."""
        return self.base / "start.log"

    def make(self) -> None:
        """Make the folders that are missing, each with the narrowest mode that works."""
        ours, theirs = (0o710, 0o700) if self.account.foreign else (0o700, 0o700)
        _make_folder(self.base, ours, group=self.account)
        _make_folder(self.settings, 0o750 if self.account.foreign else 0o700, group=self.account)
        for folder in (self.base / "run", self.log):
            if not folder.is_dir():
                _make_folder(folder, theirs)
                self.account.give(folder)

    def socket_folder(self) -> Path:
        """Find the private folder for the socket: our own `run`, or a short one where the path is too long.

        Returns:
            A folder of mode 0700 that belongs to the server's user.
        """
        own = self.base / "run"
        longest = len(os.fsencode(own / f".s.PGSQL.{PORT}"))
        # libpq takes a comma in a host for a list of hosts.
        if longest <= _LONGEST_SOCKET and "," not in str(own):
            return own
        note = self.base / "socket-folder"
        if note.is_file():
            known = Path(note.read_text(encoding="utf-8"))
            if _is_private(known, self.account.uid):
                return known
        # The name cannot be guessed beforehand, and mkdtemp fails rather than take a folder that is there.
        folder = Path(tempfile.mkdtemp(prefix="dondoc-", dir="/tmp"))
        self.account.give(folder)
        replace_text(note, str(folder), mode=0o600)
        return folder


def make_home(home: Path, *, for_server: bool = True) -> Path:
    """Make the home folder if it is missing: private, and for root passable for the system user alone.

    Args:
        home: the folder for all of dondoc's data.
        for_server: an embedded server may live in it; without one root needs no system user.

    Returns:
        The same folder, absolute, without symbolic links.

    Raises:
        EmbeddedError: it cannot be made.
    """
    home = home.expanduser().absolute()
    if not str(home).isprintable():
        raise EmbeddedError(f"Tên thư mục dữ liệu {str(home)!r} có ký tự điều khiển. Hãy đặt DONDOC_HOME ở nơi khác.")
    try:
        if not home.is_dir():
            home.parent.mkdir(parents=True, exist_ok=True)
            if for_server and os.geteuid() == 0:
                _make_folder(home, 0o710, group=current())
            else:
                _make_folder(home, 0o700)
            if not home.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(home))
        home = home.resolve()
    except OSError as error:
        raise EmbeddedError(
            f"Không tạo được thư mục dữ liệu {_shortened(home)}: {reason(error)}. Hãy đặt DONDOC_HOME ở nơi khác."
        ) from error
    if for_server and len(os.fsencode(home)) > _LONGEST_HOME:
        raise EmbeddedError(
            f"Đường dẫn của thư mục dữ liệu {_shortened(home)} dài {len(os.fsencode(home))} byte, PostgreSQL chỉ nhận đến "
            f"{_LONGEST_HOME}. Hãy đặt DONDOC_HOME ở nơi có tên ngắn hơn."
        )
    return home


def locate(home: Path, account: Account, system_folder: Path) -> Place:
    """Find the place of a home's cluster, choosing one the first time. Called under the gate lock.

    Args:
        home: the home folder, existing.
        account: the user that the server runs as.
        system_folder: where root keeps clusters of homes that the system user cannot enter.

    Returns:
        The place; its folders may still be missing.

    Raises:
        EmbeddedError: the cluster belongs to another user, or is not where the pointer file says.
    """
    pointer, local = home / POINTER, home / "postgres"
    if pointer.is_file():
        return _follow(pointer, account)
    if (local / "data").is_dir() or local.is_dir():
        _check_owner(local, account)
        if account.foreign and not _can_pass(home, account):
            raise EmbeddedError(
                f"Người dùng hệ thống {account.name} không còn vào được {home}, nơi chứa cơ sở dữ liệu. "
                f"Hãy trả lại quyền đi qua, ví dụ: chgrp {account.name} {home} && chmod g+x {home}"
            )
        return Place(local, account)
    if not account.foreign or _can_pass(home, account):
        return Place(local, account)
    clusters = make_system_folder(system_folder) / "clusters"
    _make_folder(clusters, 0o711)
    base = clusters / secrets.token_hex(8)
    place = Place(base, account)
    place.make()
    replace_text(base / "home.txt", f"{home}\n", mode=0o600)
    replace_text(pointer, json.dumps({"cluster": str(base)}) + "\n", mode=0o600)
    return place


def make_system_folder(folder: Path) -> Path:
    """Make the folder for what root keeps outside of homes.

    Args:
        folder: usually /var/lib/dondoc.

    Returns:
        The same folder.

    Raises:
        EmbeddedError: it cannot be made or belongs to somebody else.
    """
    try:
        _make_folder(folder, 0o711)
        if folder.stat().st_uid != os.geteuid():
            raise EmbeddedError(f"Thư mục {folder} thuộc về người dùng khác, không dùng được.")
    except OSError as error:
        raise EmbeddedError(
            f"Không tạo được {folder}: {reason(error)}. Hãy đặt DONDOC_HOME ở nơi người dùng hệ thống vào được, "
            "hoặc chạy dondoc bằng người dùng thường."
        ) from error
    return folder


def replace_text(path: Path, text: str, *, mode: int, group: Account | None = None) -> None:
    """Write a small file whole or not at all.

    Args:
        path: the file; a symbolic link there is replaced, not followed.
        text: its content.
        mode: its permissions.
        group: the user whose group may read it, when that is not us.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            if group is not None and group.foreign:
                os.fchown(stream.fileno(), -1, group.gid)
            os.fchmod(stream.fileno(), mode)
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _shortened(home: Path) -> str:
    name = str(home)
    return name if len(name) <= _LONGEST_SOCKET else f"{name[:_LONGEST_SOCKET]}…"


def _follow(pointer: Path, account: Account) -> Place:
    try:
        base = Path(json.loads(pointer.read_text(encoding="utf-8"))["cluster"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EmbeddedError(f"Không đọc được tệp {pointer}, nơi ghi chỗ của cơ sở dữ liệu.") from error
    if not account.foreign:
        raise EmbeddedError(f"Cơ sở dữ liệu của {pointer.parent} do root tạo (ở {base}). Hãy chạy lệnh này bằng root.")
    if not base.is_dir():
        raise EmbeddedError(
            f"Cơ sở dữ liệu ghi ở {pointer} không còn ở {base}. "
            "Hãy khôi phục thư mục đó; hoặc xóa tệp này để bắt đầu với một cơ sở dữ liệu trống."
        )
    return Place(base, account)


def _check_owner(local: Path, account: Account) -> None:
    """Refuse a cluster that another user made: its files would become unreadable for one of the two."""
    us = os.geteuid()
    try:
        owner = local.stat().st_uid
        data_owner = (local / "data").stat().st_uid if (local / "data").is_dir() else account.uid
    except PermissionError:
        owner, data_owner = -1, -1
    if owner != us or data_owner != account.uid:
        raise EmbeddedError(
            f"Cơ sở dữ liệu ở {local} thuộc về người dùng khác; hãy chạy lệnh này bằng chính người dùng đã tạo ra nó."
        )


def _can_pass(folder: Path, account: Account) -> bool:
    """Tell whether the system user can pass through a folder and all above it, by trying as that user."""
    program = shutil.which("test", path="/usr/bin:/bin")
    return program is not None and account.run([program, "-x", str(folder)]).returncode == 0


def _is_private(folder: Path, uid: int) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and stat.S_IMODE(found.st_mode) == stat.S_IRWXU


def _make_folder(folder: Path, mode: int, *, group: Account | None = None) -> None:
    """Make one folder with exactly this mode whatever the umask; one that exists stays as it is."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        return
    if group is not None and group.foreign:
        os.chown(folder, -1, group.gid, follow_symlinks=False)
    folder.chmod(mode)

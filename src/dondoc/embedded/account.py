"""Whom the server runs as: the present user, or (PostgreSQL refuses root) a system user of its own."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from dondoc.embedded.errors import EmbeddedError

SYSTEM_USER = "dondoc-db"


@dataclass(frozen=True, slots=True)
class Account:
    """The operating-system user that owns the data folder.

    Attributes:
        name: its name, as peer authentication sees it.
        uid: its number.
        gid: the number of its group.
        foreign: it is not the user who runs this process (we are root).
    """

    name: str
    uid: int
    gid: int
    foreign: bool

    def give(self, path: Path) -> None:
        """Make this user the owner of a file or folder that we made in a folder of ours.

        Args:
            path: what to give; a symbolic link is not followed.
        """
        if self.foreign:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def run(self, command: list[str], **options: object) -> "subprocess.CompletedProcess[str]":
        """Run a program as this user, without a shell and without the application's environment.

        Args:
            command: the program and its arguments.
            **options: further arguments of `subprocess.run`.

        Returns:
            The finished process with its output as text; its status is not judged here.
        """
        settings: dict[str, object] = {
            "capture_output": True,
            "text": True,
            "errors": "replace",
            "check": False,
            "umask": 0o077,
            "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            **options,
        }
        if self.foreign:
            settings |= {"user": self.uid, "group": self.gid, "extra_groups": [], "cwd": "/"}
        return subprocess.run(command, **settings)  # type: ignore[call-overload, no-any-return]  # noqa: S603, PLW1510 - no shell; `check` is in the settings


def current() -> Account:
    """Find the user to run the server as, making the system user when root has none yet.

    Returns:
        The present user, or for root the system user (`dondoc-db`, or DONDOC_DB_USER).

    Raises:
        EmbeddedError: the present user has no name, or the system user cannot be made.
    """
    uid = os.geteuid()
    if uid != 0:
        try:
            entry = pwd.getpwuid(uid)
        except KeyError as error:
            raise EmbeddedError(
                f"Người dùng số {uid} không có tên trong hệ thống (/etc/passwd), PostgreSQL không chạy được. "
                "Hãy chạy bằng một người dùng có tên, hoặc đặt DATABASE_URL tới một PostgreSQL khác."
            ) from error
        return Account(entry.pw_name, uid, entry.pw_gid, foreign=False)
    name = os.environ.get("DONDOC_DB_USER", SYSTEM_USER)
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        entry = _create(name)
    if entry.pw_uid == 0:
        raise EmbeddedError(f"Người dùng {name} là root; PostgreSQL không chạy bằng root. Hãy đặt DONDOC_DB_USER khác.")
    return Account(name, entry.pw_uid, entry.pw_gid, foreign=True)


def _create(name: str) -> pwd.struct_passwd:
    """Make the system user: no home, no shell, no password."""
    advice = (
        f"Hãy tự tạo người dùng hệ thống {name} (useradd --system {name}), "
        "hoặc chạy dondoc bằng một người dùng thường, hoặc đặt DATABASE_URL tới một PostgreSQL khác."
    )
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        raise EmbeddedError(f"PostgreSQL không chạy bằng root và máy này không có lệnh useradd. {advice}")
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    options += ["--shell", "/usr/sbin/nologin", "--comment", "Don Doc database", name]
    done = subprocess.run([program, *options], capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    try:
        # Two processes may have tried at once: what counts is that the user is there now.
        return pwd.getpwnam(name)
    except KeyError as error:
        reason = done.stderr.strip() or f"useradd kết thúc với mã {done.returncode}"
        raise EmbeddedError(f"Không tạo được người dùng hệ thống {name}: {reason}. {advice}") from error

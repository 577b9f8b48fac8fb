"""The processes of a server: found through /proc, stopped politely first."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from dondoc.embedded import locks
from dondoc.embedded.errors import FolderBusyError
from dondoc.embedded.place import Place

FAST_SECONDS = 60.0
IMMEDIATE_SECONDS = 20.0
ORPHAN_SECONDS = 5.0


def postmaster(place: Place) -> int | None:
    """Find the process number of the running postmaster.

    Args:
        place: the cluster.

    Returns:
        The number in postmaster.pid, if that process is really one of this cluster.
    """
    try:
        pid = int((place.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _belongs(pid, place) else None


def stop(place: Place) -> None:
    """Stop a running server: fast, then at once, then whatever is left of it.

    Args:
        place: the cluster. The caller holds the gate and is its only user.

    Raises:
        FolderBusyError: some process of it could not be ended.
    """
    pid = postmaster(place)
    if pid is not None:
        for number, seconds in ((signal.SIGINT, FAST_SECONDS), (signal.SIGQUIT, IMMEDIATE_SECONDS)):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
            if wait_gone(place, seconds):
                return
    clear_orphans(place)


def clear_orphans(place: Place) -> None:
    """End the sessions that a killed postmaster left behind; most of them end by themselves.

    Args:
        place: the cluster, whose postmaster is dead.

    Raises:
        FolderBusyError: some process could not be ended.
    """
    if wait_gone(place, ORPHAN_SECONDS):
        return
    for number in (signal.SIGQUIT, signal.SIGKILL):
        for pid in _members(place):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        if wait_gone(place, ORPHAN_SECONDS):
            return
    raise FolderBusyError(
        f"Một tiến trình PostgreSQL khác vẫn giữ thư mục {place.data} và không dừng được. "
        "Hãy dừng tiến trình đó (có thể ở một container hoặc máy khác) rồi chạy lại."
    )


def wait_gone(place: Place, timeout: float) -> bool:
    """Wait until no process of the server is left.

    Args:
        place: the cluster.
        timeout: seconds to wait at most.

    Returns:
        Whether all are gone.
    """
    descriptor = locks.open_lock(place.server_lock)
    try:
        return locks.wait_lock(descriptor, shared=False, timeout=timeout)
    finally:
        os.close(descriptor)


def _belongs(pid: int, place: Place) -> bool:
    """Check owner and working folder: a number in a file may long belong to somebody else."""
    process = Path("/proc") / str(pid)
    try:
        # st_ino and st_dev, not the name: the folder may be reached by several.
        return process.stat().st_uid == place.account.uid and (process / "cwd").samefile(place.data)
    except OSError:
        return False


def _members(place: Place) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and _belongs(int(entry.name), place):
            yield int(entry.name)

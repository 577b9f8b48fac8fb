"""Advisory locks (flock) that the kernel lets go of when a process ends, however it ended."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dondoc.embedded.errors import FolderBusyError

_PAUSE = 0.02


def open_lock(path: Path) -> int:
    """Open (and create, mode 0600) a lock file.

    Args:
        path: the lock file; its folder exists and is writable by nobody else.

    Returns:
        A file descriptor that child processes do not inherit.
    """
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def try_lock(descriptor: int, *, shared: bool) -> bool:
    """Take a lock at once or not at all.

    Args:
        descriptor: what `open_lock` returned.
        shared: a lock that many may hold, instead of an exclusive one.

    Returns:
        Whether the lock is held now.
    """
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def wait_lock(descriptor: int, *, shared: bool, timeout: float) -> bool:
    """Take a lock, waiting for its holders to let go.

    Args:
        descriptor: what `open_lock` returned.
        shared: a lock that many may hold, instead of an exclusive one.
        timeout: seconds to wait at most.

    Returns:
        Whether the lock is held now.
    """
    end = time.monotonic() + timeout
    while not try_lock(descriptor, shared=shared):
        if time.monotonic() >= end:
            return False
        time.sleep(_PAUSE)
    return True


def is_held(path: Path) -> bool:
    """Tell whether any process holds the lock file, alone or shared.

    Args:
        path: the lock file.

    Returns:
        True when somebody holds it at this moment.
    """
    descriptor = open_lock(path)
    try:
        return not try_lock(descriptor, shared=False)
    finally:
        os.close(descriptor)


@contextmanager
def alone(path: Path, *, timeout: float, message: str) -> Iterator[None]:
    """Hold a lock file exclusively for the length of a block.

    Args:
        path: the lock file.
        timeout: seconds to wait at most.
        message: the sentence of the error when it takes longer.

    Yields:
        Nothing; the lock is held inside the block.

    Raises:
        FolderBusyError: another process kept the lock for longer than `timeout`.
    """
    descriptor = open_lock(path)
    try:
        if not wait_lock(descriptor, shared=False, timeout=timeout):
            raise FolderBusyError(message)
        yield
    finally:
        os.close(descriptor)

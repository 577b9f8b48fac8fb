"""Programs of the system that read what we do not: run apart, with limits, and stopped when they take too long."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from dondoc.reading.errors import TooSlow

if sys.platform == "linux":
    import resource

MEMORY = 2 << 30
_LARGEST_OUTPUT = 64 << 20
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "TMPDIR", "SYSTEMROOT")


def find(*names: str) -> str | None:
    """The first of some programs that this machine has."""
    return next((path for name in names if (path := shutil.which(name))), None)


def run(
    command: Sequence[str],
    *,
    given: bytes = b"",
    seconds: float,
    folder: Path | None = None,
    more: Mapping[str, str] | None = None,
    memory: int | None = MEMORY,
) -> tuple[int, bytes]:
    """Run a program in a session of its own, without the secrets that our environment may hold.

    Args:
        command: the program and its arguments; no shell.
        given: its standard input.
        seconds: when it is stopped, with all that it started.
        folder: where it runs, which is its home too.
        more: further variables of its environment.
        memory: the most address space that it may take, None for no such limit.

    Returns:
        Its exit status and its standard output.

    Raises:
        TooSlow: it was stopped.
        OSError: it cannot be started.
    """
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    if folder is not None:
        environment["HOME"] = str(folder)
    with subprocess.Popen(  # noqa: S603  a fixed command; the file is its input, never part of it
        list(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment | dict(more or {}),
        start_new_session=True,
    ) as process:
        if memory is not None:
            _bound(process.pid, memory)
        try:
            out, _ = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise TooSlow from error
        finally:
            _end(process)
    return process.returncode, out[:_LARGEST_OUTPUT]


def _bound(pid: int, memory: int) -> None:
    if sys.platform != "linux":
        return
    try:
        resource.prlimit(pid, resource.RLIMIT_AS, (memory, memory))
    except (OSError, ValueError):
        return  # it has ended already, or the machine does not let us


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop a program and what it started; one that has ended leaves nobody."""
    try:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return

"""The guardian: starts the postmaster, waits until no process uses it, stops it.

Run as a file of its own (`python -I -S guardian.py …`), with the standard library only. Every
process that uses the server holds a shared lock on one file. The guardian waits for the exclusive
lock on it; the kernel gives it that lock when the last user is gone, whether it said good-bye or was
killed with -9. Then the guardian stops the server and ends.

A second lock, on `server.lock`, was taken by who started us and is inherited by every process of the
server, so that it is held exactly as long as any of them lives: the truth about "is it running", where
a process number in a file can be stale or belong to somebody else.
"""

import argparse
import fcntl
import os
import signal
import subprocess
import sys
from types import FrameType

FAST_SECONDS = 60.0
IMMEDIATE_SECONDS = 20.0
LONGEST_STOP = FAST_SECONDS + IMMEDIATE_SECONDS + 10.0


class _ServerGoneError(Exception):
    """The postmaster ended by itself."""


class _TerminatedError(Exception):
    """The operating system (or a supervisor) asks us to end."""


def _on_terminate(_number: int, _frame: FrameType | None) -> None:
    raise _TerminatedError


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop the server: fast first (sessions are rolled back, data are flushed), at once when that hangs."""
    for number, seconds in ((signal.SIGINT, FAST_SECONDS), (signal.SIGQUIT, IMMEDIATE_SECONDS)):
        if server.poll() is not None:
            return
        server.send_signal(number)
        try:
            server.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
        return


def main(arguments: list[str]) -> int:
    """Start the server, wait for its last user, stop it.

    Args:
        arguments: the options below, then the command line of the server.

    Returns:
        The exit status: 0 stopped by us, 1 the server ended by itself.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--use-lock", required=True)
    parser.add_argument("--server-lock", required=True, type=int, help="a descriptor that holds the lock already")
    parser.add_argument("--log", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    use = os.open(options.use_lock, os.O_RDWR | os.O_NOFOLLOW)
    alive = options.server_lock
    log = os.open(options.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    foreign = options.uid is not None
    server = subprocess.Popen(  # noqa: S603 - our own command line, no shell
        options.command,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        # Nothing of the application's environment (its secrets) reaches the server.
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        cwd="/" if foreign else options.folder,
        pass_fds=[alive],
        user=options.uid,
        group=options.gid,
        extra_groups=[] if foreign else None,
        umask=0o077,
        start_new_session=True,
    )
    os.close(alive)
    os.close(log)

    def on_child(_number: int, _frame: FrameType | None) -> None:
        # SIGCHLD also tells of a child that was merely paused.
        if server.poll() is not None:
            raise _ServerGoneError

    try:
        signal.signal(signal.SIGTERM, _on_terminate)
        signal.signal(signal.SIGCHLD, on_child)
        if server.poll() is None:
            fcntl.flock(use, fcntl.LOCK_EX)
    except _ServerGoneError:
        return 1
    except _TerminatedError:
        pass
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # The exclusive lock stays ours until the server is down: whoever comes now waits, then starts afresh.
    _stop(server)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

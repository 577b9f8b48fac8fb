"""Granian as a child of `dondoc serve`: it ends when its parent ends, even by kill -9, and frees the port."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import sys

from granian.cli import cli

_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask the kernel for SIGTERM when the parent is gone; where the kernel is not Linux, do nothing."""
    if not sys.platform.startswith("linux"):
        return
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it was gone before we asked
        raise SystemExit(1)


# Three processes on two processors are what was measured to be fastest here (bench/). Threads wait for news; answers are
# made one at a time (`wsgi`).
_KNOWN = ("Configured number of workers", "Configuration allows spawning up to")


def _is_news(record: logging.LogRecord) -> bool:
    said = record.getMessage()
    return not any(known in said for known in _KNOWN)


if __name__ == "__main__":
    logging.getLogger("_granian").addFilter(_is_news)
    end_with_parent()
    cli()

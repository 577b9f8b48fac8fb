"""A server for the length of a test run."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dondoc.embedded.account import current
from dondoc.embedded.connection import ConnectionInfo
from dondoc.embedded.place import make_home
from dondoc.embedded.server import EmbeddedPostgres

_HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_ROOM = 4 << 30


def roomy_memory() -> Path | None:
    """Find a folder in memory with room for a throwaway cluster, some times faster than a disk.

    Returns:
        The folder, or None where there is none with room (a container has 64 MB there).
    """
    folder = Path("/dev/shm")  # noqa: S108 - mkdtemp makes the folder below it
    try:
        roomy = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= _ROOM
    except OSError:
        return None
    return folder if roomy else None


@contextmanager
def temporary(
    *, durable: bool = False, settings: Mapping[str, str] | None = None, parent: Path | None = None
) -> Iterator[ConnectionInfo]:
    """Run an empty server that is gone, with its data, after the block.

    Args:
        durable: keep fsync on; off by default, because what a power cut would lose is thrown away anyway.
        settings: further server settings.
        parent: the folder to make the throwaway folder in; by default memory, where it has room, else the
            system's folder for such things.

    Yields:
        How to connect; the role may create databases.

    Raises:
        EmbeddedError: the server cannot be started.
    """
    outer = Path(tempfile.mkdtemp(prefix="dondoc-tmp-", dir=parent or roomy_memory()))
    try:
        account = current()
        if account.foreign:
            # Our own new folder: the server's user may pass through it, nobody else.
            os.chown(outer, -1, account.gid)
            outer.chmod(0o710)
        server = EmbeddedPostgres(
            make_home(outer / "home"), settings={**({} if durable else _HASTY), **(settings or {})}
        )
        info = server.start()
        try:
            yield info
        finally:
            server.stop()
            # Elsewhere only where the path of the throwaway folder is too long for a socket.
            shutil.rmtree(info.host, ignore_errors=True)
    finally:
        shutil.rmtree(outer, ignore_errors=True)

"""PostgreSQL's own tools: which ones, and how they get the address without a password in the process list."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from dondoc.backup.errors import BackupError
from dondoc.embedded import binaries
from dondoc.embedded.errors import EmbeddedError

_POLL = 0.2
_WORDS = 1500


@dataclass(frozen=True, slots=True)
class Tools:
    """A folder with pg_dump, pg_restore and psql of one version.

    Attributes:
        folder: where they are.
        version: for example `18.4`.
    """

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The major version."""
        return int(self.version.partition(".")[0])

    def program(self, name: str) -> str:
        """Give the path of one of them.

        Args:
            name: for example `pg_dump`.

        Returns:
            Its absolute path.
        """
        return str(self.folder / name)


def choose(url: str, at_least: int) -> Tools:
    """Find tools that are new enough for a server or for a dump.

    Args:
        url: the database; behind a Unix socket the wheel's own tools come first, otherwise the system's
            do, because the wheel's know no TLS.
        at_least: the lowest major version that will do.

    Returns:
        The tools.

    Raises:
        BackupError: none is new enough.
    """
    local = str(conninfo_to_dict(url).get("host") or "/").startswith("/")
    own = _own()
    candidates = [*own, *_system()] if local else [*_system(), *own]
    for tools in candidates:
        if tools.major >= at_least:
            return tools
    raise BackupError(
        f"Cần pg_dump và pg_restore phiên bản {at_least} trở lên mà máy này không có. "
        f"Hãy cài gói postgresql-client-{at_least} rồi chạy lại."
    )


def run(url: str, command: list[str], *, dbname: str, watch: Callable[[], None] | None = None) -> None:
    """Run a tool on a database and wait for it.

    Args:
        url: the server's address; its password travels in the environment.
        command: the program and its arguments; the address is appended as `--dbname`.
        dbname: the database on that server.
        watch: called several times a second while it runs.

    Raises:
        BackupError: the tool failed; the message ends with what it said.
    """
    address, environment = address_of(url, dbname)
    with subprocess.Popen(  # noqa: S603 - no shell; the program was found by us
        [*command, f"--dbname={address}"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        words = b""
        while True:
            try:
                words = process.communicate(timeout=_POLL)[1]
            except subprocess.TimeoutExpired:
                if watch is not None:
                    watch()
                continue
            except BaseException:
                process.terminate()
                raise
            break
    if process.returncode != 0:
        raise failure(command[0], words)


def failure(program: str, words: bytes) -> BackupError:
    """Word the failure of a tool.

    Args:
        program: its path.
        words: its standard error.

    Returns:
        The error to raise.
    """
    return BackupError(f"{Path(program).name} báo lỗi: {words.decode(errors='replace').strip()[-_WORDS:]}")


def address_of(url: str, dbname: str) -> tuple[str, dict[str, str]]:
    """Split an address into what may be seen and what may not.

    Args:
        url: the server's address.
        dbname: the database on it.

    Returns:
        A libpq connection string without password, and the environment for the tool.
    """
    given = conninfo_to_dict(url)
    password = given.pop("password", None)
    environment = {
        name: value for name, value in os.environ.items() if name.startswith("PG") or name in {"HOME", "PATH"}
    }
    environment["LC_ALL"] = "C"
    if password:
        environment["PGPASSWORD"] = str(password)
    return make_conninfo("", **{**given, "dbname": dbname}), environment


def _own() -> list[Tools]:
    try:
        found = _described(binaries.installed().root / "bin")
    except EmbeddedError:
        return []
    return [found] if found else []


def _system() -> list[Tools]:
    """List the system's tools, lowest version first: Debian's wrapper in PATH picks one by itself."""
    folders = list(Path("/usr/lib/postgresql").glob("*/bin"))
    on_path = shutil.which("pg_dump")
    if on_path is not None:
        folders.append(Path(on_path).parent)
    found = [tools for tools in map(_described, folders) if tools is not None]
    return sorted(found, key=lambda tools: tools.major)


def _described(folder: Path) -> Tools | None:
    if not all((folder / name).is_file() for name in ("pg_dump", "pg_restore", "psql")):
        return None
    command = [str(folder / "pg_dump"), "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell
    version = re.search(r"\b(\d+(?:\.\d+)*)", done.stdout)
    return Tools(folder, version[1]) if done.returncode == 0 and version else None

"""Where this installation keeps its data and which database it talks to. No Django here."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg

from dondoc.backup.errors import BackupError
from dondoc.backup.journal import finish_interrupted
from dondoc.config.files_place import bucket_place
from dondoc.embedded import ConnectionInfo, EmbeddedError, EmbeddedPostgres
from dondoc.embedded.errors import reason
from dondoc.embedded.place import make_home
from dondoc.stores import Store, store_at

_PATIENCE = 10  # seconds
_OLDEST = 150_000


class Connection(Protocol):
    """What the rest of the project needs to know of a database."""

    @property
    def url(self) -> str:
        """A libpq URI."""


def home() -> Path:
    """Find (and make, private to this user) the folder of all data.

    In this order: DONDOC_HOME; `var/` under the current folder when that is a checkout of this project;
    the user's data folder (`$XDG_DATA_HOME/dondoc` or `~/.local/share/dondoc`).

    Returns:
        The folder, absolute.

    Raises:
        EmbeddedError: it cannot be made.
    """
    return make_home(_chosen_home(), for_server=not _external_url())


def files_folder() -> Path:
    """Find (and make) the folder of the stored documents.

    Returns:
        `files` under the home, mode 0700.

    Raises:
        EmbeddedError: it cannot be made.
    """
    folder = home() / "files"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise EmbeddedError(f"Không tạo được thư mục {folder}: {reason(error)}.") from error
    return folder


def bucket() -> Store | None:
    """Give the bucket that holds the files instead of the folder, None where none is set.

    Raises:
        EmbeddedError: what DONDOC_FILES_S3_… says cannot be used.
    """
    place = bucket_place()
    return store_at(home() / "files", place) if place else None


@contextmanager
def database() -> Iterator[Connection]:
    """Give the database of this installation for the length of a block.

    DATABASE_URL names an external server. Without it the embedded one is started, or attached to when
    another process runs it already; it stops after its last user.

    Yields:
        An object with the `url` of the database.

    Raises:
        EmbeddedError: the embedded server cannot be started, or a restore was killed half-way and cannot be
            finished.
    """
    external = _external_url()
    if external:
        yield reached(external)
        return
    with EmbeddedPostgres(home()) as info:
        settle(info.url)
        yield info


def reached(url: str) -> ConnectionInfo:
    """Make sure that the external database answers, and put it in order.

    Args:
        url: what DATABASE_URL says.

    Returns:
        The database.

    Raises:
        EmbeddedError: the URL is none of a PostgreSQL, or nothing that we can use answers there.
    """
    try:
        info = ConnectionInfo.from_url(url) if url.startswith(("postgres://", "postgresql://")) else None
    except ValueError:
        info = None
    if info is None:
        # The URL is not repeated: it may hold a password.
        raise EmbeddedError(
            "DATABASE_URL không phải địa chỉ PostgreSQL; hãy viết dạng postgresql://người_dùng:mật_khẩu@máy:5432/tên."
        )
    where = f"{info.host or 'máy này'}:{info.port}, cơ sở dữ liệu {info.dbname or '(mặc định)'}"
    try:
        # First: an unfinished restore may keep the database closed.
        settle(url)
        with psycopg.connect(url, connect_timeout=_PATIENCE) as connection:
            version = connection.info.server_version
    except psycopg.Error as error:
        raise EmbeddedError(
            f"Không kết nối được PostgreSQL của DATABASE_URL ({where}): {' '.join(str(error).split())}"
        ) from error
    if version < _OLDEST:
        raise EmbeddedError(
            f"PostgreSQL của DATABASE_URL ({where}) là bản {version // 10_000}; cần bản {_OLDEST // 10_000} trở lên."
        )
    return info


def _external_url() -> str:
    return os.environ.get("DATABASE_URL", "").strip()


def settle(url: str) -> None:
    """Finish a restore that was killed half-way, before anybody looks at the data. Costs nothing otherwise.

    Args:
        url: the database that was just reached.

    Raises:
        EmbeddedError: the database cannot be put in order.
    """
    try:
        finish_interrupted(url, home() / "files", bucket)
    except BackupError as error:
        raise EmbeddedError(str(error)) from error


def _chosen_home() -> Path:
    given = os.environ.get("DONDOC_HOME", "").strip()
    if given:
        return Path(given)
    here = Path.cwd()
    if _is_checkout(here):
        return here / "var"
    data = os.environ.get("XDG_DATA_HOME", "").strip()
    return (Path(data) if data else Path.home() / ".local" / "share") / "dondoc"


def _is_checkout(folder: Path) -> bool:
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8")).get("project")
    except (OSError, ValueError):
        return False
    return isinstance(project, dict) and project.get("name") == "dondoc"

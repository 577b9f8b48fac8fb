"""Folders that a server may live in, and one prepared cluster that the tests copy."""

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dondoc.embedded import ConnectionInfo, EmbeddedPostgres, throwaway

SOURCE = Path(__file__).resolve().parents[2] / "src"
AS_ROOT = os.geteuid() == 0
root_only = pytest.mark.skipif(not AS_ROOT, reason="needs root: it looks at another user's folders")


def _passable_folder() -> Path:
    # Not tmp_path: pytest makes that below a 0700 folder, which the database's system user cannot enter.
    folder = Path(tempfile.mkdtemp(prefix="dondoc-test-", dir=throwaway.roomy_memory()))
    folder.chmod(0o711)
    return folder


@pytest.fixture
def outer() -> Iterator[Path]:
    folder = _passable_folder()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A home whose cluster was made, run and stopped once."""
    folder = _passable_folder()
    server = EmbeddedPostgres(folder / "home")
    with server as info, psycopg.connect(info.url) as connection:
        connection.execute("CREATE TABLE note (text text)")
        connection.execute("INSERT INTO note VALUES ('Đôn Đốc')")
    yield folder / "home"
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home(outer: Path, prepared: Path) -> Path:
    """A home of its own with a copy of the prepared cluster."""
    subprocess.run(["cp", "-a", str(prepared), str(outer / "home")], check=True)
    return outer / "home"


@pytest.fixture(scope="module")
def running(prepared: Path) -> Iterator[tuple[EmbeddedPostgres, ConnectionInfo]]:
    """A server that the tests of one module share; they only look."""
    folder = _passable_folder()
    subprocess.run(["cp", "-a", str(prepared), str(folder / "home")], check=True)
    server = EmbeddedPostgres(folder / "home")
    try:
        yield server, server.start()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def spawn() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another process that uses the server; its first line of output says that it is ready."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SOURCE), *sys.path])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


@pytest.fixture(scope="session")
def stranger() -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Run Python code as the ordinary user `nobody`; skips where that cannot be done."""
    if not AS_ROOT:
        pytest.skip("needs root: it becomes another user")
    nobody = pwd.getpwnam("nobody")
    paths = [str(SOURCE), sysconfig.get_paths()["purelib"], sysconfig.get_paths()["platlib"]]

    def run(interpreter: str, code: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [interpreter, "-c", code, *map(str, arguments)],
            user=nobody.pw_uid,
            group=nobody.pw_gid,
            extra_groups=[],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for interpreter in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        try:
            found = run(interpreter, "import psycopg, dondoc.embedded").returncode == 0
        except OSError:
            continue
        if found:
            return lambda code, *arguments: run(interpreter, code, *arguments)
    pytest.skip(f"no {version} that the user nobody can run")

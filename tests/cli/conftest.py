"""A home of their own for commands that are run as people run them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dondoc.embedded import EmbeddedPostgres


def own_environment(home: Path) -> dict[str, str]:
    """The environment of a command on the embedded database of `home`."""
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "DONDOC_POOL"}}
    return {**kept, "DONDOC_HOME": str(home), "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with its tables, made once: for tests that neither ask about the first start nor leave anything behind."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    with EmbeddedPostgres(home, settings={"fsync": "off"}):  # a hundred migrations wait for the disk otherwise
        done = subprocess.run(
            [sys.executable, "-m", "dondoc.cli", "manage", "migrate", "--verbosity", "0"],
            env=own_environment(home), capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return home

"""What is installed is whole, and what is committed names no index and no machine."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
INDEX = re.compile(r'"?(resolved|registry|index-url|extra-index-url|find-links)"? ?[=: ] ?"?(https?|file):')
MACHINE = re.compile(r"/(home|root|Users)/[a-z]")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder), str(ROOT)],
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built).namelist()


@pytest.mark.parametrize(
    "name",
    [
        "dondoc/web/templates/web/base.html",
        "dondoc/web/static/web/app.css",
        "dondoc/web/static/vendor/tabler.min.css",
        "dondoc/web/static/vendor/htmx.min.js",
        "dondoc/web/static/vendor/fonts/be-vietnam-pro-vietnamese-400-normal.woff2",
        "dondoc/locale/en/LC_MESSAGES/django.mo",
        "dondoc/reading/schema.json",
        "dondoc/documents/rendering/schema.json",
        "dondoc/documents/rendering/document.typ",
        "dondoc/documents/rendering/fonts/tinos-regular.ttf",
        "dondoc/documents/rendering/fonts/tinos-bold-italic.ttf",
        "dondoc/documents/rendering/fonts/LICENSE.txt",
        "dondoc/worktime/data/vn_calendar.csv",
        "dondoc/demo/data/units.csv",
        "dondoc/directives/migrations/0001_initial.py",
        "dondoc/py.typed",
    ],
)
def test_the_wheel_carries(wheel: list[str], name: str) -> None:
    assert name in wheel


def test_the_wheel_carries_nothing_of_the_workshop(wheel: list[str]) -> None:
    assert not [name for name in wheel if name.startswith(("tests/", "bench/", "assets/")) or "node_modules" in name]


def _committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("pattern", [INDEX, MACHINE], ids=["package index", "path of a machine"])
def test_no_committed_file_names_a(pattern: re.Pattern[str]) -> None:
    found = []
    for path in _committed():
        if path == Path(__file__).resolve() or not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in pattern.finditer(text)]
    assert not found

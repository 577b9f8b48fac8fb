"""The files to read, one after the other: memory does not grow with their number."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path


def walk(names: Iterable[str], suffixes: Collection[str]) -> Iterator[str]:
    """Each file named, and for each folder the readable files under it, in the order of the file system.

    Args:
        names: files and folders; a file is given as it is, whether or not it exists.
        suffixes: endings of readable files, in lower case with the dot.

    Yields:
        Names as given, with the way inside a folder added. Links to folders are not followed.
    """
    for name in names:
        if Path(name).is_dir():
            yield from _under(name, suffixes)
        else:
            yield str(Path(name))


def _under(folder: str, suffixes: Collection[str]) -> Iterator[str]:
    waiting = [str(Path(folder))]
    while waiting:
        at = waiting.pop()
        try:
            entries = os.scandir(at)
        except OSError:
            continue  # a folder that may not be opened holds nothing for this person
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(str(Path(entry.path)))
                elif (
                    not entry.name.startswith((".", "~$"))
                    and os.path.splitext(entry.name)[1].lower() in suffixes  # noqa: PTH122  a Path for each would cost more
                    and entry.is_file()
                ):
                    yield str(Path(entry.path))

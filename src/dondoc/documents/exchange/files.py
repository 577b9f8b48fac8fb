"""Writing attachments into a folder: inside it only, nothing overwritten, Vietnamese names kept or restored."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote_to_bytes

from dondoc.documents.exchange.packet import Attachment

_LONGEST = 120  # letters: with the longest UTF-8 still below the 255 bytes of file systems
_LONGEST_ENDING = 10
_MOST_OF_ONE_NAME = 1000
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_HIGH_PERCENT = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")
_NOT_IN_NAMES = frozenset('<>:"|?*')


def restored(name: str) -> str:
    """Return a name as it was meant: percent-encoding and UTF-8 taken for a one-byte encoding undone, NFC."""
    if _HIGH_PERCENT.search(name):
        with suppress(UnicodeDecodeError):  # no percent-encoding after all
            name = unquote_to_bytes(name).decode()
    for encoding in ("cp1252", "latin-1"):
        try:
            # A name with letters of its own fails one of the two steps and stays.
            name = name.encode(encoding).decode()
            break
        except UnicodeError:
            continue
    return unicodedata.normalize("NFC", name)


def safe_name(name: str, number: int = 1) -> str:
    """Return `name` fit for a file: no folder, no control or invisible character, no reserved word, not too long.

    Args:
        name: as the packet has it.
        number: its place in the packet, for a name of which nothing is left.
    """
    last = restored(name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(ch for ch in last if unicodedata.category(ch)[0] != "C" and ch not in _NOT_IN_NAMES)
    plain = " ".join(kept.split()).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING or not stem.strip(" ."):
        stem, ending = plain, ""
    whole = (stem[: _LONGEST - len(ending)].rstrip(" .") + (f".{ending}" if ending else "")) or f"tep-dinh-kem-{number}"
    while len(whole.encode()) > 2 * _LONGEST:
        stem = stem[:-1]
        whole = stem + (f".{ending}" if ending else "")
    return f"_{whole}" if _RESERVED.fullmatch(whole) else whole


def extract(files: Iterable[Attachment], folder: Path) -> Iterator[Path]:
    """Write attachments into `folder` (made where it is missing); yields each path after it is written.

    Raises:
        OSError: the folder cannot be written; a file begun is removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(files, 1):
        path, descriptor = _new_file(folder, safe_name(one.name, number))
        try:
            with os.fdopen(descriptor, "wb") as out:
                out.write(one.content)
        except OSError:
            path.unlink(missing_ok=True)
            raise
        yield path


def _new_file(folder: Path, name: str) -> tuple[Path, int]:
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    for count in range(1, _MOST_OF_ONE_NAME):
        path = folder / (name if count == 1 else f"{stem} ({count}){dot}{ending}")
        try:
            # O_EXCL: neither an existing file nor a link that somebody put there is written through.
            return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            continue
    raise FileExistsError(name)

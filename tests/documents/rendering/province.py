"""The example province's documents as structured documents: taken apart by their lines, without the reader."""

from __future__ import annotations

import re
from typing import Any

from dondoc.demo.tables import notice, table
from dondoc.documents.kinds import KINDS
from dondoc.documents.rendering.model import URGENCIES
from dondoc.reading import read_bytes

NAMES = tuple(row["file"] for row in table("notices"))
_MARK = re.compile(r"(?P<label>[IVX]+\.|\d+\.|[a-zđ]\)|\([ivx]+\)|-) (?P<text>.+)")
_DEPTH = (re.compile(r"[IVX]+\.$"), re.compile(r"\d+\.$"), re.compile(r"[a-zđ]\)$"), re.compile(r"\([ivx]+\)$|-$"))
_DAY = re.compile(r"(?P<place>.+), ngày (?P<day>\d+) tháng (?P<month>\d+) năm (?P<year>\d{4})$")
_AUTHORITY = ("TM.", "KT.", "TL.", "TUQ.", "Q.")


def text_of(name: str) -> str:
    """The words of one of the documents, a paragraph a line."""
    return read_bytes(notice(name), name).text


def structured(name: str) -> dict[str, Any]:
    """One of the documents as JSON data."""
    lines = [line.strip() for line in text_of(name).splitlines() if line.strip().strip("_")]
    code = next(k for k, line in enumerate(lines) if line.startswith("Số:"))
    nation = next(k for k, line in enumerate(lines) if line.startswith("CỘNG HÒA"))
    day = next(k for k, line in enumerate(lines) if _DAY.match(line))
    closing = lines.index("Nơi nhận:")
    number, symbol = lines[code].removeprefix("Số:").strip().split("/", 1)
    place, *written = _DAY.match(lines[day]).groups()
    names = lines[:code]
    parent, issuer = (" ".join(names[:2]), names[2]) if len(names) > 2 else (None, " ".join(names))
    rest = lines[day + 1 : closing]
    urgency = rest.pop(0) if rest[0] in URGENCIES else None
    kind = next((kind.name for kind in KINDS if kind.name.upper() == rest[0]), "Công văn")
    addressees: list[str] = []
    if kind == "Công văn":
        subject = " ".join(lines[code + 1 : nation]).removeprefix("V/v ")
        assert rest.pop(0) == "Kính gửi:"
        while rest[0].startswith("- "):
            addressees.append(_listed(rest.pop(0)))
    else:
        subject = rest[1]
        rest = rest[2:]
    end = next(k for k in range(closing + 1, len(lines)) if not lines[k].startswith("- "))
    recipients = [_listed(line) for line in lines[closing + 1 : end]]
    kept = recipients.pop().removeprefix("Lưu: ")
    signing = lines[end:]
    authority = [line for line in signing[:-1] if line.startswith(_AUTHORITY)]
    return {
        "type": kind, "number": number, "symbol": symbol, "date": "-".join(f"{int(part):02}" for part in reversed(written)),
        "place": place, "parent": parent, "issuer": issuer, "subject": subject, "urgency": urgency, "addressees": addressees,
        "grounds": [], "body": _nested(rest), "recipients": recipients, "annexes": [], "drafter": kept,
        "signature": {"authority": authority, "position": signing[len(authority)], "name": signing[-1]},
    }  # fmt: skip


def _listed(line: str) -> str:
    return line.removeprefix("- ").rstrip(";.")


def _nested(lines: list[str]) -> list[dict[str, Any]]:
    """Paragraphs under each other by their marks; what has no mark stands under the heading right above it."""
    body: list[dict[str, Any]] = []
    open_: list[tuple[int, dict[str, Any]]] = []
    for line in lines:
        found = _MARK.match(line)
        if found is None:
            under = open_ and open_[-1][1]["kind"] == "heading"
            (open_[-1][1]["under"] if under else body).append({"text": line, "kind": "paragraph"})
            open_ = open_ if under else []  # what comes later may not be put before it
            continue
        depth = next(k for k, mark in enumerate(_DEPTH) if mark.match(found["label"]))
        heading = line[-1] not in ".;:" and len(line) < 150
        item = {**found.groupdict(), "kind": "heading" if heading else "clause", "under": []}
        while open_ and open_[-1][0] >= depth:
            open_.pop()
        (open_[-1][1]["under"] if open_ else body).append(item)
        open_.append((depth, item))
    return body

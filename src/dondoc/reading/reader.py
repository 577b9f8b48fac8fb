"""The reader: a file or a text in, a `Reading` out. No database, no clock, no network."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import datetime as dt
import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from .dates import add_weekdays, day_of
from .deadlines import WorkingDays
from .directives import Finder
from .directory import UnitDirectory
from .drafts import Context, initials
from .errors import EmptyDocument, FileNotReadable, TooLarge
from .extract import Extracted, Limits, extract, legacy
from .header import read_header, stamp, stamped_line
from .lines import MOST_LINES, SHORTEST_OF_MANY, Line, paragraphs, split_lines
from .meeting import read_meeting
from .model import DocumentHeader, Notice, Reading, Why
from .normalise import folded, nfc
from .references import find_references
from .regions import Regions, split_regions
from .scanned import weighed
from .signature import read_tail, tail_reasons
from .structure import Outline, outline
from .tables import flattened, task_rows

DEFAULT_LIMIT = 50 * 1024 * 1024
# Raised once for a release in which the reader finds something otherwise, or keeps more of what it finds: documents of
# an earlier number can be read again (`dondoc reading again`). 0 is what was read before there was a number.
READER_VERSION = 1
# A cheap test for the first title of a table whose cells stand one to a line.
_FLATTENED = re.compile(r"^[ \t]*S?TT[ \t.]*$", re.MULTILINE)


def read(
    path_or_text: str | os.PathLike[str],
    *,
    directory: UnitDirectory | None = None,
    limit: int = DEFAULT_LIMIT,
    scans: Limits | None = None,
    working_days: WorkingDays = add_weekdays,
) -> Reading:
    """Read one document.

    Args:
        path_or_text: the path of a file of a type that is read, or the document's text itself. A string is
            taken for a path when it is one line and such a file exists or it ends like a file's name.
        directory: the organisation's units, to give each recognised unit its code.
        limit: the largest file accepted, in bytes.
        scans: how long scanned pages may take, and whom to tell of each (`ScanLimits`).
        working_days: gives the day so many working days after another; Monday to Friday unless told otherwise.

    Returns:
        What the document says.

    Raises:
        ReadingError: one of its subclasses, with a Vietnamese sentence and a stable code.
    """
    path = _as_path(path_or_text)
    if path is None:
        return read_text(str(path_or_text), directory=directory, working_days=working_days)
    try:
        if not path.is_file():
            raise FileNotReadable(f"Không có tệp “{path.name}”: kiểm tra lại đường dẫn.")
        size = path.stat().st_size
        if size > limit:
            raise too_large(size, limit)
        data = path.read_bytes()
    except OSError as error:
        raise FileNotReadable(f"Không mở được tệp “{path.name}”: {error.strerror or 'lỗi hệ thống'}.") from error
    return read_bytes(data, path.name, directory=directory, limit=limit, scans=scans, working_days=working_days)


def too_large(size: int, limit: int) -> TooLarge:
    """The error for a file of `size` bytes above `limit` bytes."""
    return TooLarge(f"Tệp quá lớn ({size / 1048576:.1f} MB), giới hạn là {limit / 1048576:.0f} MB.")


def _as_path(path_or_text: str | os.PathLike[str]) -> Path | None:
    if not isinstance(path_or_text, str):
        return Path(path_or_text)
    if "\n" in path_or_text or len(path_or_text) > 1024 or "\0" in path_or_text or not path_or_text.strip():
        return None
    try:
        if Path(path_or_text).is_file():
            return Path(path_or_text)
    except (OSError, ValueError):
        return None
    looks = re.search(r"\.(?:txt|docx?|pdf|rtf|odt|html?|png|jpe?g|tiff?)$", path_or_text, re.IGNORECASE) and (
        "/" in path_or_text or " " not in path_or_text
    )
    return Path(path_or_text) if looks else None


def read_bytes(
    data: bytes,
    filename: str,
    *,
    directory: UnitDirectory | None = None,
    limit: int = DEFAULT_LIMIT,
    scans: Limits | None = None,
    working_days: WorkingDays = add_weekdays,
) -> Reading:
    """Read an uploaded document.

    Args:
        data: the file's content; its type is found by content, never by name.
        filename: the name it came with; a name that says another type gives a warning.
        directory: see `read`.
        limit: see `read`.
        scans: see `read`.
        working_days: see `read`.

    Returns:
        What the document says.

    Raises:
        ReadingError: see `read`.
    """
    if len(data) > limit:
        raise too_large(len(data), limit)
    return understand(extract(data, filename, limit, scans or Limits()), directory, working_days)


def read_text(
    text: str, *, directory: UnitDirectory | None = None, working_days: WorkingDays = add_weekdays
) -> Reading:
    """Read a text that is already at hand (pasted, for example). Arguments and result as `read`."""
    converted, encoding = legacy.to_unicode(text)
    found = Extracted(converted, notices=(legacy.notice(encoding),) if encoding else ())
    return understand(found, directory, working_days)


def _authors(header: DocumentHeader) -> frozenset[str]:
    """Folded names under which the document speaks of its own author and superiors."""
    names = {
        "thủ tướng chính phủ",
        "thủ tướng",
        "chính phủ",
        "lãnh đạo chính phủ",
        "bộ chính trị",
        "ban bí thư",
        "quốc hội",
    }
    if not re.search(r"(?:TTg|-CP)$", header.symbol or ""):
        # An office speaks through the deputy whose conclusions it sends out; in the Prime Minister's own papers a
        # deputy is one of those who are told.
        names |= {"phó thủ tướng", "phó thủ tướng chính phủ"}
    issuer = folded(header.issuer or "")
    if issuer:
        names.add(issuer)
        names.add(issuer.replace("ubnd", "ủy ban nhân dân"))
        names.add(re.sub(r"(?<=.) (?:tỉnh|thành phố|huyện|quận|thị xã) .*$", "", issuer))
        short = initials(re.sub(r"(?<=.) (?:tỉnh|thành phố|huyện|quận|thị xã)(?: .*)?$", "", issuer))
        if short:
            names.add(short)
    area = re.search(
        r"\b(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân) (tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)(?: (.+))?$",
        issuer,
    )
    level = area.group(1) if area else None
    if level is None:
        placed = re.search(r"\b(tỉnh|thành phố|huyện|quận|thị xã)\b(?: (.+))?$", issuer)
        level = placed.group(1) if placed else None
    if level:
        place = (area.group(2) if area else "") or ""
        for base in ("ubnd", "ủy ban nhân dân", "thường trực ubnd", "lãnh đạo ubnd", "hđnd", "hội đồng nhân dân"):
            names.add(f"{base} {level}")
            if place:
                names.add(f"{base} {level} {place}")
        for title in ("chủ tịch", "phó chủ tịch", "phó chủ tịch thường trực"):
            names |= {f"{title} ubnd {level}", f"{title} ủy ban nhân dân {level}", f"đồng chí {title} ubnd {level}"}
    if issuer.startswith("bộ "):
        names |= {"bộ trưởng", "lãnh đạo bộ", "thứ trưởng", f"lãnh đạo {issuer}", f"bộ trưởng {issuer}"}
    if issuer.startswith("sở "):
        names |= {"giám đốc sở", "lãnh đạo sở"}
    if "ban chỉ đạo" in issuer:
        names |= {"ban chỉ đạo", "trưởng ban chỉ đạo", "trưởng ban"}
    return frozenset(names)


def _meeting_with(header: DocumentHeader) -> str | None:
    """The body that a working session was held with: its conclusions are told to it."""
    m = re.search(
        r"(?:buổi làm việc|cuộc làm việc|làm việc|phiên làm việc)\s+với\s+(?:tập thể\s+)?(?:(?:lãnh đạo|Lãnh đạo|Ban Thường vụ|Thường trực|đại diện)\s+)?(?P<body>[A-ZĐÀ-Ỹ][^,.;]{3,80}?|(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) [A-ZĐÀ-Ỹ][^,.;]{2,40}?)(?=\s+(?:về|ngày|tại|để|trong|do|liên quan|nhằm)\b|[,.;(]|$)",
        header.subject or "",
    )
    return m.group("body").strip() if m else None


@contextmanager
def _without_collector() -> Iterator[None]:
    """Leave the search for cycles until the reading is done: few are made, and its time grows faster than the text."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_without_collector()
def understand(found: Extracted, directory: UnitDirectory | None, working_days: WorkingDays) -> Reading:
    """Return what a text that was taken out of its file says; for the modules of this package."""
    text = nfc(found.text)
    if not any(ch.isalpha() for ch in text):
        raise EmptyDocument
    lines = split_lines(text)
    regions = split_regions(lines)
    notices = list(found.notices)
    if text.count("\n") >= MOST_LINES:
        notices.append(
            Notice(
                "short_lines",
                f"Văn bản có hơn {MOST_LINES} dòng: các dòng ngắn dưới {SHORTEST_OF_MANY} ký tự không được xét tới.",
            )
        )
    why: Why = {}
    header = _header(regions, text, found, notices, why)
    tables = flattened(split_lines(text, numbers=True)) if _FLATTENED.search(text) else []
    taken = [block.span(0, len(block.text)) for block in tables]
    body = paragraphs(_outside(regions.body, taken))
    annex = paragraphs(_outside(regions.annex, taken))
    tree = outline([b for b in body if not b.row], minutes=header.type == "Biên bản")
    start = regions.head[-1].end if regions.head else 0
    references = find_references(text, _after_number(regions.head, start), (header.number, header.symbol), why)
    meeting = read_meeting(_opening(tree), header.subject, header.date, why)
    context = Context(
        text,
        header.date or _month_written(header),
        header.date is not None,
        _authors(header),
        _meeting_with(header),
        directory.code_of if directory else (lambda _name: None),
        notices,
        working_days=working_days,
        met=meeting.date,
    )
    directives = Finder(context).run(tree, task_rows(body) + task_rows(annex) + task_rows(tables))
    tree.take_apart()
    return Reading(
        text=text, document=header, meeting=meeting, references=references,
        directives=weighed(directives, found), warnings=tuple(dict.fromkeys(notices)), source=found.source, boxes=found.boxes, why=why,
    )  # fmt: skip


def _outside(lines: list[Line], taken: list[tuple[int, int]]) -> list[Line]:
    """The lines that are no part of a table already read."""
    return [line for line in lines if not any(a <= line.start < b for a, b in taken)] if taken else lines


def _month_written(header: DocumentHeader) -> dt.date | None:
    """The first day of the month in which a document without a day was written: it gives a deadline its year."""
    found = re.search(r"tháng[\s.…_]*(\d{1,2})[\s.…_]*năm[\s.…_]*(\d{4})", header.date_text or "")
    return day_of(1, int(found.group(1)), int(found.group(2))) if found else None


def _header(regions: Regions, text: str, found: Extracted, notices: list[Notice], why: Why) -> DocumentHeader:
    start = regions.head[-1].end if regions.head else 0
    facts = read_header(regions.head, text[start:])
    header = facts.header
    if facts.impossible_date:
        notices.append(Notice("impossible_date", f"Ngày ban hành không có trên lịch: “{facts.impossible_date}”."))
    signer, recipients = read_tail(regions.tail)
    secrecy = header.secrecy
    for mark in found.stamps:
        secrecy = secrecy or stamp(mark)[0]
    secrecy = secrecy or stamped_line(text)
    why |= facts.why | tail_reasons(signer, recipients)
    if secrecy:
        why.setdefault("document.secrecy", ("header:stamp elsewhere",))
    return replace(header, signer=signer, recipients=recipients, secrecy=secrecy)


def _after_number(head: list[Line], end: int) -> int:
    """Where references may begin: in the subject, after the document's own number."""
    at = 0
    for line in head:
        if re.search(r"\bSố\s*:?\s*\d*[\s.…]*/|\bSố\s*:", line.same[:120]):
            at = line.end
    return at or (head[0].start if head and len(head) <= 2 else end if head else 0)


def _opening(tree: Outline) -> list[str]:
    """The paragraphs before the conclusions; of a record of a meeting, all."""
    out: list[str] = []
    for node in tree.nodes:
        out.append(node.block.text)
        if node.lead_in or (len(out) > MOST_OPENING):
            break
    return out if tree.started or len(out) <= MOST_OPENING else out[:3]


MOST_OPENING = 40

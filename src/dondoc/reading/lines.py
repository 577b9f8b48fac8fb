"""Lines of the text, and paragraphs made of them with the way back to the text's offsets.

A paragraph's `text` has single spaces and no emphasis marks; it may come from several lines that the
layout broke. `Block.at` turns an offset in it into the offset in the whole text.
"""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .labels import label_at
from .normalise import comparable_document

_PAGE_NUMBER = re.compile(
    r"(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?|(?:Trang|Page)\s+\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|\d{1,3}/\d{1,3}", re.IGNORECASE
)
_RULE = re.compile(r"[\s|:._*=~–—-]*")
# Words with single spaces between them: what stands in a paragraph as it stands in the line.
_PIECE = re.compile(r"[^\s*]+(?: [^\s*]+)*")
_SHORTEST_WIDTH = 60
# A thousand pages have fewer lines; beyond, lines of a word or two are noise of a machine, not a document's.
MOST_LINES = 30_000
SHORTEST_OF_MANY = 12
_UNFINISHED = re.compile(
    r"(?:,|\b(?:và|của|số|khoản|điều|điểm|ngày|tháng|năm|các|những|tại|theo|về|với|cho|từ|đến|trong|trên|do|bởi|là|được|để|hoặc|bằng|UBND|như|cùng|thuộc))$",
    re.IGNORECASE,
)


def _unfinished(text: str) -> bool:
    """Whether a line's last word or sign asks for more; its end says as much as all of it."""
    return _UNFINISHED.search(text[-_END_OF_LINE:]) is not None


# More than the longest of those words, so that what stands before the word is seen too.
_END_OF_LINE = 8


@dataclass(slots=True)
class Line:
    """A line of the text: stripped content, its comparable form, its offsets, and how far it is indented."""

    text: str
    same: str
    start: int
    end: int
    indent: int
    blank_before: bool


@dataclass(slots=True)
class Block:
    """A paragraph or a table row as clean text; `same` is its comparable form."""

    text: str
    same: str
    starts: list[int]
    origins: list[int]
    row: bool = False
    cells: Sequence[tuple[int, int]] = ()

    def at(self, offset: int) -> int:
        """The offset in the whole text of character `offset` of this paragraph."""
        if len(self.starts) == 1:
            return self.origins[0] + offset
        i = bisect_right(self.starts, offset) - 1
        return self.origins[i] + offset - self.starts[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the whole text of the characters `start` to `end` (excluded)."""
        if len(self.starts) == 1:
            origin = self.origins[0]
            return origin + start, origin + max(start, end)
        return self.at(start), self.at(end - 1) + 1 if end > start else self.at(start)


def split_lines(text: str, *, numbers: bool = False) -> list[Line]:
    """The lines that hold something, drawn rules left out; and numbers alone on a line, unless `numbers` asks for them.

    Such a number is a page's. In a table whose cells became lines it is a row's (see `tables.flattened`).
    """
    lines: list[Line] = []
    whole = comparable_document(text)
    at = 0
    blank, turned = True, False
    written = text.split("\n")
    shortest = SHORTEST_OF_MANY if len(written) > MOST_LINES else 1
    for raw in written:
        content = raw.strip()
        if 0 < len(content) < shortest:
            at += len(raw) + 1
            continue
        numbered = not numbers and _is_page_number(content)
        start = at + len(raw) - len(raw.lstrip())
        if content and not numbered and not _RULE.fullmatch(content):
            lines.append(
                Line(
                    content,
                    whole[start : start + len(content)],
                    start,
                    start + len(content),
                    len(raw[: start - at].expandtabs(4)),
                    blank and not turned,
                )
            )
            blank = turned = False
        elif not content:
            blank = True
        # What is empty around a page's number is the paper's edge, not the end of a paragraph.
        turned = turned or (numbered and bool(lines))
        at += len(raw) + 1
    return lines


def _is_page_number(content: str) -> bool:
    return len(content) < 16 and bool(_PAGE_NUMBER.fullmatch(content))


def without_page_numbers(text: str) -> str:
    """A passage as it reads when the numbers of the pages that break it, alone on their lines, are left out.

    Args:
        text: part of a document's text.

    Returns:
        The passage; the same where no page breaks it.
    """
    out: list[str] = []
    turned = False
    for line in text.split("\n"):
        content = line.strip()
        if out and _is_page_number(content):
            turned = True
        elif content and turned:
            while not out[-1].strip() and len(out) > 1:
                out.pop()
            out.append(line)
            turned = False
        elif not turned:
            out.append(line)
    return "\n".join(out)


def _is_plain(text: str) -> bool:
    """Whether a line goes into its paragraph as it stands: no sign of emphasis, no wide space."""
    return "*" not in text and "\t" not in text and "\u00a0" not in text and "  " not in text


def make_block(lines: list[Line]) -> Block:
    """One paragraph of some lines."""
    if len(lines) == 1 and _is_plain(lines[0].text):
        line = lines[0]
        return Block(line.text, line.same, [0], [line.start])
    out: list[str] = []
    same: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for line in lines:
        text, origin = line.text, line.start
        if _is_plain(text):
            pieces: list[tuple[str, int, bool]] = [(text, origin, True)] if text else []
        else:
            pieces = []
            last = 0
            for m in _PIECE.finditer(text):
                begin, end = m.span()
                between = text[last:begin]
                # Between two pieces stand spaces, or signs of emphasis alone, or both.
                pieces.append((text[begin:end], origin + begin, not pieces or between.strip("*") != ""))
                last = end
        for piece, where, spaced in pieces:
            if out and spaced:
                out.append(" ")
                same.append(" ")
                starts.append(length)
                origins.append(where - 1 if where else 0)
                length += 1
            starts.append(length)
            origins.append(where)
            out.append(piece)
            same.append(line.same[where - origin : where - origin + len(piece)])
            length += len(piece)
    return Block("".join(out), "".join(same), starts or [0], origins or [lines[0].start if lines else 0])


def is_row(line: Line) -> bool:
    """Whether the line is a table row ("| a | b |")."""
    return line.text.startswith("|") and line.text.count("|") >= 2


def row_block(line: Line) -> Block:
    """A table row: its whole text, and the offsets of its cells in that."""
    cells: list[tuple[int, int]] = []
    at = 1
    body = line.text.removesuffix("|")
    for cell in body[1:].split("|"):
        stripped = cell.strip(" *\t")
        lead = cell.index(stripped) if stripped else 0
        cells.append((at + lead, at + lead + len(stripped)))
        at += len(cell) + 1
    return Block(line.text, line.same, [0], [line.start], row=True, cells=cells)


def _wrapped(lines: list[Line]) -> int:
    """The width at which the layout broke lines, or 0 where each line is a paragraph."""
    broken = sum(
        1
        for a, b in pairwise(lines)
        if not b.blank_before and a.text[-1] not in ".;:!?/" and b.text[0].islower() and label_at(b.text) is None
    )
    if len(lines) >= 4 and broken >= max(3, len(lines) // 5):
        lengths = sorted(len(line.text) for line in lines)
        return lengths[int(len(lengths) * 0.85)]
    # Long lines without an end, all about as long: a page's width, also where most of them break before a capital.
    open_ended = sorted(
        len(a.text)
        for a, b in pairwise(lines)
        if len(a.text) > _SHORTEST_WIDTH
        and not b.blank_before
        and a.text[-1] not in ".;:!?/|"
        and label_at(b.text) is None
    )
    if len(open_ended) < 4 or open_ended[len(open_ended) // 5] < 0.8 * open_ended[-1]:
        return 0
    return open_ended[int(len(open_ended) * 0.85)]


def paragraphs(lines: list[Line]) -> list[Block]:
    """Paragraphs of a run of lines, lines that the layout broke joined."""
    width = _wrapped(lines)
    blocks: list[Block] = []
    parts: list[Line] = []
    previous: Line | None = None

    def close() -> None:
        if parts:
            block = make_block(parts)
            if block.text:
                blocks.append(block)
            parts.clear()

    for line in lines:
        if is_row(line):
            close()
            blocks.append(row_block(line))
            previous = None
            continue
        if previous is None or not _continues(previous, line, width):
            close()
        parts.append(line)
        previous = line
    close()
    return blocks


def _continues(before: Line, line: Line, width: int) -> bool:  # noqa: PLR0911  one way out for each form
    """Whether `line` goes on with the paragraph of `before`."""
    last = before.text.rstrip("*_ ")[-1:] or "."
    ended = last in ".;:!?" or before.text.endswith("./.")
    if not width and (ended or line.blank_before):
        return False
    labelled = label_at(line.text.lstrip("*_")) is not None
    if width:
        full = len(before.text) >= width * 0.75
        if line.indent > before.indent + 2 and not labelled and line.text[0].isupper():
            return False  # the first lines of paragraphs are set in
        if labelled and (ended or not full or line.indent > before.indent + 1 or last == ","):
            return _unfinished(before.text) and last != "," and full
        if ended and (not full or line.blank_before or line.indent > before.indent + 2):
            return False
        if not full and not line.text[0].islower() and not _unfinished(before.text):
            return False
        if line.blank_before and not line.text[0].islower():
            return False
        return not (ended and last != "." and labelled)
    if labelled:
        # "… theo Khoản / 3 - Điều 61": a number that completes the line before is no clause mark.
        unfinished = _unfinished(before.text) and not before.text.isupper()
        return unfinished and last != "," and line.text[:1].isdigit()
    return line.text[:1].islower() or (len(before.text) > 60 and _unfinished(before.text))

"""Where lines break: names of bodies and posts by their sense, subjects into lines about as long as each other."""

from __future__ import annotations

from .fonts import face
from .layout import POINT, Style

# A line of a name begins with one of these rather than with another word.
_BEGINNINGS = frozenset(
    {
        "TỈNH",
        "HUYỆN",
        "QUẬN",
        "XÃ",
        "PHƯỜNG",
        "ỦY BAN",
        "HỘI ĐỒNG",
        "THÀNH PHỐ",
        "THỊ XÃ",
        "THỊ TRẤN",
        "ĐẶC KHU",
        "VÀ",
        "SỞ",
    }
)
# What stands together in names; after a word for a place come the two words of its name.
_TOGETHER = frozenset(
    {
        "ỦY BAN", "BAN NHÂN", "NHÂN DÂN", "HỘI ĐỒNG", "ĐỒNG NHÂN", "VĂN PHÒNG", "THÀNH PHỐ", "CHỦ TỊCH", "PHÓ CHỦ", "CHÁNH VĂN",
        "PHÓ CHÁNH", "GIÁM ĐỐC", "PHÓ GIÁM", "ĐẠI BIỂU", "BIỂU QUỐC", "QUỐC HỘI", "LAO ĐỘNG", "THƯƠNG BINH", "XÃ HỘI", "NÔNG NGHIỆP",
        "NÔNG THÔN", "PHÁT TRIỂN", "MÔI TRƯỜNG", "TÀI NGUYÊN", "THÔNG TIN", "TRUYỀN THÔNG", "CÔNG THƯƠNG", "KINH TẾ", "GIAO THÔNG",
        "VẬN TẢI", "DU LỊCH", "KẾ HOẠCH", "ĐẦU TƯ", "QUẢN LÝ", "PHỤ TRÁCH", "THƯỜNG TRỰC", "CHỈ ĐẠO", "GIÁO DỤC", "ĐÀO TẠO",
        "KHOA HỌC", "CÔNG NGHỆ", "TÀI CHÍNH", "XÂY DỰNG", "BỘ ĐỘI", "BIÊN PHÒNG", "CHỈ HUY", "QUÂN SỰ", "CÔNG AN",
    }
)  # fmt: skip
_HANGING = frozenset({"SỞ", "BỘ", "TM.", "KT.", "TL.", "TUQ.", "Q."})
_PLACES = frozenset({"TỈNH", "HUYỆN", "XÃ", "PHỐ", "PHƯỜNG"})
_BAD_BREAK, _POOR_BREAK, _USUAL_BREAK, _EXTRA_LINE = 0.9, 0.3, 0.12, 0.25
_LONGEST_NAME = 60
_ROOM = (5.0, 4.0, 3.0, 2.0, 1.0)


def width_of(text: str, style: Style) -> float:
    """How long a text is in a style, in millimetres."""
    return face(bold=style.bold, italic=style.italic).width(text, style.size) * POINT


def bound(text: str) -> str:
    """A text in which a dash between spaces never begins a line: it is bound to the word before it."""
    return text.replace(" - ", "\u00a0- ").replace(" – ", "\u00a0– ")


def wrapped(text: str, style: Style, width: float, first: float = 0.0) -> list[str]:
    """The lines of a text, each as full as it can be.

    Args:
        text: words with single spaces between them.
        style: how it looks.
        width: of the lines, in millimetres.
        first: how far the first line is set in.

    Returns:
        The lines; a word longer than the width has one of its own.
    """
    lines: list[str] = []
    line, room = "", width - first
    space = width_of(" ", style)
    used = 0.0
    for word in text.split(" "):
        long = width_of(word, style)
        if line and used + space + long > room:
            lines.append(line)
            line, used, room = word, long, width
        else:
            line, used = (f"{line} {word}", used + space + long) if line else (word, long)
    return [*lines, line]


def narrowest(text: str, style: Style, width: float) -> float:
    """The narrowest column in which a text has no more lines than in one of `width`: its lines are about equally long.

    Set in such a column, a title has no lost word on its last line, in Word as in the PDF.
    """
    count = len(wrapped(text, style, width))
    low = max(width_of(word, style) for word in text.split(" "))
    high = max(width, low)
    while high - low > 0.2:  # noqa: PLR2004  finer than anybody sees
        middle = (low + high) / 2
        if len(wrapped(text, style, middle)) > count:
            low = middle
        else:
            high = middle
    lines = wrapped(text, style, high)
    # Programs measure a little differently: some room is left where it changes no line.
    return next((high + room for room in _ROOM if wrapped(text, style, high + room) == lines), high)


def longest(text: str, style: Style, width: float) -> float:
    """The length of the longest line of a text set in a column."""
    return max(width_of(line, style) for part in text.split("\n") for line in wrapped(part, style, width))


def name_lines(name: str, style: Style, width: float) -> list[str]:
    """Break the name of a body or a post where its sense allows ("ỦY BAN NHÂN DÂN" / "TỈNH KIÊN GIANG").

    Args:
        name: in capitals, as it is printed.
        style: how it looks.
        width: of the column.

    Returns:
        The lines, as few as fit and one more where that keeps together what belongs together.
    """
    words = name.split()
    if width_of(name, style) <= width or len(words) > _LONGEST_NAME:
        return wrapped(" ".join(words), style, width)
    # best[k]: the least cost of the first k words, and where their last line begins.
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        options = [(best[end - 1][0] + 9.0, end - 1)]
        for begin in range(end - 1, -1, -1):
            long = width_of(" ".join(words[begin:end]), style)
            if long > width:
                break
            slack = (1 - long / width) ** 2
            options.append((best[begin][0] + slack + _EXTRA_LINE + _break_cost(words, begin), begin))
        best.append(min(options))
    lines: list[str] = []
    end = len(words)
    while end:
        begin = best[end][1]
        lines.insert(0, " ".join(words[begin:end]))
        end = begin
    return lines


def _break_cost(words: list[str], at: int) -> float:
    if at == 0:
        return 0.0
    before, after = words[at - 1], words[at]
    placed = before in _PLACES or (at > 1 and words[at - 2] in _PLACES)
    following = f"{after} {words[at + 1]}" if at + 1 < len(words) else after
    if (
        before in _HANGING
        or after in ("-", "–")
        or f"{before} {after}" in _TOGETHER
        or (placed and after not in _BEGINNINGS and following not in _BEGINNINGS)
    ):
        return _BAD_BREAK
    if after in _BEGINNINGS or following in _BEGINNINGS or before.endswith((",", "-", ".")):
        return 0.0
    return _POOR_BREAK if before == "VÀ" else _USUAL_BREAK

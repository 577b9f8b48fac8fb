"""RTF documents: read by a small tokenizer of our own.

Of the libraries for RTF, striprtf knows no tables, no code page of a font and no tracked change; what official
documents need is small enough to be read here. Depth of groups is a list, not the stack of calls.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dondoc.reading.errors import DamagedDocument

from . import legacy
from .extracted import Extracted
from .grid import MOST_COLUMNS, Repeats, lines_of

_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|'([0-9a-fA-F]{2})|([^a-zA-Z']))|([{}])|([^\\{}\r\n\0]+)|[\r\n\0]+|\\"
)
# Destinations whose text is no text of the document. Any other that begins with \* is left out too.
_LEFT_OUT = frozenset(
    {
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "fldinst", "listtable", "generator",
        "listoverridetable", "rsidtbl", "revtbl", "filetbl", "themedata", "colorschememapping", "datastore", "xe", "tc",
        "latentstyles", "footer", "footerl", "footerr", "footerf", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "annotation",
        "atnid", "atnauthor", "atnref", "bkmkstart", "bkmkend", "nonshppict", "sp", "pgptbl", "mmathPr", "nesttableprops",
        "nonesttables", "private", "userprops", "xmlnstbl", "wgrffmtfilter", "ftncn", "aftncn", "shprslt", "do",
    }
)  # fmt: skip
_ENTERED = frozenset({"shpinst", "shptxt", "footnote", "shppict"})
_SAID = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "lbr": "\n", "softline": "\n",
}  # fmt: skip
_SIGNS = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
_CODE_PAGES = {0: "", 1: "", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"}  # fmt: skip
_SYMBOLS = 2
_DEEPEST = 10_000
_PRIVATE = range(0xF000, 0xF100)


@dataclass(slots=True)
class _State:
    """What a group inherits and gives back."""

    skip: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    unicode_skip: int = 1
    place: str = "text"
    list_text: bool = False

    def inner(self) -> _State:
        """A copy for a group inside."""
        return _State(self.skip, self.hidden, self.deleted, self.font, self.unicode_skip, self.place, self.list_text)


@dataclass(slots=True)
class _Place:
    """Where text gathers: the document, a note, a text box, a page's head."""

    lines: list[str] = field(default_factory=list)
    piece: list[str] = field(default_factory=list)
    rows: list[list[list[str]]] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    in_table: bool = False
    merges: list[str] = field(default_factory=list)
    merge: str = ""


def extract(data: bytes) -> Extracted:
    """The text of an RTF document.

    Args:
        data: the file's content.

    Returns:
        Text with one paragraph a line, tables as "| a | b |" rows, footnotes after "Chú thích:".

    Raises:
        DamagedDocument: it is no RTF.
    """
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise DamagedDocument("Tệp RTF bị hỏng (thiếu phần mở đầu). Hãy xin lại bản gốc.")
    reader = _Reader()
    reader.run(data)
    return reader.result()


class _Reader:
    """Follows the tokens of one file."""

    def __init__(self) -> None:
        self._state = _State()
        self._own = True
        self._stack: list[_State] = []
        self._places = {name: _Place() for name in ("text", "note", "box", "head")}
        self._bytes = bytearray()
        self._high = ""
        self._page = "cp1252"
        self._fonts: dict[int, tuple[str, str]] = {}
        self._table: tuple[int, int, list[str]] | None = None
        self._table_depth = 0
        self._notes: list[str] = []
        self._repeats = Repeats()
        self._ignore = 0
        self._default = -1

    def run(self, data: bytes) -> None:  # noqa: PLR0912  one branch for each token
        """Read all tokens."""
        at, end = 0, len(data)
        starred = False
        match = _TOKEN.match
        while at < end:
            token = match(data, at)
            if token is None:
                at += 1
                continue
            at = token.end()
            word, number, code, sign, brace, text = token.groups()
            if text is not None:
                self._text(text)
            elif brace == b"{":
                if self._bytes:
                    self._flush_bytes()
                if len(self._stack) > _DEEPEST:
                    raise DamagedDocument("Tệp RTF lồng nhóm quá sâu, không giống một văn bản. Hãy xin lại bản gốc.")
                self._stack.append(self._state)
                self._own = False
                starred = False
                continue
            elif brace == b"}":
                self._close()
            elif word is not None:
                value = int(number) if number is not None else None
                if word == b"bin":
                    at += max(0, min(value or 0, end - at))
                else:
                    self._word(word.decode("ascii"), value, starred=starred)
            elif code is not None:
                self._text(bytes([int(code, 16)]))
            elif sign == b"*":
                starred = True
                continue
            elif sign is not None:
                self._sign(sign)
            starred = False

    # --- text

    def _text(self, raw: bytes) -> None:
        if self._table is not None:
            if len(self._stack) <= self._table_depth + 1:  # deeper lie its other names and its looks
                self._table[2].append(raw.decode("latin-1"))
            return
        if self._ignore:
            taken = min(self._ignore, len(raw))
            self._ignore -= taken
            raw = raw[taken:]
        if not self._state.skip and not self._state.hidden and not self._state.deleted:
            self._bytes += raw

    def _flush_bytes(self) -> None:
        if not self._bytes:
            return
        raw, self._bytes = bytes(self._bytes), bytearray()
        name, page = self._fonts.get(self._state.font, ("", ""))
        if page == "symbol":
            self._put("-" if self._state.list_text else raw.decode("latin-1"))
            return
        encoding = legacy.of_font(name)
        text = raw.decode("latin-1" if encoding else page or self._page, "replace")
        self._put(legacy.in_font(text, name) if encoding else text)

    def _put(self, text: str) -> None:
        self._places[self._state.place].piece.append(text)

    def _say(self, text: str) -> None:
        self._flush_bytes()
        if not self._state.skip and not self._state.hidden and not self._state.deleted:
            self._put(text)

    def _unicode(self, value: int) -> None:
        self._flush_bytes()
        self._ignore = self._state.unicode_skip
        code = value & 0xFFFF
        if self._high:
            pair = (self._high + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            self._high = ""
            self._say(pair)
        elif 0xD800 <= code < 0xDC00:  # noqa: PLR2004  the first half of a pair
            self._high = chr(code)
        elif code in _PRIVATE:
            self._say("-" if self._state.list_text else "")
        else:
            name = self._fonts.get(self._state.font, ("", ""))[0]
            self._say(legacy.in_font(chr(code), name) if legacy.of_font(name) else chr(code))

    # --- words

    def _sign(self, sign: bytes) -> None:
        if sign in (b"\n", b"\r"):
            self._end_paragraph()
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])

    def _close(self) -> None:
        self._flush_bytes()
        if self._table is not None and len(self._stack) == self._table_depth:
            self._end_font()
            self._table_depth = 0
        inner = self._state
        if self._stack:
            self._state = self._stack.pop()
            self._own = False
        if inner.place != self._state.place:
            self._leave(inner.place)

    def _word(self, word: str, value: int | None, *, starred: bool) -> None:
        if self._table_depth:
            self._font_word(word, value)
            return
        if word == "u" and value is not None:
            self._unicode(value)
            return
        self._ignore = 0
        if self._bytes:
            self._flush_bytes()
        state = self._mine()
        if word == "fonttbl":
            self._table_depth = len(self._stack)
            return
        if (starred and word not in _ENTERED) or word in _LEFT_OUT:
            state.skip = True
        elif word in ("listtext", "pntext"):
            state.list_text = True
        elif word in ("footnote", "shptxt", "header", "headerl", "headerr", "headerf"):
            state.place = {"footnote": "note", "shptxt": "box"}.get(word, "head")
            state.skip = False
        elif word == "shpinst":
            state.skip = True  # only the text of the box inside it counts
        elif word in _SAID:
            self._say(_SAID[word])
        elif not state.skip:
            self._layout(word, value)

    def _mine(self) -> _State:
        """The state of this group, which is shared with the one around it until something changes."""
        if not self._own:
            self._state = self._state.inner()
            self._own = True
        return self._state

    def _layout(self, word: str, value: int | None) -> None:
        state = self._state
        if word in ("f", "deff") and value is not None:
            state.font = value
            self._default = value if word == "deff" else self._default
        elif word == "uc" and value is not None:
            state.unicode_skip = max(0, min(value, 8))
        elif word in ("v", "deleted"):
            on = value != 0
            state.hidden, state.deleted = (on, state.deleted) if word == "v" else (state.hidden, on)
        elif word == "plain":
            state.hidden = state.deleted = False
            state.font = self._default
        elif word == "ansicpg" and value is not None:
            self._page = _page(f"cp{value}") or self._page
        elif word in ("par", "sect", "page"):
            self._end_paragraph()
        else:
            self._in_table(word)

    def _in_table(self, word: str) -> None:
        place = self._places[self._state.place]
        if word == "trowd":
            place.merges, place.merge = [], ""
        elif word == "pard":
            place.in_table = False
        elif word == "intbl":
            place.in_table = True
        elif word in ("clvmgf", "clvmrg", "clmrg"):
            place.merge = word
        elif word == "cellx":
            if len(place.merges) < MOST_COLUMNS:
                place.merges.append(place.merge)
            place.merge = ""
        elif word in ("cell", "nestcell"):
            self._end_cell(place)
        elif word == "row":
            self._end_row(place)

    # --- paragraphs, cells, rows

    def _end_paragraph(self) -> None:
        self._flush_bytes()
        if self._state.skip or self._state.deleted:
            return
        place = self._places[self._state.place]
        text = "".join(place.piece).replace("\u00a0", " ").rstrip()
        place.piece.clear()
        if place.in_table or place.cell or place.cells:
            place.cell.extend(line.strip() for line in text.split("\n") if line.strip())
            return
        self._end_table(place)
        place.lines.append(text)

    def _end_cell(self, place: _Place) -> None:
        place.in_table = True
        self._end_paragraph()
        place.cells.append(place.cell)
        place.cell = []

    def _end_row(self, place: _Place) -> None:
        cells, place.cells = place.cells, []
        above = place.rows[-1] if place.rows else []
        row: list[list[str]] = []
        for k, cell in enumerate(cells):
            merge = place.merges[k] if k < len(place.merges) else ""
            held = merge == "clvmrg" and not cell and k < len(above)
            row.append(self._repeats.of(above[k]) if held else cell)
        if row:
            place.rows.append(row)
        place.in_table = False

    @staticmethod
    def _end_table(place: _Place) -> None:
        if place.rows:
            place.lines.extend(lines_of(place.rows))
            place.rows = []

    def _leave(self, name: str) -> None:
        """A note, a text box or a page's head ends."""
        place = self._places[name]
        lines = _rest(place)
        if name == "note":
            text = " ".join(" ".join(lines).split())
            if text:
                self._notes.append(f"[{len(self._notes) + 1}] {text}")
            place.lines = []

    def result(self) -> Extracted:
        """All that was read."""
        self._flush_bytes()
        text, box, head = (_rest(self._places[name]) for name in ("text", "box", "head"))
        whole = "\n".join(text)
        heads = [line.strip() for line in dict.fromkeys(head) if any(ch.isalpha() for ch in line)]
        boxes = [line for line in box if line.strip()]
        parts = [*(line for line in heads if line not in whole), *boxes, whole]
        if self._notes:
            parts += ["Chú thích:", *self._notes]
        return Extracted("\n".join(parts), "rtf", (), (*heads, *boxes))

    # --- fonts

    def _font_word(self, word: str, value: int | None) -> None:
        if word == "f" and value is not None:
            self._end_font()
            self._table = (value, 0, [])
        elif word == "fcharset" and value is not None and self._table is not None:
            self._table = (self._table[0], value, self._table[2])

    def _end_font(self) -> None:
        if self._table is None:
            return
        key, charset, name = self._table
        written = "".join(name).split(";")[0].strip()
        page = "symbol" if charset == _SYMBOLS else _page(_CODE_PAGES.get(charset, ""))
        self._fonts[key] = (written, page)
        self._table = None


def _rest(place: _Place) -> list[str]:
    """The lines of a place, what is still open put at their end."""
    rest = "".join(place.piece).strip()
    place.piece.clear()
    loose = [line for cell in (*place.cells, place.cell) for line in cell]
    place.cells, place.cell, place.in_table = [], [], False
    _Reader._end_table(place)  # noqa: SLF001  of this module
    place.lines.extend([*loose, rest] if rest else loose)
    return place.lines


def _page(name: str) -> str:
    try:
        return name if name and "a".encode(name) == b"a" else ""
    except LookupError:
        return ""

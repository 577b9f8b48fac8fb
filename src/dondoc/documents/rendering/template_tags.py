"""Reading the fields of a template before it is filled: each is known, whole and in its place, or a sentence says where.

The language is small on purpose: fields and their own fields, `for` over a field, `if` with comparisons. Nothing is
called, nothing is set, nothing is loaded; jinja's sandbox stands behind that, not before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from dondoc.reading.header import stamp

from .errors import RenderingError
from .template_fields import FIELDS, TEXT, Kind, Many, One
from .template_package import Part, W, refused

_TAG = re.compile(r"\{\{(?P<print>[^{}]*)\}\}|\{%(?P<near>p|tr|tc)?(?P<said>\s[^{}%]*)%\}|\{#[^{}#]*#\}")
_BROKEN = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{\s*$|^\s*\}")
_WORD = re.compile(r"\s*(?P<verb>\w+)(?P<rest>.*)", re.DOTALL)
_FOR = re.compile(r"\s+(?P<name>[A-Za-z]\w*)\s+in\s+(?P<list>.+)", re.DOTALL)
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " "})
_FILTERS = frozenset({"upper", "lower", "first", "last", "length"})
_MOST_TAGS, _DEEPEST, _SHOWN = 1_000, 6, 60
_LOOP = One({"first": TEXT, "last": TEXT, "index": TEXT, "length": TEXT})
_WHERE = {"p": "cùng một ô hoặc cùng thân văn bản", "tr": "cùng một bảng", "tc": "cùng một hàng", "": "cùng một đoạn"}
_ENV = SandboxedEnvironment()  # it parses only; what fills escapes


@dataclass(frozen=True, slots=True)
class Place:
    """Where something of the template is said, in words for people."""

    part: str
    number: int
    text: str

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= _SHOWN else f"{self.text[:_SHOWN]}…"
        return f"đoạn {self.number} của {self.part} (“{shown}”)"

    def wrong(self, what: str, name: str = "") -> RenderingError:
        """The refusal of what stands here."""
        return RenderingError("bad_template", f"Mẫu, {self}: {what}.", name)


@dataclass(slots=True)
class _Open:
    """A `for` or an `if` that waits for its end."""

    verb: str
    near: str
    within: etree._Element
    place: Place
    scope: dict[str, Kind] = field(default_factory=dict)


def check_tags(parts: list[Part]) -> frozenset[str]:
    """Make sure that every field of a template can be filled.

    Args:
        parts: what `looked_into` gave.

    Returns:
        The names of the document's fields that the template uses.

    Raises:
        RenderingError: `bad_template`; the sentence names the field and where it stands. `secret`: a mark of secrecy.
    """
    used: set[str] = set()
    count = 0
    for part in parts:
        reader = _Reader(used)
        for number, paragraph in enumerate(part.root.iter(f"{W}p"), 1):
            text = "".join(e.text or "" for e in _own_texts(paragraph))
            place = Place(part.name, number, " ".join(text.split()))
            if "ẬT" in text.upper() and stamp(text.strip())[0]:
                raise RenderingError(
                    "secret", f"Mẫu, {place}: có dấu chỉ độ mật; văn bản mật không được soạn trên hệ thống này."
                )
            count += reader.read(paragraph, text, place)
            if count > _MOST_TAGS:
                raise refused(f"có quá {_MOST_TAGS} trường")
        reader.end()
    if not used:
        raise refused("không có trường nào (ví dụ {{ subject }})")
    return frozenset(used)


def _own_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The texts of a paragraph, without those of a text box that hangs on it."""
    for text in paragraph.iter(f"{W}t"):
        if next(text.iterancestors(f"{W}p")) is paragraph:
            yield text


class _Reader:
    """Reads the tags of one part in order, and knows what is open."""

    def __init__(self, used: set[str]) -> None:
        self._used = used
        self._open: list[_Open] = []

    def read(self, paragraph: etree._Element, text: str, place: Place) -> int:
        """Check the tags of a paragraph; returns how many there are."""
        tags = list(_TAG.finditer(text))
        rest = _TAG.sub("", text)
        if broken := _BROKEN.search(rest):
            raise place.wrong(
                f"có “{broken.group().strip()}” lẻ; mỗi trường phải viết trọn trong một đoạn, dạng {{{{ tên }}}} hoặc {{%p for … %}}"
            )
        for tag in tags:
            if tag["print"] is not None:
                self._print(tag["print"].translate(_QUOTES).strip(), place)
            elif tag["said"] is not None:
                near = tag["near"] or ""
                self._alone(near, tag.group(), paragraph, text, place)
                self._statement(near, tag["said"].translate(_QUOTES).strip(), paragraph, place)
        if self._open and self._open[-1].near == "":
            raise self._open[-1].place.wrong(f"“{self._open[-1].verb}” chưa được đóng trong cùng đoạn")
        return len(tags)

    def end(self) -> None:
        """Refuse what is still open at the end of a part."""
        if self._open:
            left = self._open[-1]
            raise left.place.wrong(f"“{left.verb}” không có “end{left.verb}”")

    def _alone(self, near: str, tag: str, paragraph: etree._Element, text: str, place: Place) -> None:
        """What stands beside these tags would be lost: the whole paragraph, row or cell gives way to them."""
        if not near:
            return
        around: etree._Element | None = paragraph
        what = "đoạn"
        if near != "p":
            around = next(paragraph.iterancestors(f"{W}{near}"), None)
            what = "hàng của bảng" if near == "tr" else "ô của bảng"
            if around is None:
                raise place.wrong(f"“{tag}” phải nằm trong một {what}")
            text = "".join(e.text or "" for e in around.iter(f"{W}t"))
        if "".join(text.split()) != "".join(tag.split()):
            raise place.wrong(f"“{tag}” phải đứng một mình trong {what}, chữ bên cạnh sẽ mất")

    def _statement(self, near: str, said: str, paragraph: etree._Element, place: Place) -> None:
        found = _WORD.fullmatch(said)
        verb, rest = (found["verb"], found["rest"]) if found else (said, "")
        if verb in {"endfor", "endif", "else", "elif"}:
            self._continue(verb, rest, near, paragraph, place)
            return
        if verb not in {"for", "if"}:
            raise place.wrong(f"lệnh “{verb}” không dùng được; chỉ có for, endfor, if, elif, else, endif", verb)
        if len(self._open) >= _DEEPEST:
            raise place.wrong(f"lồng sâu quá {_DEEPEST} cấp")
        opened = _Open(verb, near, _around(near, paragraph), place)
        if verb == "if":
            self._kind(rest.strip(), place)
        else:
            opened.scope = self._loop(rest, place)
        self._open.append(opened)

    def _continue(self, verb: str, rest: str, near: str, paragraph: etree._Element, place: Place) -> None:
        begun = {"endfor": ("for",), "endif": ("if",), "elif": ("if",), "else": ("if", "for")}[verb]
        if not self._open or self._open[-1].verb not in begun:
            raise place.wrong(f"“{verb}” không có “{begun[0]}” ở trước")
        opened = self._open[-1]
        if opened.near != near or opened.within is not _around(near, paragraph):
            raise place.wrong(
                f"“{verb}” phải viết cùng kiểu ({{%{opened.near} … %}}) và ở {_WHERE[opened.near]} với “{opened.verb}” tại {opened.place}"
            )
        if verb == "elif":
            self._kind(rest.strip(), place)
        elif verb.startswith("end"):
            self._open.pop()

    def _loop(self, rest: str, place: Place) -> dict[str, Kind]:
        found = _FOR.fullmatch(rest)
        if not found:
            raise place.wrong(f"“for{rest}” phải viết dạng: for dòng in recipients (tên biến không dấu)")
        name, over = found["name"], found["list"].strip()
        if name in FIELDS.fields or name == "loop":
            raise place.wrong(f"“{name}” đã là tên trường, hãy đặt tên khác cho biến của “for”", name)
        kind = self._kind(over, place)
        if not isinstance(kind, Many):
            raise place.wrong(f"“{over}” không phải danh sách nên không lặp được", over)
        loops = [opened for opened in self._open if opened.verb == "for"]
        # Lists within lists of themselves would grow without measure.
        if loops and over.partition(".")[0] not in loops[-1].scope:
            raise place.wrong(
                f"vòng lặp này nằm trong vòng lặp tại {loops[-1].place} (chưa có “endfor”?) nên chỉ lặp được trên trường "
                f"của vòng lặp đó, “{over}” không phải",
                over,
            )
        return {name: kind.of, "loop": _LOOP}

    def _print(self, said: str, place: Place) -> None:
        if not said:
            raise place.wrong("trường trống, thiếu tên")
        kind = self._kind(said, place)
        if isinstance(kind, Many):
            raise place.wrong(
                f"“{said}” là một danh sách; hãy dùng {{%p for dòng in {said} %}} … {{%p endfor %}}", said
            )
        if isinstance(kind, One) and not kind.printed:
            raise place.wrong(
                f"“{said}” gồm nhiều trường; hãy ghi rõ: {', '.join(f'{said}.{key}' for key in kind.fields)}", said
            )

    def _kind(self, said: str, place: Place) -> Kind:
        """What an expression is; every name in it is known."""
        try:
            tree = _ENV.parse(f"{{{{ {said} }}}}")
        except TemplateSyntaxError:
            raise place.wrong(f"không hiểu “{said}”", said) from None
        output = tree.body[0] if len(tree.body) == 1 else None
        if not isinstance(output, nodes.Output) or len(output.nodes) != 1:
            raise place.wrong(f"không hiểu “{said}”", said)
        return self._kind_of(output.nodes[0], said, place)

    def _kind_of(self, node: nodes.Node, said: str, place: Place) -> Kind:
        match node:
            case nodes.Const() | nodes.TemplateData():
                return TEXT
            case nodes.Name():
                return self._named(node.name, place)
            case nodes.Getattr():
                return self._attribute(node, said, place)
            case nodes.Filter() if node.node and node.name in _FILTERS and not (node.args or node.kwargs):
                inner = self._kind_of(node.node, said, place)
                return inner.of if isinstance(inner, Many) and node.name in {"first", "last"} else TEXT
            case nodes.Compare() | nodes.Operand() | nodes.And() | nodes.Or() | nodes.Not():
                for child in node.iter_child_nodes():
                    self._kind_of(child, said, place)
                return TEXT
            case _:
                raise place.wrong(
                    f"“{said}” dùng cách viết không được phép; chỉ có tên trường, so sánh, and, or, not và {', '.join(sorted(_FILTERS))}",
                    said,
                )

    def _named(self, name: str, place: Place) -> Kind:
        for opened in reversed(self._open):
            if name in opened.scope:
                return opened.scope[name]
        if name not in FIELDS.fields:
            raise place.wrong(f"không có trường “{name}”{_instead(name, FIELDS)}", name)
        self._used.add(name)
        return FIELDS.fields[name]

    def _attribute(self, node: nodes.Getattr, said: str, place: Place) -> Kind:
        inner = self._kind_of(node.node, said, place)
        if isinstance(inner, One) and node.attr in inner.fields:
            return inner.fields[node.attr]
        near = _instead(node.attr, inner) if isinstance(inner, One) else ""
        raise place.wrong(f"không có trường “{said}”{near}", said)


def _instead(name: str, kind: One) -> str:
    near = get_close_matches(name.lower(), kind.fields, 1)
    return f", có phải “{near[0]}” không" if near else f"; các trường có: {', '.join(kind.fields)}"


def _around(near: str, paragraph: etree._Element) -> etree._Element:
    """In what the end must stand with its beginning."""
    if not near:
        return paragraph
    above = {"p": None, "tr": f"{W}tbl", "tc": f"{W}tr"}[near]
    found = paragraph.getparent() if above is None else next(paragraph.iterancestors(above), None)
    return paragraph if found is None else found

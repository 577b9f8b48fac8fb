"""Bring the strings of code and templates into the English catalogue: `python assets/messages.py`.

Vietnamese is the language of the msgids. New ones are added with an empty translation, those no longer used are
dropped, the order is the alphabet's so that two people's additions merge.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CATALOGUE = "src/dondoc/locale/en/LC_MESSAGES/django.po"

Message = str | tuple[str, ...]


def found(root: Path) -> Iterator[tuple[str, Message, str | None]]:
    """Give `(where, msgid, context)` of every string marked for translation; plural ones as a pair."""
    from django.utils.translation.template import templatize  # noqa: PLC0415 - tests import this module's names

    for path in sorted((root / "src/dondoc").rglob("*")):
        if path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            # In brackets, because what Django makes of a template is indented at will.
            text = f"(\n{templatize(path.read_text(encoding='utf-8'), origin=str(path))}\n)"
        else:
            continue
        source = io.BytesIO(text.encode())
        for _line, message, _comments, context in extract(
            "python", source, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            yield str(path.relative_to(root)), message, context


def update(root: Path) -> list[str]:
    """Rewrite the catalogue where something changed.

    Returns:
        The msgids that still lack their English.
    """
    path = root / CATALOGUE
    old = Catalog(locale="en")
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale="en")
    fresh = Catalog(locale="en", project="dondoc", charset="utf-8", fuzzy=False)
    for where, message, context in found(root):
        before = old.get(message[0] if isinstance(message, tuple) else message, context)
        fresh.add(message, before.string if before else "", locations=[(where, None)], context=context)
    packed = io.BytesIO()
    write_po(packed, fresh, width=0, sort_output=True, omit_header=True)
    head = (
        'msgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    text = head + packed.getvalue().decode()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return [str(message.id) for message in fresh if message.id and not _complete(message.string)]


def _complete(string: str | tuple[str, ...] | list[str]) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string)


if __name__ == "__main__":
    missing = update(Path(__file__).resolve().parent.parent)
    for msgid in missing:
        print(f"chưa có tiếng Anh: {msgid}", file=sys.stderr)
    raise SystemExit(1 if missing else 0)

"""English is complete beside the Vietnamese."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|{(\w*)}")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dondoc_messages", ROOT / "assets/messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def catalogue(script: ModuleType) -> Any:
    with (ROOT / script.CATALOGUE).open("rb") as file:
        return read_po(file, locale="en")


def test_every_string_has_its_english(script: ModuleType, catalogue: Any) -> None:
    missing = set()
    for where, message, context in script.found(ROOT):
        msgid = message[0] if isinstance(message, tuple) else message
        entry = catalogue.get(msgid, context)
        if entry is None or not script._complete(entry.string):
            missing.add(f"{where}: {msgid}")
    assert not missing, "run assets/messages.py and fill in:\n" + "\n".join(sorted(missing))


def test_placeholders_survive_translation(catalogue: Any) -> None:
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = {found.group() for text in ids for found in PLACEHOLDER.finditer(text)}
        for text in strings:
            if text:
                assert {found.group() for found in PLACEHOLDER.finditer(text)} == wanted, message.id


def test_nothing_vietnamese_is_left_in_english(catalogue: Any) -> None:
    letters = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỷỹỵ]")
    allowed = re.compile(r"Đôn Đốc|Tiếng Việt|[A-Z0-9/.-]*Đ[A-Z0-9/-]*[A-Z0-9][A-Za-z]*")  # and symbols of documents
    for message in catalogue:
        for text in message.string if isinstance(message.string, tuple | list) else (message.string,):
            if message.id and text:
                assert not letters.search(allowed.sub("", text)), text

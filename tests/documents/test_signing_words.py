"""What signing refuses, said in the person's language: every sentence that its source has."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from dondoc.documents import signing
from dondoc.documents.signing import errors
from dondoc.documents.signing.levels import Level, Setting, check
from dondoc.documents.signing_words import in_words

VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]", re.IGNORECASE)
ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, Exception)}


def said() -> Iterator[str]:
    """Each message of an error in the room, an x for what is put into it; and the errors' own."""
    for file in sorted(Path(signing.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ERRORS or not node.args:
                continue
            message = node.args[0]
            if isinstance(message, ast.Constant):
                yield str(message.value)
            elif isinstance(message, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in message.values)
    yield from (getattr(errors, name).default for name in sorted(ERRORS))


@pytest.mark.parametrize("sentence", sorted(set(said())))
def test_every_sentence_has_its_english(sentence):
    with translation.override("en"):
        assert not VIETNAMESE.search(in_words(sentence)), sentence
    with translation.override("vi"):
        assert in_words(sentence) == sentence


def test_what_a_level_lacks_is_named_in_english_too():
    with pytest.raises(errors.LevelNeeds) as refused:
        check(Setting(Level.LONG_TERM))
    with translation.override("en"):
        told = in_words(refused.value.message)
    assert told == (
        "The signature level B-LT also needs: the address of a time stamping service (TSA); a trusted root certificate; "
        "leave to reach TSA, OCSP and CRL services."
    )


def test_a_sentence_within_a_sentence_is_said_anew_too():
    with translation.override("en"):
        told = in_words("Không lấy được dấu thời gian. Không kết nối được dịch vụ tsa.vn. Hãy thử lại sau.")
    assert told == "No time stamp could be had. The service tsa.vn could not be reached. Try again later."

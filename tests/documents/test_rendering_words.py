"""What rendering refuses, said in the person's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.rendering.test_model import SCHEMA

from dondoc.documents import rendering
from dondoc.documents.rendering import RenderingError, StructuredDocument
from dondoc.documents.rendering_words import OF_A_FIELD, WHOLE, in_words

VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạèẻẽéẹìỉĩíịòỏõóọùủũúụỳỷỹýỵ]", re.IGNORECASE)
WHOLE_DOCUMENT = {
    "type": "Thông báo", "symbol": "TB-VP", "place": "Kien Giang", "issuer": "Office", "subject": "S",
    "body": [{"text": "T"}], "signature": {"position": "P", "name": "N"},
}  # fmt: skip
wrong = st.none() | st.integers() | st.just([]) | st.just([1]) | st.just({"x": 1}) | st.sampled_from(["", "a\0", "TT"])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(SCHEMA["properties"])), wrong)
def test_every_refusal_of_a_field_has_its_english(name, value):
    told = ""
    try:
        StructuredDocument.from_dict(WHOLE_DOCUMENT | {name: value})
    except RenderingError as error:
        told = error.message
    if not told:
        return
    with translation.override("en"):
        said = in_words(told)
    if "one of" not in said:  # the kinds that may be chosen are Vietnamese words
        assert not VIETNAMESE.search(said), said
    assert said.endswith(".")
    with translation.override("vi"):
        assert in_words(told) == told


@pytest.mark.parametrize("template", [*WHOLE, *OF_A_FIELD])
def test_each_template_is_one_that_rendering_has(template):
    """Each constant part of it stands in a source of the room."""
    folder = Path(rendering.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    for part in re.split(r"%\(\w+\)s", template):
        assert part.strip("“” .()") in source


def test_what_is_not_known_stays_as_it_is():
    with translation.override("en"):
        assert in_words("Câu không ai biết.") == "Câu không ai biết."
        assert in_words("Mục “x” lạ quá.") == "Mục “x” lạ quá."

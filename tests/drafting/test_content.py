"""A draft's content: tidied once, the same ever after, printed as any document."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drafting.contents import contents as any_content
from tests.drafting.drafting_world import CONTENT

from dondoc.documents.kinds import KINDS
from dondoc.documents.rendering import render
from dondoc.drafting.content import Agency, blank, clauses, clean, printable
from dondoc.drafting.mandates import Step
from dondoc.foundation.errors import BadInput

AGENCY = Agency("Văn phòng UBND tỉnh", "Ủy ban nhân dân tỉnh", "Kiên Giang", "VP")
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["subject", "body", "text", "label", "under", "duties", "annexes", "recipients", "kind", "leads", "table"]
    ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(any_content())
def test_clean_twice_is_clean_once(content):
    once = clean(content)
    assert clean(once) == once
    assert set(once) == set(CONTENT)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(CONTENT)), anything, max_size=6) | anything)
def test_whatever_comes_is_content_or_refused_with_a_sentence(content):
    kept = refused = None
    try:
        kept = clean(content)
    except BadInput as error:
        refused = error.message
    if kept is None:
        assert (refused or "").strip().endswith((".", ")"))
    else:
        assert clean(kept) == kept
        assert all(clause.text or clause.label for clause in clauses(kept))


@settings(max_examples=80, deadline=None)
@given(any_content())
def test_places_name_each_clause_once_and_in_order(content):
    places = [clause.place for clause in clauses(clean(content))]
    assert len(set(places)) == len(places)
    keys = [tuple(map(int, place.split("."))) for place in places]
    assert keys == sorted(keys)


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_is_printed_and_a_letter_of_the_chair_has_no_symbol(kind):
    content = clean(blank(kind, AGENCY)) | {"subject": "Việc chung"}
    document = printable(
        content, kind=kind, symbol="" if kind == "Thư công" else "X-VP", steps=(Step("kt", "Chánh Văn phòng"),),
        post="Phó Chánh Văn phòng", signer="Đỗ Văn Hòa", number=1,
    )  # fmt: skip
    assert document.signature.authority == ("KT. CHÁNH VĂN PHÒNG",)
    assert (document.symbol == "") == (kind == "Thư công")
    assert render(document, "docx")


def test_what_is_missing_is_dots():
    document = printable(CONTENT, kind="Thông báo", symbol="", steps=(), post="", signer="")
    assert (document.symbol, document.signature.name, document.number) == ("…", "…", None)

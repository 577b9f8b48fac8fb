"""Contents of drafts for properties: of the form that a person could have written."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

WORDS = ("Sở", "Tài", "chính", "Giao", "báo cáo", "trước", "ngày", "05/02/2021", "phòng,", "chống", "dịch.", "-", "1.")
# Words as they are typed: with spaces and tabs too many, composed or not.
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).flatmap(
    lambda words: st.sampled_from([" ", "  ", "\t", " \n"]).map(lambda gap: gap.join(words))
)
labels = st.sampled_from(["", "1.", "2.", "a)", "Điều 1.", "I."])


def items(depth: int = 2) -> st.SearchStrategy[dict[str, Any]]:
    """Clauses, with clauses under them."""
    under = st.lists(items(depth - 1), max_size=2) if depth else st.just([])
    return st.fixed_dictionaries(
        {"label": labels, "text": texts, "kind": st.sampled_from(["clause", "paragraph", "heading"]), "under": under}
    )


@st.composite
def contents(draw: st.DrawFn) -> dict[str, Any]:
    """A whole content."""
    lines = st.lists(texts, max_size=3)
    columns = draw(st.integers(1, 3))
    row = st.lists(texts, min_size=columns, max_size=columns)
    annex = st.fixed_dictionaries(
        {
            "title": texts,
            "body": st.lists(items(1), max_size=2),
            "table": st.none() | st.fixed_dictionaries({"columns": row, "rows": st.lists(row, max_size=2)}),
        }
    )
    return {
        "subject": draw(texts), "parent": draw(texts | st.just("")), "issuer": draw(texts), "place": draw(texts),
        "urgency": draw(st.sampled_from(["", "KHẨN", "HỎA TỐC"])), "drafter": "", "addressees": draw(lines),
        "grounds": draw(lines), "recipients": draw(lines), "body": draw(st.lists(items(), min_size=1, max_size=5)),
        "annexes": draw(st.lists(annex, max_size=1)),
    }  # fmt: skip

"""How sure the reader is of a directive: what supports it against what is known to mislead."""
# ruff: noqa: PLR2004  lengths and distances are those of the forms that each rule describes

from __future__ import annotations

_BASE = {
    "assign": 0.97,
    "subject": 0.95,
    "author": 0.7,
    "unknown subject": 0.72,
    "row": 0.96,
    "imperative": 0.74,
    "item": 0.55,
    "conditional": 0.62,
}


def confidence(
    how: str,
    *,
    inherited: str,
    flags: tuple[str, ...],
    known_units: bool,
    length: int,
    unsure_deadline: bool,
    lead: bool,
) -> float:
    """A number from 0 to 1.

    Args:
        how: what made it a directive (a key of the table above).
        inherited: where the addressee comes from ("" = named in the sentence, "heading", "chapeau", "before", "meeting").
        flags: the directive's flags.
        known_units: every unit is of a form whose end is certain.
        length: characters of the directive.
        unsure_deadline: an expression of time gave no sure day.
        lead: whether anybody is named or inherited.

    Returns:
        The confidence, rounded to two places.
    """
    score = _BASE.get(how, 0.5)
    if inherited == "clause above" and how == "imperative":
        score = 0.85
    elif inherited in ("heading", "chapeau") and how == "imperative":
        score = 0.95 if inherited == "heading" else 0.92
    elif inherited == "before" and how == "imperative":
        score = 0.8
    elif inherited == "meeting":
        score = 0.85
    if not lead and how == "imperative":
        score = min(score, 0.7)
    if not known_units:
        score -= 0.12
    if length < 25:
        score -= 0.15
    if length > 900:
        score -= 0.05
    if unsure_deadline:
        score -= 0.08
    if "commitment" in flags:
        score = min(score, 0.65)
    if "conditional" in flags:
        score -= 0.08
    if "closing" in flags:
        score -= 0.1
    return round(min(0.99, max(0.05, score)), 2)

"""Documents written for these tests, annotated by people who had not seen the reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench import scoring

from dondoc.reading import read

CORPUS = Path(__file__).with_name("corpus")


@pytest.fixture(scope="module")
def score():
    total = scoring.Score()
    for _, text, gold in scoring.documents(CORPUS):
        scoring.add(total, read(text), gold)
    return total


def test_the_corpus_is_whole():
    found = list(scoring.documents(CORPUS))
    assert len(found) == 86
    assert all(text.is_file() for _, text, _ in found)
    assert sum(len(gold["directives"]) for _, _, gold in found) == 1355


def test_directives_and_whose_they_are(score):
    assert score.directives.f1 >= 0.98
    assert score.directives.recall >= 0.97
    assert score.lead.f1 >= 0.985
    assert score.coordinate.f1 >= 0.96


def test_deadlines(score):
    assert score.kind.recall >= 0.95
    assert score.due.recall >= 0.975
    assert score.made_up_days <= 4


def test_heads_and_references(score):
    assert score.header.recall >= 0.98
    assert score.references.f1 >= 0.97


def test_confidence_means_something(score):
    sure = [right for confidence, right in score.judged if confidence >= 0.9]
    assert sum(sure) / len(sure) >= 0.97

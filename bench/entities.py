"""Entity recognition of the common Vietnamese toolkits on the same texts: what it would have given the reader.

    make compare                      installs requirements/bench.txt, then runs this
    python -m bench.entities [CORPUS]

CORPUS is a folder with raw/ and gold/. For each tool: documents a second by CPU time (import and models excluded), and
how many of the annotated units (leads and coordinating, once a document) are among the names that it finds, whole. None
of the tools tells who must act, or until when; the reader's figure counts the units of its directives. A tool that is
not installed, or that wants to download a model, has a row that says so.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import scoring
from dondoc.reading import read_text

Names = set[str]
SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "dev"
OWN = Path(__file__).resolve().parents[1] / "tests" / "reading" / "corpus"


def default_corpus() -> Path:
    """The annotated corpus beside the checkout, else the one in it."""
    return SHARED if SHARED.is_dir() else OWN


def of_reader() -> Callable[[str], Names]:
    """The units of the reader's directives."""

    def find(text: str) -> Names:
        return {name for d in read_text(text).directives for name in (*d.lead, *d.coordinate)}

    return find


def of_underthesea() -> Callable[[str], Names]:
    """Its entities (CRF model in the package), of any type."""
    tool = import_module("underthesea")

    def find(text: str) -> Names:
        found: Names = set()
        for sentence in tool.sent_tokenize(text):
            found |= set(_spans((word, tag) for word, _, _, tag in tool.ner(sentence)))
        return found

    return find


def of_pyvi() -> Callable[[str], Names]:
    """It has no entity recognition: runs of proper nouns and abbreviations of its part-of-speech tagger stand for it."""
    tokenizer, tagger = import_module("pyvi.ViTokenizer"), import_module("pyvi.ViPosTagger")

    def find(text: str) -> Names:
        words, tags = tagger.postagging(tokenizer.tokenize(text))
        named = ("I-X" if tag in {"Np", "Ny"} else "O" for tag in tags)
        return set(_spans(zip((word.replace("_", " ") for word in words), named, strict=True)))

    return find


def _spans(tagged: Iterator[tuple[str, str]]) -> Iterator[str]:
    """The words of each entity, from tags in IOB form."""
    words: list[str] = []
    for word, tag in tagged:
        if words and (tag == "O" or tag.startswith("B-")):
            yield " ".join(words)
            words = []
        if tag != "O":
            words.append(word)
    if words:
        yield " ".join(words)


TOOLS: tuple[tuple[str, str, Callable[[], Callable[[str], Names]]], ...] = (
    ("dondoc", "", of_reader),
    ("underthesea, ner", "underthesea", of_underthesea),
    ("pyvi, proper nouns (it has no ner)", "pyvi", of_pyvi),
)


def measure(find: Callable[[str], Names], documents: list[tuple[str, dict[str, Any]]]) -> tuple[float, int, int]:
    """Documents a second, annotated units found, annotated units."""
    begun = time.process_time()
    answers = [find(text) for text, _ in documents]
    spent = time.process_time() - begun
    tally = scoring.Tally()
    for found, (_, gold) in zip(answers, documents, strict=True):
        wanted = {
            name for d in gold["directives"] if "implicit" not in d.get("flags", ()) for name in (*d["lead"], *d.get("coordinate", ()))
        }  # fmt: skip
        scoring.add_units(tally, tuple(sorted(found)), sorted(wanted))
    return len(documents) / spent, tally.hit, tally.wanted


def table(corpus: Path) -> Table:
    """Measure every tool that is there."""
    documents = [(path.read_text(encoding="utf-8"), gold) for _, path, gold in scoring.documents(corpus)]
    out = Table(title=f"Names of units, {len(documents)} annotated documents of {corpus.name}")
    for column in ("tool", "documents/s", "annotated units found"):
        out.add_column(column, justify="left" if column == "tool" else "right")
    for label, package, load in TOOLS:
        try:
            find = load()
            find("Giao Sở Tài chính báo cáo.")
            speed, hit, wanted = measure(find, documents)
        except ImportError:
            out.add_row(label, "not installed: make compare", "")
        except Exception as error:  # noqa: BLE001  a model that cannot be had is a row, no failure
            said = re.sub(r"\s+", " ", f"{type(error).__name__}: {error}")[:80]
            out.add_row(label, "does not run here", said)
        else:
            out.add_row(
                f"{label} {version(package) if package else ''}".rstrip(),
                f"{speed:.1f}",
                f"{hit} of {wanted} ({hit / wanted:.0%})",
            )
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=default_corpus())
    Console().print(table(parser.parse_args().corpus))


if __name__ == "__main__":
    main()

"""Documents read per second on one core, memory, whether time grows with length as it should, what confidence means.

    python -m bench.reading [CORPUS]

CORPUS is a folder with raw/ and gold/, or one of .txt documents (default: the annotated corpus beside the checkout, else
the one of the tests). Imports are excluded; each figure of the small documents is the best of several rounds by CPU
time, so a busy machine disturbs it little. The machine's own speed is printed too.
"""

from __future__ import annotations

import argparse
import io
import platform
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from rich.console import Console
from rich.table import Table

from bench import entities, scoring
from dondoc.reading import ReadingError, read_bytes, read_text

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ROUNDS = 5


def as_word(text: str) -> bytes:
    """The text as a .docx of one paragraph a line."""
    lines = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{lines}</w:body></w:document>'.encode()
        )
    return out.getvalue()


def best(work: Callable[[], object]) -> float:
    """The least CPU seconds that `work` took."""
    seconds = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return min(seconds)


def yardstick() -> float:
    """Millions of loop turns a second of plain Python on this machine, now."""
    return 1 / best(lambda: sum(i for i in range(1_000_000)))


def lengthened(text: str, size: int) -> str:
    """The document with its body repeated until it has `size` bytes."""
    head, _, tail = text.partition("\n1. ")
    body, _, end = tail.partition("Nơi nhận")
    times = max(1, size // len(body.encode()))
    return head + f"\n1. {body}" * times + f"Nơi nhận{end}"


_LARGE = """
import resource, sys, time
from dondoc.reading import read_text
text = sys.stdin.buffer.read().decode()
begun = time.process_time()
read_text(text)
print(time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def alone(text: str) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of a process of its own that reads a text."""
    done = subprocess.run([sys.executable, "-c", _LARGE], input=text.encode(), stdout=subprocess.PIPE, check=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)


BINS = (0.95, 0.9, 0.8, 0.7, 0.5, 0.0)


def reliability(corpus: Path) -> Table:
    """Confidence against what the annotators say, in bins: a directive is right with its lead and its deadline."""
    score = scoring.Score()
    for _, path, gold in scoring.documents(corpus):
        scoring.add(score, read_text(path.read_text(encoding="utf-8")), gold)
    table = Table(title=f"What confidence means, {len(score.judged)} directives of {corpus.parent.name}/{corpus.name}")
    for column in ("confidence", "directives", "predicted", "right"):
        table.add_column(column, justify="right")
    upper = 1.01
    for lower in BINS:
        inside = [(said, right) for said, right in score.judged if lower <= said < upper]
        if inside:
            count = len(inside)
            table.add_row(
                f"{lower:.2f} – {min(upper, 1.0):.2f}", str(count), f"{sum(said for said, _ in inside) / count:.0%}",
                f"{sum(right for _, right in inside) / count:.0%}",
            )  # fmt: skip
        upper = lower
    return table


SEPARATORS = ("", " ", "\n", "; ", ", ", " - ", "\n- ", ". ", ": ", " (", "\n1. ")
LENGTHS = (1, 2, 3, 5, 8, 15, 30, 60, 120, 300, 1000)
REPETITIONS = 200


def repetition(texts: list[str]) -> Table:
    """Pieces of the documents repeated to half a megabyte: CPU seconds a megabyte, and the pieces that take longest.

    The pieces are drawn by a generator with a fixed seed, so two runs on the same documents read the same.
    """
    draw = random.Random(1)
    taken: list[tuple[float, str]] = []
    for _ in range(REPETITIONS):
        text = draw.choice(texts)
        at = draw.randrange(len(text))
        piece = text[at : at + draw.choice(LENGTHS)] + draw.choice(SEPARATORS)
        repeated = piece * (500_000 // len(piece.encode()) + 1)
        begun = time.process_time()
        with suppress(ReadingError):
            read_text(repeated)
        taken.append(((time.process_time() - begun) / len(repeated.encode()) * 1e6, piece))
    taken.sort(reverse=True)
    table = Table(title=f"{REPETITIONS} pieces, each repeated to 0.5 MB")
    table.add_column("what")
    table.add_column("CPU s/MB", justify="right")
    table.add_row("median", f"{taken[len(taken) // 2][0]:.2f}")
    table.add_row("95 in 100 take at most", f"{taken[len(taken) // 20][0]:.2f}")
    for seconds, piece in taken[:3]:
        table.add_row(repr(piece[:50]), f"{seconds:.2f}")
    return table


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=entities.default_corpus())
    corpus: Path = parser.parse_args().corpus
    folder = corpus / "raw" if (corpus / "raw").is_dir() else corpus
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.stderr.write(f"no .txt documents in {folder}\n")
        return 2
    Console().print(speed(texts))
    Console().print(repetition(texts))
    if (corpus / "gold").is_dir():
        for annotated in dict.fromkeys((corpus, entities.OWN)):
            Console().print(reliability(annotated))
        Console().print(entities.table(corpus))
    return 0


def speed(texts: list[str]) -> Table:
    """Measure speed and memory on these documents."""
    words = [as_word(text) for text in texts]
    characters = sum(map(len, texts))
    for text, data in zip(texts, words, strict=True):
        read_text(text)
        read_bytes(data, "a.docx")

    table = Table(title=f"Reading, one process, {platform.machine()}, Python {platform.python_version()}")
    table.add_column("what")
    table.add_column("figure", justify="right")
    plain = best(lambda: [read_text(text) for text in texts])
    table.add_row(f"documents/s, text ({len(texts)} documents, {characters} characters)", f"{len(texts) / plain:.0f}")
    packed = best(lambda: [read_bytes(data, "a.docx") for data in words])
    table.add_row("documents/s, .docx, opening included", f"{len(texts) / packed:.0f}")
    table.add_row("characters/s", f"{characters / plain:,.0f}".replace(",", " "))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory, these documents", f"{peak:.0f} MB")
    longest = max(texts, key=len)
    (half, _), (five, most) = alone(lengthened(longest, 500_000)), alone(lengthened(longest, 5_000_000))
    table.add_row("10 × the text (0.5 MB, 5 MB) takes", f"{five / half:.1f} × the time")
    table.add_row("a document of 5 MB", f"{five:.1f} s, peak {most:.0f} MB")
    table.add_row("plain Python on this machine, now", f"{yardstick():.0f} million loops/s")
    return table


if __name__ == "__main__":
    raise SystemExit(main())

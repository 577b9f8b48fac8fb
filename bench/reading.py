"""Documents read per second on one core, and whether time grows with length as it should.

    python -m bench.reading [FOLDER]

FOLDER holds .txt documents (default: the annotated corpus beside the checkout). Imports are excluded; each figure is
the best of several rounds by CPU time, so a busy machine disturbs it little. The machine's own speed is printed too.
"""

from __future__ import annotations

import argparse
import io
import platform
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from rich.console import Console
from rich.table import Table

from dondoc.reading import read_bytes, read_text

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "dev" / "raw"
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


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    folder: Path = parser.parse_args().folder
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.stderr.write(f"no .txt documents in {folder}\n")
        return 2
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
    head, _, tail = max(texts, key=len).partition("\n1. ")
    body, _, end = tail.partition("Nơi nhận")
    once = best(lambda: read_text(f"{head}\n1. {body}Nơi nhận{end}"))
    tenfold = best(lambda: read_text(head + f"\n1. {body}" * 10 + f"Nơi nhận{end}"))
    table.add_row("10 × the body takes", f"{tenfold / once:.1f} × the time")
    table.add_row("peak memory of the process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    table.add_row("plain Python on this machine, now", f"{yardstick():.0f} million loops/s")
    Console().print(table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

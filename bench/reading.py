"""Documents read per second on one core, memory, whether time grows with length as it should, what confidence means.

    python -m bench.reading [CORPUS] [--seed N]

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


def repetition(texts: list[str], seed: int) -> Table:
    """Pieces of the documents repeated to half a megabyte: CPU seconds a megabyte, and the pieces that take longest.

    The pieces are drawn by a generator of that seed, so two runs on the same documents read the same.
    """
    draw = random.Random(seed)
    taken: list[tuple[float, str]] = []
    for _ in range(REPETITIONS):
        text = draw.choice(texts)
        at = draw.randrange(len(text))
        piece = text[at : at + draw.choice(LENGTHS)] + draw.choice(SEPARATORS)
        repeated = piece * (500_000 // len(piece.encode()) + 1)
        taken.append((seconds_a_megabyte(repeated), piece))
    taken.sort(reverse=True)
    table = Table(title=f"{REPETITIONS} pieces, each repeated to 0.5 MB (seed {seed})")
    table.add_column("what")
    table.add_column("CPU s/MB", justify="right")
    table.add_row("median", f"{taken[len(taken) // 2][0]:.2f}")
    table.add_row("95 in 100 take at most", f"{taken[len(taken) // 20][0]:.2f}")
    for seconds, piece in taken[:3]:
        table.add_row(repr(piece[:50]), f"{seconds:.2f}")
    return table


HEAD = """UBND TỈNH KIÊN GIANG
Số: 12/TB-UBND
Kiên Giang, ngày 12 tháng 5 năm 2024
THÔNG BÁO
Kết luận cuộc họp giao ban

Chủ tịch UBND tỉnh kết luận như sau:
"""
BODIES = (
    "Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Xây dựng", "Công an tỉnh", "Sở Công Thương", "Sở Du lịch",
    "Thanh tra tỉnh", "Sở Giáo dục và Đào tạo", "UBND huyện Hòn Đất", "Văn phòng UBND tỉnh",
)  # fmt: skip
HOW = ("chủ trì, phối hợp với", "khẩn trương rà soát, phối hợp với", "tham mưu, thống nhất với", "chủ trì, cùng với")
ACTS = (
    "xây dựng kế hoạch", "thẩm định hồ sơ", "rà soát danh mục", "kiểm tra tiến độ", "hoàn thiện đề án", "báo cáo kết quả",
)  # fmt: skip
TIMES = (
    "trước ngày {a}/7/2024", "trong tháng {b} năm 2024", "trong quý IV/2024", "hằng tháng", "trong {a} ngày",
)  # fmt: skip
ORDERS = 10_000


def shortest_orders() -> str:
    """Half a megabyte of the shortest orders there are, each another: whatever an order costs, most of it a byte."""
    count = 500_000 // len(f"{BODIES[0]} làm 10000.\n".encode())
    return HEAD + "\n".join(f"{BODIES[k % len(BODIES)]} làm {k}." for k in range(count))


def ordinary_orders() -> str:
    """Very many orders as documents have them, each another, with partners and times."""
    draw = random.Random(1)
    lines = []
    for k in range(1, ORDERS + 1):
        lead, partner = draw.sample(BODIES, 2)
        when = draw.choice(TIMES).format(a=draw.randint(1, 28), b=draw.randint(6, 12))
        lines.append(
            f"{k}. Giao {lead} {draw.choice(HOW)} {partner} {draw.choice(ACTS)} số {k} của dự án đường tỉnh "
            f"{draw.randint(900, 999)}, trình UBND tỉnh {when}."
        )
    return HEAD + "\n".join(lines)


def seconds_a_megabyte(text: str) -> float:
    """CPU seconds that a text takes, for each of its megabytes."""
    begun = time.process_time()
    with suppress(ReadingError):
        read_text(text)
    return (time.process_time() - begun) / len(text.encode()) * 1e6


def orders() -> Table:
    """Documents of nothing but orders none of which comes twice, so that nothing found is of use again."""
    table = Table(title="Documents of distinct orders")
    table.add_column("what")
    table.add_column("CPU s/MB", justify="right")
    for what, text in (
        ("ordinary distinct orders", ordinary_orders()),
        ("shortest distinct orders", shortest_orders()),
    ):
        size = len(text.encode()) / 1e6
        table.add_row(f"{what} ({size:.1f} MB)", f"{min(seconds_a_megabyte(text) for _ in range(ROUNDS)):.2f}")
    return table


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path, default=entities.default_corpus())
    parser.add_argument("--seed", type=int, default=1, help="of the draw of the pieces that are repeated")
    asked = parser.parse_args()
    corpus: Path = asked.corpus
    folder = corpus / "raw" if (corpus / "raw").is_dir() else corpus
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.stderr.write(f"no .txt documents in {folder}\n")
        return 2
    Console().print(speed(texts))
    Console().print(repetition(texts, asked.seed))
    Console().print(orders())
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

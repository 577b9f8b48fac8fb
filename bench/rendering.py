"""How long a document takes to print: one page and fifty, .docx and PDF.

    python -m bench.rendering

CPU seconds, the best of several rounds, imports and the loading of fonts excluded (the first document of a process
pays these once; they have a line of their own). The fifty pages are printed to new words each round, so that nothing
typst remembers helps.
"""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import pypdfium2
from rich.console import Console
from rich.table import Table
from tests.documents.rendering.office import template

from dondoc.documents.rendering import Output, StructuredDocument, render, render_in

ROUNDS = 5
WORDS = "Các sở, ban, ngành và địa phương tiếp tục thực hiện nghiêm túc nhiệm vụ được giao trong năm 2021, báo cáo kết quả. "
LIMITS = {1: 0.150, 50: 2.0}


def document(paragraphs: int, mark: str) -> StructuredDocument:
    """A notice of so many paragraphs, with words of its own."""
    data: dict[str, Any] = {
        "type": "Thông báo", "number": "5", "symbol": "TB-VP", "date": "2021-01-07", "place": "Kiên Giang",
        "parent": "Ủy ban nhân dân tỉnh Kiên Giang", "issuer": "Văn phòng",
        "subject": "Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về tiến độ giải ngân vốn đầu tư công",
        "body": [{"label": f"{k}.", "text": f"{WORDS * 4}Đợt {mark}."} for k in range(1, paragraphs + 1)],
        "signature": {"authority": ["KT. CHÁNH VĂN PHÒNG"], "position": "PHÓ CHÁNH VĂN PHÒNG", "name": "Đỗ Thị Minh Hảo"},
        "recipients": ["Như trên", "Các sở, ban, ngành cấp tỉnh"], "drafter": "VT, ntmai",
    }  # fmt: skip
    return StructuredDocument.from_dict(data)


def measure(paragraphs: int, output: Output) -> float:
    """The least CPU seconds that printing took, each round with other words."""
    seconds = []
    for k in range(ROUNDS):
        given = document(paragraphs, f"{output} {k}")
        begun = time.process_time()
        render(given, output)
        seconds.append(time.process_time() - begun)
    return min(seconds)


def measure_template(paragraphs: int) -> float:
    """The same for an office's template, which is looked into each time."""
    form, seconds = template(), []
    for k in range(ROUNDS):
        given = document(paragraphs, f"template {k}")
        begun = time.process_time()
        render_in(given, form)
        seconds.append(time.process_time() - begun)
    return min(seconds)


def first(output: Output) -> float:
    """Seconds of a process of its own from its start to its first page."""
    code = f"from bench.rendering import document, render; render(document(2, 'x'), {output!r})"
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Print the table."""
    table = Table(title="Printing, one process")
    for column in ("what", "PDF", ".docx", ".docx from a template", "limit"):
        table.add_column(column, justify="left" if column == "what" else "right")
    outputs: tuple[Output, ...] = ("pdf", "docx")
    render(document(2, "warm"), "pdf")
    render(document(2, "warm"), "docx")
    render_in(document(2, "warm"), template())
    for paragraphs, limit in ((2, LIMITS[1]), (256, LIMITS[50])):
        pages = len(pypdfium2.PdfDocument(render(document(paragraphs, "count"), "pdf")))
        took = [measure(paragraphs, "pdf"), measure(paragraphs, "docx"), measure_template(paragraphs), limit]
        table.add_row(f"{pages} page{'s' if pages > 1 else ''}", *(f"{seconds * 1000:.0f} ms" for seconds in took))
    table.add_row(
        "a process with its first page, wall clock", *(f"{first(output) * 1000:.0f} ms" for output in outputs), "", ""
    )
    Console().print(table)


if __name__ == "__main__":
    main()

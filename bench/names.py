"""The page of how right the reader was, with as many confirmed fields and names entered by hand as years bring.

    python -m bench.names [JUDGEMENTS]

An empty database of its own gets 100 units, a document for every 20 judgements, as many name choices as judgements
(2 500 ways to write a name, some common, most rare), then the page is asked for as a browser would.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any

import psycopg

from bench import province
from dondoc.embedded import temporary
from dondoc.organizations.names import key_of

SIZE = 50_000
NAMES = 2_500
BODY = 12_000  # letters of a document
ROUNDS = 15
_FIELDS = ("directive", "lead", "coordinate", "deadline_kind", "due_on", "clause")


def load(url: str, size: int) -> None:
    """Fill a province with `size` judgements and as many name choices."""
    rng = random.Random(size)
    units = province.load(url, 40)["units"][:100]
    documents = list(range(50_001, 50_001 + max(size // 20, 1)))
    written = [f"Cơ quan phụ trách việc thứ {number}" for number in range(NAMES)]
    texts = "Giao cơ quan phụ trách báo cáo. " * (BODY // 32)
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        _copy(cursor, "documents_document",
            ("jurisdiction_id", "id", "direction", "origin", "type_name", "number", "symbol", "issued_on", "place",
             "issuer", "subject", "urgency", "signer_authority", "signer_position", "signer_name", "meeting",
             '"references"', "why", "text", "reader_version", "source_sha256", "search_text", "created_at", "created_by_id"),
            ((1, one, "issued", "province", "Thông báo", str(one), "TB-VP", province.TODAY, "", "", "", "", "", "", "",
              "{}", "[]", "{}", texts, 1, "0" * 64, "", province.NOW, 1) for one in documents),
        )  # fmt: skip
        _copy(cursor, "directives_draftreading",
            ("jurisdiction_id", "id", "document_id", "state", "items", "warnings", "version", "created_at", "created_by_id"),
            ((1, one + 100_000, one, "confirmed", "[]", "[]", 1, province.NOW, 1) for one in documents),
        )  # fmt: skip
        _copy(cursor, "directives_judgement",
            ("jurisdiction_id", "id", "document_id", "draft_id", "item_key", "judged_field", "verdict", "confidence",
             "span_start", "span_end", "issuer", "issuer_key", "month", "judged_on", "judged_at", "judged_by_id"),
            _judgements(rng, documents, size),
        )  # fmt: skip
        _copy(cursor, "directives_namechoice",
            ("jurisdiction_id", "id", "document_id", "draft_id", "item_key", "role", "name", "name_key", "unit_ids",
             "span_start", "span_end", "document_day", "chosen_at", "chosen_by_id"),
            _choices(rng, documents, units, written, size),
        )  # fmt: skip
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def _copy(cursor: psycopg.Cursor[Any], table: str, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:  # type: ignore[arg-type]
        for row in rows:
            copy.write_row(row)


def _judgements(rng: random.Random, documents: list[int], size: int) -> Iterator[tuple[Any, ...]]:
    for number in range(size):
        document = documents[number // 20]
        month = province.TODAY.replace(year=2018 + number % 3, month=1 + number % 12, day=1)
        body = f"Sở thứ {rng.randrange(60)}"
        verdict = rng.choices(("right", "wrong", "missed"), (90, 7, 3))[0]
        yield (
            1, 2_000_000 + number, document, document + 100_000, f"d{number % 20 // 6}", _FIELDS[number % 20 % 6],
            verdict, rng.randrange(40, 100), 0, 31, body, key_of(body), month, month, province.NOW, 1,
        ) if number % 20 < 18 else (
            1, 2_000_000 + number, document, document + 100_000, f"a{number % 20}", "directive", "missed", None, 0, 31,
            body, key_of(body), month, month, province.NOW, 1,
        )  # fmt: skip


def _choices(
    rng: random.Random, documents: list[int], units: list[int], written: list[str], size: int
) -> Iterator[tuple[Any, ...]]:
    weights = [1 / (1 + number) for number in range(len(written))]
    for number, place in enumerate(rng.choices(range(len(written)), weights, k=size)):
        usual = [units[place % len(units)], units[(place * 7 + 1) % len(units)]][: 1 + place % 2]
        chosen = usual if rng.random() < 0.8 else [rng.choice(units)]
        document = documents[number // 20]
        yield (
            1, 3_000_000 + number, document, document + 100_000, f"d{number % 20}", "lead", written[place],
            key_of(written[place]), sorted(set(chosen)), 0, 31, province.TODAY, province.NOW, 1,
        )  # fmt: skip


def ask() -> None:
    """In a process with the database: time the page and what is behind it."""
    from dondoc.config.bootstrap import django_ready  # noqa: PLC0415

    with django_ready():
        from django.conf import settings  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415
        from django.test import Client  # noqa: PLC0415
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

        from dondoc.accounts.models import User  # noqa: PLC0415
        from dondoc.directives.judgement_selectors import report_of  # noqa: PLC0415
        from dondoc.directives.name_proposals import proposals_of, seen_of  # noqa: PLC0415

        settings.ALLOWED_HOSTS = ["*"]
        settings.SECURE_SSL_REDIRECT = False
        user = User(
            jurisdiction_id=1, username="do", full_name="Người đo", role="office_leader", created_at=province.NOW
        )
        user.set_unusable_password()
        user.save(force_insert=True)
        client = Client()
        client.force_login(user, backend="dondoc.accounts.backends.PasswordBackend")

        def page() -> None:
            assert client.get("/doc-van-ban/do-dung/").status_code == 200

        found = proposals_of(1, province.TODAY)
        with CaptureQueriesContext(connection) as queries:
            page()
        print(f"tên gọi đề xuất: {len(found)}; câu truy vấn của trang: {len(queries)}")
        for name, work in (
            ("trang “Bộ đọc đúng đến đâu”", page),
            ("trong đó đề xuất tên gọi", lambda: seen_of(1, proposals_of(1, province.TODAY, most=21)[:20])),
            ("trong đó các bảng", lambda: report_of(1)),
        ):
            print(f"{name}: {_median(work):.0f} ms")


def _median(work: Any) -> float:
    work()
    spent = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def main() -> None:
    """Make the database, fill it, and ask in a process of its own."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    with tempfile.TemporaryDirectory(prefix="dondoc-names-") as home, temporary() as info:
        environment = {**os.environ, "DATABASE_URL": info.url, "DONDOC_HOME": home}
        subprocess.run(
            [sys.executable, "-m", "dondoc.cli", "manage", "migrate", "-v", "0"], env=environment, check=True
        )
        load(info.url, size)
        print(f"{size} phần đã đối chiếu, {size} lần chọn tên", flush=True)
        code = "from bench.names import ask; ask()"
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)


if __name__ == "__main__":
    main()

"""`dondoc reading again`: all, those that lack something, or one; a bad file stops nobody; twice is once."""

import pytest
from click.testing import CliRunner
from tests.directives.draft_world import *  # noqa: F403 - fixtures
from tests.documents.conftest import NOTICE

from dondoc.cli import main
from dondoc.directives.commands.open_draft import open_draft
from dondoc.documents.intake import Submission
from dondoc.documents.models import Document
from dondoc.ledger.models import LedgerEvent
from dondoc.reading import READER_VERSION


def run(*arguments):
    return CliRunner().invoke(main, ["reading", "again", *arguments])


@pytest.fixture
def old(open_for, specialist, province):
    """Three documents of an earlier reader; the last has its reasons, and a file."""
    for text in (NOTICE, "Giao Sở Y tế báo cáo trước ngày 25/01/2021."):
        open_for(specialist, text)
    content = "Giao Sở Tài chính báo cáo trước ngày 26/01/2021.".encode()
    now = LedgerEvent.objects.first().recorded_at
    open_draft(actor=specialist, submission=Submission(content, "a.txt"), now=now)
    Document.objects.update(reader_version=0, subject="")
    ids = list(Document.objects.order_by("id").values_list("id", flat=True))
    Document.objects.filter(id__in=ids[:2]).update(why={})
    Document.objects.filter(id=ids[2]).update(why={"document.number": ["header:number line"]})
    return ids


def test_all_are_read_once_by_the_server_itself(old):
    result = run("--all")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Đã đọc lại 3")
    assert set(Document.objects.values_list("reader_version", flat=True)) == {READER_VERSION}
    assert set(LedgerEvent.objects.filter(code="document.read_again").values_list("actor_id", flat=True)) == {None}
    assert run("--all").stdout.startswith("Đã đọc lại 0")
    assert LedgerEvent.objects.filter(code="document.read_again").count() == 3


def test_only_those_that_lack_reasons(old):
    assert run("--missing").stdout.startswith("Đã đọc lại 2")
    assert Document.objects.get(id=old[2]).reader_version == 0


def test_one_document_and_one_that_is_done(old):
    assert run("--document", str(old[0])).stdout.startswith("Đã đọc lại 1")
    shown = run("--document", str(old[0]), "--document", str(old[1])).stdout
    assert shown.startswith("Đã đọc lại 1")
    assert "bỏ qua 1" in shown


def test_a_bad_file_is_one_line_and_the_others_are_read(old, files_folder):
    for path in files_folder.rglob("*"):
        if path.is_file():
            path.unlink()
    result = run("--all")
    assert result.exit_code == 2
    assert result.stdout.startswith("Đã đọc lại 2")
    assert result.stderr.splitlines() == [
        f"Văn bản {old[2]}: Tệp gốc không còn trong kho lưu trữ. Hãy báo quản trị hệ thống. [file_lost]"
    ]
    assert Document.objects.get(id=old[2]).reader_version == 0


def test_a_fault_of_the_reader_is_one_line_too(old, monkeypatch):
    from dondoc.documents import rereading

    def fails(*_arguments, **_options):
        raise ZeroDivisionError

    monkeypatch.setattr(rereading, "read_again", fails)
    result = run("--all")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 3
    assert "ZeroDivisionError" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [(), ("--all", "--missing"), ("--document", "1", "--all"), ("--document", "999999"), ("--all", "--jurisdiction", "X")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(old, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip().count("\n") == 0

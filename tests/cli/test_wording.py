"""A command line that is wrong: one Vietnamese sentence on stderr, nothing on stdout, exit status 2."""

import click
import pytest
from click.testing import CliRunner

from dondoc.cli import main
from dondoc.cli.wording import Group


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("khong-co", "Không có lệnh “khong-co”. Xem cách dùng: dondoc --help"),
        ("ledger khong-co", "Không có lệnh “khong-co”. Xem cách dùng: dondoc ledger --help"),
        ("workdays --la", "Không có tuỳ chọn --la. Xem cách dùng: dondoc workdays --help"),
        ("workdays --from", "Tuỳ chọn --from cần một giá trị."),
        ("figures --json", "Thiếu --on."),
        ("restore", "Thiếu FILE."),
        ("serve --port 99999", "Giá trị của --port không dùng được; cần một số nguyên từ 1 đến 65535."),
        ("backup /", "Giá trị của FILE không dùng được; cần một tệp, không phải thư mục."),
        ("ledger verify thua", "Lệnh viết chưa đúng."),
    ],
)
def test_a_mistake_is_one_sentence(line, words):
    done = CliRunner().invoke(main, line.split(), prog_name="dondoc")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith(words)
    assert done.stderr.count("\n") == 1


def test_no_command_shows_the_help():
    done = CliRunner().invoke(main, [])
    assert done.exit_code == 2
    assert "workdays" in done.stderr


@pytest.mark.parametrize(
    ("raised", "status", "words"),
    [
        (KeyboardInterrupt(), 1, "Đã dừng theo yêu cầu."),
        (SystemExit(7), 7, ""),
        (click.ClickException("Câu."), 1, "Câu."),
    ],
)
def test_how_a_command_ends(raised, status, words):
    group = Group()

    @group.command()
    def run():
        raise raised

    done = CliRunner().invoke(group, ["run"])
    assert done.exit_code == status
    assert words in done.stderr
    assert "Abort" not in done.stderr

"""`dondoc import tasks`: looked at without a trace, taken in, or refused with one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.tasksheets.workbooks import sheet_of

from dondoc.cli import main
from dondoc.directives.models import Directive
from dondoc.tasksheets.models import TaskImport

ROWS = (
    [1, "Rà soát", "13/TB-VP", "07/01/2021", "31/12/2021", "Sở Y tế"],
    [2, "Báo cáo", "13/TB-VP", "07/01/2021", "15/3", "Sở Tài chính"],
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["import", "tasks", *arguments])


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "theo dõi.xlsx"
    path.write_bytes(sheet_of(*ROWS))
    return str(path)


def test_a_preview_says_what_would_be_and_writes_nothing(file: str, specialist: Any, office_leader: Any) -> None:
    for who in ((), ("--as", "chuyenvien")):
        answer = json.loads(run(file, "--preview", "--json", *who).stdout)
        assert (answer["state"], answer["header_row"]) == ("preview", 1)
        assert answer["counts"] == {"ok": 1, "question": 1, "error": 0, "skip": 0}
        assert [(p["row"], p["code"]) for p in answer["problems"]] == [(3, "year")]
    plain = run(file, "--preview").stdout
    assert "Dòng 3: “15/3” là của năm nào?" in plain
    assert "1 dòng sẵn sàng, 1 dòng cần trả lời" in plain
    assert not TaskImport.objects.exists()


def test_a_sheet_is_taken_in(file: str, specialist: Any) -> None:
    held = run(file, "--as", "chuyenvien")
    assert (held.exit_code, held.stdout) == (2, "")
    assert "Còn 1 dòng cần trả lời" in held.stderr
    assert not Directive.objects.exists()
    done = json.loads(run(file, "--as", "chuyenvien", "--leave-questions", "--json").stdout)
    assert (done["state"], done["counts"]["created"]) == ("committed", 1)
    assert Directive.objects.get().text == "Rà soát"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("--as", "vanthu"), "không có lãnh đạo hay chuyên viên"), ((), "Hãy thêm --as"), (("--as", "chuyenvien", "--sheet", "Lạ"), "không có trang tính")],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(
    file: str, specialist: Any, clerk: Any, arguments: tuple[str, ...], said: str
) -> None:
    result = run(file, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_none_is_refused(tmp_path: Path, specialist: Any) -> None:
    broken = tmp_path / "x.xlsx"
    broken.write_bytes(b"khong phai Excel")
    for path, said in ((broken, "không phải Excel"), (tmp_path / "thieu.xlsx", "Không mở được tệp")):
        result = run(str(path), "--as", "chuyenvien")
        assert result.exit_code == 2
        assert said in result.stderr

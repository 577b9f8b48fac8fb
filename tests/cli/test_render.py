"""`dondoc render`: a file whole in its place, or a sentence and nothing."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from tests.documents.rendering.office import template
from tests.documents.rendering.samples import NOTICE

from dondoc.cli.render import render
from dondoc.reading import read


def run(*arguments):
    return CliRunner().invoke(render, [str(argument) for argument in arguments])


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "thông báo.json"
    path.write_text(json.dumps(NOTICE, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize(("name", "begins"), [("out.docx", b"PK"), ("out.PDF", b"%PDF")])
def test_a_document_is_printed(source, tmp_path, name, begins):
    result = run(source, tmp_path / name)
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert read(tmp_path / name).document.number == "05"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, source.name])


def test_a_document_is_printed_in_the_offices_template(source, tmp_path):
    form = tmp_path / "mẫu.docx"
    form.write_bytes(template(before=["MẪU CỦA VĂN PHÒNG"]))
    result = run(source, tmp_path / "a.docx", "--template", form)
    assert (result.exit_code, result.output) == (0, "")
    found = read(tmp_path / "a.docx")
    assert (found.document.number, found.document.signer.name) == ("05", NOTICE["signature"]["name"])
    assert "MẪU CỦA VĂN PHÒNG" in found.text


@pytest.mark.parametrize(
    ("lines", "name", "said"),
    [
        (["{{ nơi_nhận }}"], "a.docx", "không có trường “nơi_nhận”"),
        (["{{ recipient }}"], "a.docx", "có phải “recipients” không"),
        ([], "a.pdf", "chỉ in ra được .docx"),
    ],
)
def test_a_template_that_cannot_be_filled_is_one_sentence_and_nothing_is_written(source, tmp_path, lines, name, said):
    form = tmp_path / "mẫu.docx"
    form.write_bytes(template(before=lines))
    result = run(source, tmp_path / name, "--template", form)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(str(form)) or not lines
    assert not (tmp_path / name).exists()
    assert "không mở được tệp mẫu" in run(source, tmp_path / "b.docx", "--template", tmp_path / "none.docx").stderr


def test_it_is_a_command_that_needs_no_django(source, tmp_path):
    code = (
        "import sys; from dondoc.cli import main; main(sys.argv[1:], standalone_mode=False); "
        "assert not [m for m in sys.modules if m == 'django' or m.startswith(('django.', 'psycopg'))]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "render", str(source), str(tmp_path / "a.pdf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "a.pdf").is_file()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "không phải JSON đúng cách viết (dòng 1, cột 2)"),
        (b"\xff\xfe{}", "không phải Unicode"),
        (b"[]", "đối tượng JSON"),
        (b'{"type": "x"}', "Mục “body” phải có ít nhất một đoạn"),
        (json.dumps(NOTICE | {"urgency": "MẬT"}).encode(), "văn bản mật"),
        (json.dumps(NOTICE | {"subject": "漢"}).encode(), "“漢” (U+6F22)"),
        (b"[" * 200_000, "lồng quá sâu"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_one_sentence_and_nothing_is_written(tmp_path, content, said):
    source = tmp_path / "a.json"
    source.write_bytes(content)
    (tmp_path / "b.pdf").write_bytes(b"as it was")
    result = run(source, tmp_path / "b.pdf")
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(str(source))
    assert (tmp_path / "b.pdf").read_bytes() == b"as it was"
    assert len(list(tmp_path.iterdir())) == 2


def test_other_outputs_missing_files_and_closed_folders_are_said(source, tmp_path):
    for arguments, said in (
        ((source, tmp_path / "a.odt"), "phải kết thúc bằng .docx hoặc .pdf"),
        ((tmp_path / "none.json", tmp_path / "a.pdf"), "không mở được tệp"),
        ((source, tmp_path / "no" / "a.pdf"), "Không ghi được"),
    ):
        result = run(*arguments)
        assert result.exit_code == 2
        assert said in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [source.name]

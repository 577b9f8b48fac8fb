"""Old Word files, by a program that stands in for LibreOffice; with the real one where it is installed."""

import shutil
import subprocess
import sys

import pytest
from tests.reading.builders import notice, word

from dondoc.reading import ReadingError, read_bytes
from dondoc.reading.extract import doc

PLAIN = notice("1. Giao Sở Tài chính lập dự toán trước ngày 30/6/2023.")
OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + b"\xec\xa5" + bytes(600) + "WordDocument".encode("utf-16-le")
STAND_IN = """#!{python}
import pathlib, sys, time
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
profile = next(a for a in sys.argv if a.startswith("-env:UserInstallation=file://"))[len("-env:UserInstallation=file://"):]
assert "DisableMacrosExecution" in (pathlib.Path(profile) / "user" / "registrymodifications.xcu").read_text()
assert "--headless" in sys.argv and pathlib.Path(sys.argv[-1]).read_bytes()[:4] == bytes.fromhex("d0cf11e0")
{act}
"""


@pytest.fixture
def office(tmp_path, monkeypatch):
    """Puts a program called soffice where it is found first; `act` is what it does."""

    def put(act):
        program = tmp_path / "soffice"
        program.write_text(STAND_IN.format(python=sys.executable, act=act), encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    return put


def refused(data=OLD):
    with pytest.raises(ReadingError) as caught:
        read_bytes(data, "a.doc")
    return caught.value


def test_what_libreoffice_makes_is_read(office, tmp_path):
    (tmp_path / "made.docx").write_bytes(word(PLAIN))
    office(f"(folder / 'van-ban.docx').write_bytes(pathlib.Path({str(tmp_path / 'made.docx')!r}).read_bytes())")
    found = read_bytes(OLD, "a.doc")
    assert (found.source, found.warnings) == ("doc", ())
    assert found.document.number == "34"
    assert [d.lead for d in found.directives] == [("Sở Tài chính",)]


def test_without_libreoffice_the_sentence_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    error = refused()
    assert error.code == "needs_program"
    assert ".docx" in error.message
    assert "apt install libreoffice-writer-nogui" in error.message


def test_a_file_that_it_cannot_open(office):
    office("sys.exit(0)")
    assert refused().code == "damaged"


def test_one_that_hangs_is_stopped_with_what_it_started(office, monkeypatch):
    monkeypatch.setattr(doc, "SECONDS", 0.5)
    office("import subprocess; subprocess.Popen(['sleep', '61.5']); time.sleep(60)")
    assert refused().code == "too_slow"
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=False).stdout
    assert "sleep 61.5" not in running


def test_a_password_is_seen_before_anything_is_started(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    locked = bytearray(OLD)
    locked[512 + 10 : 512 + 12] = b"\x00\x01"
    assert refused(bytes(locked)).code == "encrypted"


def test_an_old_spreadsheet_is_no_document():
    assert refused(OLD.replace("WordDocument".encode("utf-16-le"), b"")).code == "unsupported_type"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_the_real_one(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(PLAIN, encoding="utf-8")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
        "--infilter=Text (encoded):UTF8",
    ]
    subprocess.run([*command, "--convert-to", "doc:MS Word 97", "--outdir", tmp_path, source], check=True, capture_output=True, timeout=120)  # fmt: skip
    found = read_bytes((tmp_path / "a.doc").read_bytes(), "a.doc")
    assert found.source == "doc"
    assert [d.lead for d in found.directives] == [("Sở Tài chính",)]

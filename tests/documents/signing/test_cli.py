"""`dondoc sign` and `dondoc verify-signature`."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.serialization import Encoding
from tests.documents.signing import papers, pki

from dondoc.cli import main


@pytest.fixture(scope="module")
def live():
    """An authority of today: the command line has a clock of its own."""
    with pki.served(pki.Authority(dt.datetime.now(dt.UTC).replace(microsecond=0))) as authority:
        yield authority


@pytest.fixture(scope="module")
def folder(live, tmp_path_factory):
    where = tmp_path_factory.mktemp("sign")
    (where / "in.pdf").write_bytes(papers.notice())
    (where / "key.p12").write_bytes(live.person(papers.SIGNER).p12())
    (where / "pass.txt").write_text(pki.PASSPHRASE + "\n", encoding="utf-8")
    (where / "root.pem").write_bytes(live.root.certificate.public_bytes(Encoding.PEM))
    (where / "sign.png").write_bytes(papers.handwriting())
    return where


@pytest.fixture
def run(folder, monkeypatch):
    monkeypatch.chdir(folder)

    def ran(*arguments, given=None):
        return CliRunner().invoke(main, [str(one) for one in arguments], input=given)

    return ran


KEY = ("--p12", "key.p12", "--passphrase-file", "pass.txt")


def test_sign_then_verify(run):
    result = run("sign", "in.pdf", "out.pdf", *KEY, "--reason", "Ban hành")
    assert result.exit_code == 0, result.output
    checked = run("verify-signature", "out.pdf", "--roots", "root.pem")
    assert checked.exit_code == 0, checked.output
    assert "Tất cả 1 chữ ký nguyên vẹn" in checked.output
    assert papers.SIGNER in checked.output


def test_the_passphrase_is_asked_for_and_not_shown(run):
    result = run("sign", "in.pdf", "asked.pdf", "--p12", "key.p12", given=pki.PASSPHRASE + "\n")
    assert result.exit_code == 0, result.output
    assert pki.PASSPHRASE not in result.output


def test_no_option_takes_a_passphrase(run):
    assert run("sign", "in.pdf", "no.pdf", *KEY, "--passphrase", "x").exit_code == 2
    assert "--pin" not in run("sign", "--help").output


def test_with_picture_level_and_json(run, live):
    result = run(
        *("sign", "in.pdf", "full.pdf", *KEY, "--image", "sign.png", "--name", papers.SIGNER),
        *("--level", "B-LTA", "--tsa", f"{live.url}/tsa", "--roots", "root.pem"),
    )
    assert result.exit_code == 0, result.output
    checked = run("verify-signature", "full.pdf", "--roots", "root.pem", "--json")
    assert checked.exit_code == 0
    report = json.loads(checked.stdout)
    assert report["signatures"][0]["level"] == "B-LTA"


def test_a_place_and_an_annex(run):
    placed = run("sign", "in.pdf", "placed.pdf", *KEY, "--image", "sign.png", "--place", "1,110,200,40,15")
    assert placed.exit_code == 0, placed.output
    annex = run("sign", "in.pdf", "annex.pdf", *KEY, "--kind", "annex", "--text", "34/TB-UBND")
    assert annex.exit_code == 0, annex.output


def test_online_finds_a_revocation(run, live, folder):
    person = live.person("Cao Văn Mẫu")
    (folder / "revoked.p12").write_bytes(person.p12())
    run("sign", "in.pdf", "revoked.pdf", "--p12", "revoked.p12", "--passphrase-file", "pass.txt")
    live.revoked[person.certificate.serial_number] = live.now - dt.timedelta(days=1)
    try:
        offline = run("verify-signature", "revoked.pdf", "--roots", "root.pem")
        online = run("verify-signature", "revoked.pdf", "--roots", "root.pem", "--online")
    finally:
        live.revoked.clear()
    assert (offline.exit_code, online.exit_code) == (0, 1)
    assert "BỊ THU HỒI" in online.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("in.pdf", "in.pdf", *KEY), "phải khác tệp vào"),
        (("none.pdf", "o.pdf", *KEY), "Không mở được tệp “none.pdf”"),
        (("in.pdf", "o.pdf", "--p12", "none.p12"), "Không mở được tệp “none.p12”"),
        (("in.pdf", "o.pdf", "--p12", "in.pdf", "--passphrase-file", "pass.txt"), "không phải là PKCS#12"),
        (("in.pdf", "o.pdf", "--p12", "key.p12", "--passphrase-file", "root.pem"), "Mật khẩu của tệp khoá không đúng"),
        (("key.p12", "o.pdf", *KEY), "không phải là PDF"),
        (("in.pdf", "o.pdf", *KEY, "--level", "B-T"), "B-T cần thêm"),
        (("in.pdf", "o.pdf", *KEY, "--kind", "agency"), "Cần ảnh dấu"),
        (("in.pdf", "o.pdf", *KEY, "--place", "1,2,3,4,5"), "--kind"),
        (("in.pdf", "o.pdf", *KEY, "--image", "in.pdf"), "PNG"),
        (("in.pdf", "o.pdf", *KEY, "--image", "sign.png", "--place", "x"), "Vị trí viết dạng"),
        (("in.pdf", "o.pdf", *KEY, "--level", "B-X"), "--level"),
        (("in.pdf", "khong/co/o.pdf", *KEY), "Không ghi được"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(run, folder, arguments, said):
    before = sorted(folder.iterdir())
    result = run("sign", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert sorted(folder.iterdir()) == before


def test_what_is_wrong_is_1_and_what_cannot_be_read_is_2(run, folder):
    unsigned = run("verify-signature", "in.pdf", "--roots", "root.pem")
    assert (unsigned.exit_code, unsigned.output.strip()) == (1, "Tệp không có chữ ký số nào.")
    run("sign", "in.pdf", "again.pdf", *KEY)
    assert run("verify-signature", "again.pdf").exit_code == 1  # nobody is trusted without roots
    for name, code in (("key.p12", "not_a_pdf"), ("empty.pdf", "empty")):
        (folder / "empty.pdf").write_bytes(b"")
        result = run("verify-signature", name, "--json")
        assert result.exit_code == 2
        assert json.loads(result.stdout)["error"]["code"] == code
    assert run("verify-signature", "none.pdf").exit_code == 2
    assert run("verify-signature", "again.pdf", "--roots", "in.pdf").exit_code == 2


def test_a_program_of_its_own_says_one_line(folder):
    """As a process: nothing of the libraries' own logging gets through."""
    signing = [sys.executable, "-m", "dondoc.cli", "sign", "in.pdf", "alone.pdf", *KEY]
    assert subprocess.run(signing, cwd=folder, check=True, capture_output=True).stderr == b""
    checking = [sys.executable, "-m", "dondoc.cli", "verify-signature", "alone.pdf"]
    result = subprocess.run(checking, cwd=folder, check=False, capture_output=True)
    assert (result.returncode, result.stderr) == (1, b"")


def test_an_existing_result_is_replaced_whole(run, folder):
    (folder / "old.pdf").write_bytes(b"old")
    assert run("sign", "in.pdf", "old.pdf", *KEY).exit_code == 0
    assert (folder / "old.pdf").read_bytes().startswith(papers.notice())
    assert not list(folder.glob(".old.pdf*"))

"""Keys on PKCS#11 tokens; with SoftHSM2 where it and `python-pkcs11` are installed, and the sentences everywhere."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from tests.documents.signing import papers
from tests.documents.signing.conftest import NOW

from dondoc.documents.signing import from_pkcs11, sign, tokens
from dondoc.documents.signing.errors import TokenProblem

LIBRARIES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
)
# A library elsewhere, and `softhsm2-util` on the path, serve as well.
LIBRARY = os.environ.get("DONDOC_TEST_SOFTHSM2") or next((path for path in LIBRARIES if Path(path).is_file()), "")
PIN, LABEL = "1234", "dondoc-test"


@pytest.fixture(scope="module")
def token(chair, tmp_path_factory):
    """A token of SoftHSM2 with the chair's key and certificate on it; its library reads its settings once."""
    if not LIBRARY:
        pytest.skip("SoftHSM2 (Debian: softhsm2) is not installed")
    pkcs11 = pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")
    from pkcs11.util.rsa import decode_rsa_private_key
    from pkcs11.util.x509 import decode_x509_certificate

    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\n")
    environment = pytest.MonkeyPatch()
    environment.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
    subprocess.run(
        [
            "softhsm2-util",
            "--module",
            LIBRARY,
            "--init-token",
            "--free",
            "--label",
            LABEL,
            "--pin",
            PIN,
            "--so-pin",
            "5678",
        ],
        check=True,
        capture_output=True,
    )
    private = chair.private.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    with pkcs11.lib(LIBRARY).get_token(token_label=LABEL).open(user_pin=PIN, rw=True) as session:
        named = {pkcs11.Attribute.LABEL: "ky", pkcs11.Attribute.ID: b"\1", pkcs11.Attribute.TOKEN: True}
        session.create_object({**decode_rsa_private_key(private), **named, pkcs11.Attribute.SIGN: True})
        session.create_object({**decode_x509_certificate(chair.certificate.public_bytes(Encoding.DER)), **named})
    yield LABEL
    environment.undo()


def test_a_token_signs(token, key, check):
    with from_pkcs11(LIBRARY, token, PIN, "ky", chain=key.chain) as on_token:
        assert check(sign(papers.notice(), on_token, now=NOW)).ok


def test_a_wrong_pin_is_told(token):
    with pytest.raises(TokenProblem) as refused, from_pkcs11(LIBRARY, token, "9999", "ky"):
        pass
    assert "PIN" in refused.value.message


def test_a_key_that_is_not_there_is_told(token):
    with pytest.raises(TokenProblem) as refused, from_pkcs11(LIBRARY, token, PIN, "khac"):
        pass
    assert "khac" in refused.value.message


def test_without_the_package_a_sentence_says_so(monkeypatch):
    monkeypatch.setattr(tokens, "available", lambda: False)
    with pytest.raises(TokenProblem) as refused, from_pkcs11("none.so", "token", "1234", "ky"):
        pass
    assert "python-pkcs11" in refused.value.message


def test_a_token_that_refuses_is_told(key):
    class Pulled:
        async def async_sign_raw(self, *_):
            raise OSError("CKR_DEVICE_REMOVED")

    with pytest.raises(TokenProblem) as refused:
        sign(papers.notice(), tokens.TokenKey(key.certificate, key.chain, Pulled()), now=NOW)
    assert "từ chối ký" in refused.value.message

"""Keys on PKCS#11 tokens (USB tokens, HSMs): used where the optional package `python-pkcs11` is installed.

The private key never leaves the token; this process only hands it what is to be signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any

from asn1crypto import x509

from .errors import TokenProblem
from .evidence import run
from .keys import DIGEST


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key on an opened token."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    signer: Any = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """Have the token sign the SHA-256 digest of `data`.

        Raises:
            TokenProblem: the token refuses, or was pulled out.
        """
        try:
            signature: bytes = run(self.signer.async_sign_raw(data, DIGEST))
        except Exception as error:  # what a vendor's library throws is not known beforehand
            raise TokenProblem("Thiết bị ký từ chối ký. Hãy kiểm tra thiết bị còn cắm và còn hạn.") from error
        return signature


def available() -> bool:
    """Say whether tokens can be used: `python-pkcs11` is installed."""
    return find_spec("pkcs11") is not None


@contextmanager
def from_pkcs11(
    library: str, token: str, pin: str, key: str, *, certificate: str = "", chain: tuple[x509.Certificate, ...] = ()
) -> Iterator[TokenKey]:
    """Open a token for the length of a `with` block.

    Args:
        library: the vendor's PKCS#11 library, a path.
        token: the token's label.
        pin: the user's PIN.
        key: the label of the private key.
        certificate: the label of the certificate, where it differs from the key's.
        chain: certificates of the issuers, which tokens often do not hold.

    Yields:
        The key.

    Raises:
        TokenProblem: no `python-pkcs11`, no such library or token, a wrong PIN, no such key or certificate.
    """
    if not available():
        raise TokenProblem("Máy này chưa cài gói python-pkcs11 nên không dùng được thiết bị ký (token).")
    from pkcs11 import exceptions  # noqa: PLC0415  optional
    from pyhanko.config.pkcs11 import TokenCriteria  # noqa: PLC0415
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415  needs the optional package

    try:
        session = open_pkcs11_session(library, token_criteria=TokenCriteria(label=token), user_pin=pin)
    except exceptions.PinIncorrect:
        raise TokenProblem("Mã PIN của thiết bị ký không đúng. Sai nhiều lần thiết bị sẽ bị khoá.") from None
    except Exception as error:
        raise TokenProblem(
            f"Không mở được thiết bị ký “{token}”. Hãy kiểm tra thiết bị và thư viện PKCS#11."
        ) from error
    with session:
        try:
            signer = PKCS11Signer(session, cert_label=certificate or key, key_label=key)
            own = signer.signing_cert
        except Exception as error:
            raise TokenProblem(f"Thiết bị ký “{token}” không có khoá hoặc chứng thư số “{key}”.") from error
        if own is None:
            raise TokenProblem(f"Thiết bị ký “{token}” không có chứng thư số “{certificate or key}”.")
        yield TokenKey(own, chain, signer)

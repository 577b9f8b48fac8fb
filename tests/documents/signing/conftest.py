"""The tests' authority with its services, a signer, and ways to sign and to verify with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.documents.signing import papers, pki

from dondoc.documents.signing import FileKey, Level, Policy, Report, Setting, from_pkcs12, sign, verify
from dondoc.documents.signing.fetching import http

NOW = dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="session")
def services() -> Iterator[pki.Authority]:
    with pki.served(pki.Authority(NOW)) as authority:
        yield authority


@pytest.fixture
def ca(services: pki.Authority) -> Iterator[pki.Authority]:
    services.asked.clear()
    yield services
    services.revoked.clear()
    services.broken.clear()
    services.clock = None


@pytest.fixture(scope="session")
def chair(services: pki.Authority) -> pki.Identity:
    return services.person(papers.SIGNER)


@pytest.fixture(scope="session")
def agency(services: pki.Authority) -> pki.Identity:
    return services.person("Ủy ban nhân dân tỉnh Mẫu", curve=True)


@pytest.fixture(scope="session")
def key(chair: pki.Identity) -> FileKey:
    return from_pkcs12(chair.p12(), pki.PASSPHRASE)


@pytest.fixture(scope="session")
def agency_key(agency: pki.Identity) -> FileKey:
    return from_pkcs12(agency.p12(), pki.PASSPHRASE)


@pytest.fixture
def setting(ca: pki.Authority) -> Callable[[Level], Setting]:
    return lambda level: Setting(level, f"{ca.url}/tsa", (ca.root.asn1,), (), http())


@pytest.fixture
def check(ca: pki.Authority) -> Callable[..., Report]:
    """Verify with the root trusted; `online` lets it ask."""

    def verified(pdf: bytes, *, at: dt.datetime = NOW, online: bool = False, **policy: Any) -> Report:
        given: dict[str, Any] = {"roots": (ca.root.asn1,), "fetch": http() if online else None} | policy
        return verify(pdf, now=at, policy=Policy(**given))

    return verified


@pytest.fixture(scope="session")
def signed(key: FileKey) -> bytes:
    """The notice signed at B-B, without a mark."""
    return sign(papers.notice(), key, now=NOW)

"""A certification authority of the tests' own, with its OCSP responder, revocation list and time stamps on loopback."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

PASSPHRASE = "mật khẩu của tệp khoá"
DAY = dt.timedelta(days=1)


def plain(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


@dataclass
class Identity:
    certificate: x509.Certificate
    private: Any
    issuer: Identity | None = None

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return plain(self.certificate)

    def p12(self, passphrase: str = PASSPHRASE) -> bytes:
        chain = []
        above = self.issuer
        while above is not None and above.issuer is not None:
            chain.append(above.certificate)
            above = above.issuer
        encryption = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return pkcs12.serialize_key_and_certificates(b"ky", self.private, self.certificate, chain, encryption)


def issue(
    name: str,
    issuer: Identity | None = None,
    *,
    now: dt.datetime,
    authority: bool = False,
    use: str = "sign",
    days: tuple[int, int] = (-30, 365),
    url: str = "",
    crl_only: bool = False,
    bits: int = 2048,
    curve: bool = False,
    digest: Any = None,
    private: Any = None,
) -> Identity:
    """Make one certificate; `use` is sign, encrypt, stamp, status."""
    private = private or (ec.generate_private_key(ec.SECP256R1()) if curve else rsa.generate_private_key(65537, bits))
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Ủy ban nhân dân tỉnh Mẫu"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    flags = dict.fromkeys(
        [
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    if authority:
        flags |= {"key_cert_sign": True, "crl_sign": True}
    elif use == "encrypt":
        flags["key_encipherment"] = True
    else:
        flags |= {"digital_signature": True, "content_commitment": use == "sign"}
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * DAY)
        .not_valid_after(now + days[1] * DAY)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**flags), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
    )
    if issuer is not None:
        builder = builder.add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.private.public_key()), critical=False
        )
    if use == "stamp":
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    if use == "status":
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.OCSP_SIGNING]), critical=False)
        builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
    if url and issuer is not None and use != "status":
        if crl_only:
            point = x509.DistributionPoint(
                [x509.UniformResourceIdentifier(f"{url}/crl/{issuer_id(issuer)}")], None, None, None
            )
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        else:
            access = x509.AccessDescription(
                x509.oid.AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{url}/ocsp")
            )
            builder = builder.add_extension(x509.AuthorityInformationAccess([access]), critical=False)
    certificate = builder.sign((issuer or Identity(None, private)).private, digest or hashes.SHA256())  # type: ignore[arg-type]
    return Identity(certificate, private, issuer)


def issuer_id(issuer: Identity) -> str:
    return f"{issuer.certificate.serial_number:x}"


@dataclass
class Authority:
    """A root, an intermediate, a responder, a stamper; and who was revoked."""

    now: dt.datetime
    url: str = ""
    revoked: dict[int, dt.datetime] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    clock: dt.datetime | None = None

    def begin(self) -> None:
        self.root = issue("CA gốc thử nghiệm", now=self.now, authority=True, days=(-900, 7300))
        self.middle = issue(
            "CA trung gian thử nghiệm", self.root, now=self.now, authority=True, days=(-900, 3650), url=self.url
        )
        self.stamper = issue("TSA thử nghiệm", self.middle, now=self.now, use="stamp", days=(-900, 3000), url=self.url)
        self.known = {issuer_id(one): one for one in (self.root, self.middle)}

    def person(self, name: str = "Nguyễn Văn Mẫu", **how: Any) -> Identity:
        return issue(name, self.middle, now=self.now, **{"url": self.url, **how})

    @property
    def moment(self) -> dt.datetime:
        return self.clock or self.now

    def answer(self, path: str, body: bytes) -> bytes:
        self.asked.append(path)
        kind = path.split("/")[1]
        if kind in self.broken:
            return b"<html>out of order</html>"
        return {"ocsp": self._status, "tsa": self._stamp, "crl": self._list}[kind](path, body)

    def _status(self, path: str, body: bytes) -> bytes:
        request = ocsp.load_der_ocsp_request(body)
        issuer = next(one for one in self.known.values() if _key_hash(one) == request.issuer_key_hash)
        at = self.revoked.get(request.serial_number)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=request.issuer_name_hash,
            issuer_key_hash=request.issuer_key_hash,
            serial_number=request.serial_number,
            algorithm=request.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if at else ocsp.OCSPCertStatus.GOOD,
            this_update=self.moment,
            next_update=self.moment + 7 * DAY,
            revocation_time=at,
            revocation_reason=x509.ReasonFlags.key_compromise if at else None,
        )
        answer = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
        return answer.sign(issuer.private, hashes.SHA256()).public_bytes(Encoding.DER)

    def _list(self, path: str, body: bytes) -> bytes:
        issuer = self.known[path.rsplit("/", 1)[1]]
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(issuer.certificate.subject)
            .last_update(self.moment)
            .next_update(self.moment + 7 * DAY)
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.private.public_key()), critical=False
            )
        )
        for serial, at in self.revoked.items():
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
            )
        return builder.sign(issuer.private, hashes.SHA256()).public_bytes(Encoding.DER)

    def _stamp(self, path: str, body: bytes) -> bytes:
        store = SimpleCertificateStore()
        store.register(self.middle.asn1)
        key = self.stamper.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        tool = DummyTimeStamper(
            self.stamper.asn1, asn1_keys.PrivateKeyInfo.load(key), certs_to_embed=store, fixed_dt=self.moment
        )
        return tool.request_tsa_response(tsp.TimeStampReq.load(body)).dump()


def _key_hash(one: Identity) -> bytes:
    return x509.SubjectKeyIdentifier.from_public_key(one.private.public_key()).digest


@contextmanager
def served(authority: Authority) -> Iterator[Authority]:
    """The authority's services on a loopback port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.respond(b"")

        def do_POST(self) -> None:
            self.respond(self.rfile.read(int(self.headers["Content-Length"])))

        def respond(self, body: bytes) -> None:
            data = authority.answer(self.path, body)
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    authority.url = f"http://127.0.0.1:{server.server_port}"
    try:
        authority.begin()
        yield authority
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

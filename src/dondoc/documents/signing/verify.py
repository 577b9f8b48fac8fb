"""The report on every signature of a PDF: intact, who, when, trusted, revoked, and what was done to the file since.

Certificates are judged at the time of the latest proof that the signature existed: a trusted time stamp in it or over
the document, else the time of the check. The network is used only through a `Fetch` that the caller gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from asn1crypto import cms, crl, ocsp, parser, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel

from . import document
from .certificates import may_sign, party, unique, weak_hash, weaknesses
from .errors import DamagedPdf, SigningError
from .evidence import Evidence, collect, context, path, run
from .fetching import Fetch
from .levels import Level
from .marks import LOCAL
from .report import Coverage, Later, Problem, Report, Revocation, SignatureReport, Stamp, Trust

_PADES = "/ETSI.CAdES.detached"
_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
    SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START: Coverage.PART,
    SignatureCoverageLevel.UNCLEAR: Coverage.PART,
}
_LATER = {
    ModificationLevel.NONE: Later.NOTHING,
    ModificationLevel.LTA_UPDATES: Later.EVIDENCE,
    ModificationLevel.FORM_FILLING: Later.FORM,
    ModificationLevel.ANNOTATIONS: Later.NOTES,
    ModificationLevel.OTHER: Later.CONTENT,
}
# Either use is enough for a signature: authorities of Viet Nam give one or both.
_USAGE = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
_TRACE = b"/ByteRange"
_GAP = re.compile(rb"\s")


@dataclass(frozen=True, slots=True)
class Policy:
    """Whom to believe, and whether to ask.

    Attributes:
        roots: certificates that are trusted without more.
        others: certificates that help to find a way to a root.
        fetch: how to ask OCSP responders and for revocation lists; None asks nobody.
        limit: how many bytes a file may have.
    """

    roots: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()
    fetch: Fetch | None = None
    limit: int = document.LIMIT


def verify(pdf: bytes, *, now: datetime, policy: Policy | None = None) -> Report:
    """Report on every signature of a PDF.

    Args:
        pdf: the file, from anywhere.
        now: the time of the check.
        policy: whom to believe; without it nobody, so that nothing is trusted.

    Returns:
        The report; a file without signatures gives one too.

    Raises:
        SigningError: the file is no PDF, damaged, encrypted, or too large; nothing else.
    """
    policy = policy or Policy()
    document.check(pdf, policy.limit)
    with suppress(DamagedPdf):
        opened = document.reader(pdf)
        # A file with two tables of contents may show different things in different programs.
        if not opened.xrefs.hybrid_xrefs_present:
            return _report(pdf, opened, now, policy, irregular=False)
    # What other programs wrote against the rules is read leniently; the digests are as strict as before.
    return _report(pdf, document.reader(pdf, strict=False), now, policy, irregular=True)


def _report(pdf: bytes, opened: PdfFileReader, now: datetime, policy: Policy, *, irregular: bool) -> Report:
    with document.guarded():
        found: list[EmbeddedPdfSignature] = []
        broken: list[SignatureReport] = []
        for name, _, field in enumerate_sig_fields(opened, filled_status=True):
            try:
                found.append(EmbeddedPdfSignature(opened, field, name))
            except Exception:  # noqa: BLE001  one unreadable signature says nothing of the others
                broken.append(_unreadable(name))
        found.sort(key=lambda one: one.signed_revision)
        check = _Check(opened, found, now, policy, len(pdf))
        # From the last to the first: each trusted time stamp proves what was there before it.
        reports = [_room(pdf, one, check.look(one)) for one in reversed(found)][::-1]
        signatures = (*check.levelled(reports), *broken)
        problems = []
        if pdf.count(_TRACE) > len(signatures):
            problems.append(Problem.HIDDEN)
        if not any(one.kind == "signature" for one in signatures):
            problems.append(Problem.UNSIGNED)
        return Report(signatures, tuple(problems), irregular)


def _unreadable(name: str) -> SignatureReport:
    return SignatureReport(field=name, kind="signature", problems=(Problem.UNREADABLE,))


class _Check:
    """The state of one check: the time proven so far, and what is known about certificates."""

    def __init__(
        self, opened: PdfFileReader, found: list[EmbeddedPdfSignature], now: datetime, policy: Policy, size: int
    ) -> None:
        self._opened = opened
        self._found = found
        self._now = now
        self._policy = policy
        self._size = size
        self._proven = now
        self._stored, stored_certificates = _store(opened)
        self._certificates = unique((*policy.others, *stored_certificates))

    def look(self, one: EmbeddedPdfSignature) -> SignatureReport:
        """Report on one signature; later ones were looked at before."""
        try:
            if one.sig_object_type == "/DocTimeStamp":
                return self._timestamp(one)
            return self._signature(one)
        except SigningError:
            raise
        except Exception:  # noqa: BLE001  whatever a hostile signature makes the parser throw
            return _unreadable(one.field_name)

    def _signature(self, one: EmbeddedPdfSignature) -> SignatureReport:
        certificates = unique((*self._certificates, *one.other_embedded_certs))
        token = next(extract_tst_data_iter(one.signer_info, signed=False), None)
        said, by, around = _token(token) if token is not None else (None, None, ())
        evidence = self._evidence(one.signer_cert, certificates)
        stamps = self._evidence(by, (*certificates, *around)) if by is not None else Evidence()
        stamp_context = self._context((*certificates, *around, *([by] if by else ())), stamps, self._proven)
        judged = min(said, self._proven) if said else self._proven
        status = self._validated(one, certificates, evidence, judged, stamp_context)
        validity = status.timestamp_validity
        stamp = None
        if said is not None and by is not None:
            valid = validity is not None and validity.valid and validity.intact
            stamp = Stamp(said.astimezone(LOCAL), party(by), valid, valid and validity.trusted)
        if said is not None and not (stamp and stamp.trusted) and judged != self._proven:
            # A time that nobody vouches for proves nothing: judge at the time that is proven.
            judged = self._proven
            status = self._validated(one, certificates, evidence, judged, stamp_context)
        report = self._common(one, status, certificates, evidence, judged)
        claimed = status.signer_reported_dt
        weak = unique_words((weak_hash(one.md_algorithm), *report.weak))
        report = replace(
            report,
            claimed_at=claimed.astimezone(LOCAL) if claimed else None,
            stamp=stamp,
            reason=str(document.entry(one.sig_object, "/Reason", "")),
            weak=weak,
        )
        return replace(report, problems=_problems(report))

    def _validated(
        self,
        one: EmbeddedPdfSignature,
        certificates: tuple[x509.Certificate, ...],
        evidence: Evidence,
        judged: datetime,
        stamp_context: Any,
    ) -> Any:
        return run(
            async_validate_pdf_signature(
                one,
                self._context((one.signer_cert, *certificates), evidence, judged),
                ts_validation_context=stamp_context,
                key_usage_settings=_USAGE,
            )
        )

    def _timestamp(self, one: EmbeddedPdfSignature) -> SignatureReport:
        certificates = unique((*self._certificates, *one.other_embedded_certs))
        evidence = self._evidence(one.signer_cert, certificates)
        judged = self._proven
        status = run(
            async_validate_pdf_timestamp(one, self._context((one.signer_cert, *certificates), evidence, judged))
        )
        report = self._common(one, status, certificates, evidence, judged)
        trusted = report.trust == Trust.TRUSTED
        at = status.timestamp
        stamp = Stamp(at.astimezone(LOCAL), party(one.signer_cert), status.valid and status.intact, trusted)
        report = replace(report, kind="timestamp", stamp=stamp)
        report = replace(report, problems=_problems(report))
        if report.ok:
            self._proven = min(self._proven, at)
        return report

    def _common(
        self,
        one: EmbeddedPdfSignature,
        status: Any,
        certificates: tuple[x509.Certificate, ...],
        evidence: Evidence,
        judged: datetime,
    ) -> SignatureReport:
        details = status.revocation_details
        certificate = one.signer_cert
        trust = self._trust(status, certificate, judged, stamping=one.sig_object_type == "/DocTimeStamp")
        revocation = Revocation.UNKNOWN
        if details is not None:
            revocation = Revocation.REVOKED
        elif trust == Trust.TRUSTED and self._proved(certificate, certificates, evidence, judged):
            revocation = Revocation.GOOD
        start, length = int(one.byte_range[2]), int(one.byte_range[3])
        return SignatureReport(
            field=one.field_name,
            kind="signature",
            intact=bool(status.intact),
            valid=bool(status.valid),
            coverage=_COVERAGE.get(status.coverage, Coverage.UNKNOWN),
            later=_LATER.get(status.modification_level, Later.CONTENT),
            later_bytes=max(0, self._size - start - length),
            signer=party(certificate),
            judged_at=judged.astimezone(LOCAL),
            trust=trust,
            revocation=revocation,
            revoked_at=details.revocation_date.astimezone(LOCAL) if details is not None else None,
            weak=unique_words(word for other in _way(certificate, status) for word in weaknesses(other)),
        )

    def _trust(self, status: Any, certificate: x509.Certificate, judged: datetime, *, stamping: bool) -> Trust:
        found = Trust.UNTRUSTED
        if status.revoked:
            found = Trust.REVOKED
        elif status.validation_path is not None and status.trust_problem_indic is None:
            found = Trust.TRUSTED
        elif not self._policy.roots:
            found = Trust.NO_ROOTS
        elif judged > certificate.not_valid_after:
            found = Trust.EXPIRED
        elif judged < certificate.not_valid_before:
            found = Trust.NOT_YET
        elif not stamping and not may_sign(certificate):
            found = Trust.NOT_FOR_SIGNING
        return found

    def _context(self, certificates: tuple[x509.Certificate, ...], evidence: Evidence, moment: datetime) -> Any:
        return context(
            self._policy.roots,
            certificates,
            evidence.at(moment, certificates),
            moment,
            retroactive=moment < self._now,
        )

    def _evidence(self, certificate: x509.Certificate, certificates: tuple[x509.Certificate, ...]) -> Evidence:
        if self._policy.fetch is None:
            return self._stored
        return self._stored + collect(certificate, self._policy.roots, certificates, self._proven, self._policy.fetch)

    def _proved(
        self,
        certificate: x509.Certificate,
        certificates: tuple[x509.Certificate, ...],
        evidence: Evidence,
        moment: datetime,
    ) -> bool:
        """Say whether the evidence answers for every certificate of the chain."""
        evidence = evidence.at(moment, (certificate, *certificates))
        if not evidence.answers and not evidence.lists:
            return False
        strict = context(
            self._policy.roots, certificates, evidence, moment, mode="require", retroactive=moment < self._now
        )
        return path(certificate, strict) is not None

    def levelled(self, reports: list[SignatureReport]) -> list[SignatureReport]:
        """Add to each signature the level that it reaches with what else is in the file."""
        done = []
        for number, (one, report) in enumerate(zip(self._found, reports, strict=True)):
            after = [
                signature
                for signature, stamp in zip(self._found[number + 1 :], reports[number + 1 :], strict=True)
                if stamp.kind == "timestamp" and stamp.stamp is not None and stamp.stamp.valid
            ]
            if report.kind == "signature" and Problem.UNREADABLE not in report.problems:
                done.append(replace(report, level=self._level(one, report, after)))
            else:
                done.append(report)
        return done

    def _level(
        self, one: EmbeddedPdfSignature, report: SignatureReport, after: list[EmbeddedPdfSignature]
    ) -> Level | None:
        if document.entry(one.sig_object, "/SubFilter") != _PADES:
            return None
        if not (report.stamp and report.stamp.valid) and not after:
            return Level.BASIC
        judged = report.judged_at or self._now
        if report.trust != Trust.TRUSTED or not self._kept(one, self._stored, self._certificates, judged):
            return Level.TIME
        for stamp in after:
            evidence, certificates = _store(self._opened.get_historical_resolver(stamp.signed_revision))
            if self._kept(one, evidence, certificates, judged):
                return Level.ARCHIVE
        return Level.LONG_TERM

    def _kept(
        self, one: EmbeddedPdfSignature, evidence: Evidence, certificates: Iterable[x509.Certificate], judged: datetime
    ) -> bool:
        """Say whether a store in the file answers for the chains of signer and time stamp, without the network."""
        known = unique((*self._policy.others, *certificates, *one.other_embedded_certs))
        if not self._proved(one.signer_cert, known, evidence, judged):
            return False
        token = next(extract_tst_data_iter(one.signer_info, signed=False), None)
        if token is None:
            return True
        _, by, around = _token(token)
        return self._proved(by, unique((*known, *around)), evidence, judged)


def _room(pdf: bytes, one: EmbeddedPdfSignature, report: SignatureReport) -> SignatureReport:
    """Add to a report that the room of the signature, which it does not cover, holds more than itself and zeros."""
    if Problem.UNREADABLE in report.problems or report.coverage not in {Coverage.FILE, Coverage.REVISION}:
        return report
    written = pdf[int(one.byte_range[1]) : int(one.byte_range[2])]
    try:
        # Readers leave out what is no digit; here nothing may be left out.
        content = bytes.fromhex(written[1:-1].decode("ascii")) if not _GAP.search(written) else b""
        _, _, _, *parts = parser.parse(content)
    except ValueError:
        content, parts = b"\1", []
    if not any(content[sum(len(part) for part in parts) :]):
        return report
    return replace(report, problems=(*report.problems, Problem.PADDING))


def _token(token: cms.SignedData) -> tuple[datetime, x509.Certificate, tuple[x509.Certificate, ...]]:
    info = extract_certificate_info(token)
    at = token["encap_content_info"]["content"].parsed["gen_time"].native
    return at, info.signer_cert, tuple(info.other_certs)


def _store(handler: Any) -> tuple[Evidence, tuple[x509.Certificate, ...]]:
    """Read the answers, lists and certificates that a PDF keeps for later checks; none where there is no such store."""
    try:
        store = DocumentSecurityStore.read_dss(handler)
        answers = tuple(ocsp.OCSPResponse.load(one.get_object().data) for one in store.ocsps)
        lists = tuple(crl.CertificateList.load(one.get_object().data) for one in store.crls)
        return Evidence(answers, lists), tuple(store.load_certs())
    except Exception:  # noqa: BLE001  a store that cannot be read proves nothing
        return Evidence(), ()


def _way(certificate: x509.Certificate, status: Any) -> list[x509.Certificate]:
    """The certificate, and those between it and its root where there is a way to one."""
    if status.validation_path is None:
        return [certificate]
    return [one for one in status.validation_path if isinstance(one, x509.Certificate)]


def unique_words(words: Iterable[str]) -> tuple[str, ...]:
    """The words in their order, each once, without empty ones."""
    return tuple(dict.fromkeys(word for word in words if word))


def _problems(report: SignatureReport) -> tuple[Problem, ...]:
    found = {
        Problem.CHANGED: not report.intact,
        Problem.BROKEN: report.intact and not report.valid,
        Problem.PART: report.coverage in {Coverage.PART, Coverage.UNKNOWN},
        Problem.CHANGED_LATER: report.coverage == Coverage.REVISION and report.later == Later.CONTENT,
        Problem.REVOKED: report.revocation == Revocation.REVOKED,
        Problem.NOT_TRUSTED: report.trust not in {Trust.TRUSTED, Trust.REVOKED},
        Problem.WEAK: bool(report.weak),
        Problem.STAMP: report.kind == "signature" and report.stamp is not None and not report.stamp.valid,
    }
    return tuple(problem for problem, so in found.items() if so)

"""What proves a chain of certificates for long: answers of OCSP responders, revocation lists, and time stamps.

Addresses are taken only from certificates that lead to a trusted root, so that a stranger's PDF cannot make the server
call anywhere.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from asn1crypto import crl, ocsp, tsp, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.authority import AuthorityWithCert
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.fetchers.common_utils import format_ocsp_request
from pyhanko_certvalidator.path import ValidationPath

from .errors import FetchProblem, TimestampProblem
from .fetching import Fetch, Request

# Clocks of responders differ from ours, and an answer asked for after `now` was taken is younger than it.
TOLERANCE = timedelta(minutes=5)
_MOST_ADDRESSES = 3
_GRANTED = {"granted", "granted_with_mods"}
_T = TypeVar("_T")

# What pyHanko logs, with stack traces, about a certificate that does not hold stands in the report or the error.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Answers and lists about whether certificates are revoked."""

    answers: tuple[ocsp.OCSPResponse, ...] = ()
    lists: tuple[crl.CertificateList, ...] = ()

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence((*self.answers, *other.answers), (*self.lists, *other.lists))

    def at(self, moment: datetime, certificates: Iterable[x509.Certificate]) -> Evidence:
        """Leave out what was good once and says nothing of a later moment; what says "revoked" stays.

        Args:
            moment: the time for which is asked.
            certificates: those asked about, to look for on lists that are out of date.
        """
        serials = {one.serial_number for one in certificates}
        return Evidence(
            tuple(one for one in self.answers if _speaks(_answer_until(one), moment)),
            tuple(one for one in self.lists if _speaks(_list_until(one), moment) or _names(one, serials)),
        )


def _speaks(until: datetime | None, moment: datetime) -> bool:
    return until is None or until + TOLERANCE >= moment


def _answer_until(answer: ocsp.OCSPResponse) -> datetime | None:
    """Until when an answer that all is well holds; None where it says something else, or does not say until when."""
    try:
        entries = list(answer.response_data["responses"])
        if any(one["cert_status"].name != "good" for one in entries):
            return None
        return min((one["next_update"].native for one in entries if one["next_update"].native), default=None)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _names(found: crl.CertificateList, serials: set[int]) -> bool:
    return any(
        one["user_certificate"].native in serials for one in found["tbs_cert_list"]["revoked_certificates"] or ()
    )


def _list_until(found: crl.CertificateList) -> datetime | None:
    until: datetime | None = found["tbs_cert_list"]["next_update"].native
    return until


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Run what pyHanko offers as a coroutine, also where the caller is itself within an event loop."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def context(
    roots: Iterable[x509.Certificate],
    others: Iterable[x509.Certificate],
    evidence: Evidence,
    moment: datetime,
    *,
    mode: str = "soft-fail",
    retroactive: bool = False,
) -> ValidationContext:
    """Return pyHanko's description of whom to trust and what is known, never with leave to use the network.

    Args:
        roots: trusted without more; none trusts nobody.
        others: certificates on the way.
        evidence: about revocation.
        moment: the time for which is asked.
        mode: "soft-fail" is content without evidence, "require" is not.
        retroactive: evidence made after `moment` counts, for signatures of the past.
    """
    return ValidationContext(
        trust_roots=list(roots),
        other_certs=list(others),
        ocsps=list(evidence.answers),
        crls=list(evidence.lists),
        moment=moment,
        revocation_mode=mode,
        allow_fetching=False,
        retroactive_revinfo=retroactive,
        time_tolerance=TOLERANCE,
    )


def path(certificate: x509.Certificate, validation: ValidationContext) -> ValidationPath | None:
    """Return the way from a certificate to a trusted root, or None where there is none."""
    validator = CertificateValidator(certificate, validation_context=validation)
    try:
        return run(validator.async_validate_path())
    except (PathError, ValidationError):
        return None


def collect(
    certificate: x509.Certificate,
    roots: Iterable[x509.Certificate],
    others: Iterable[x509.Certificate],
    moment: datetime,
    fetch: Fetch,
) -> Evidence:
    """Ask about every certificate of a chain whether it is revoked.

    Args:
        certificate: the leaf.
        roots: trusted; a leaf that leads to none of them is not asked about.
        others: certificates on the way.
        moment: the time for which the chain must hold.
        fetch: how to ask.

    Returns:
        What was answered; a service that fails leaves a gap.
    """
    others = tuple(others)
    way = path(certificate, context(roots, others, Evidence(), moment))
    if way is None:
        return Evidence()
    found = Evidence()
    chain = [one for one in way if isinstance(one, x509.Certificate)]
    for issuer, subject in pairwise(chain):
        found += _about(subject, issuer, fetch)
    return found


def _about(subject: x509.Certificate, issuer: x509.Certificate, fetch: Fetch) -> Evidence:
    # Names of certificates in questions are by SHA-1 everywhere (RFC 6960); nothing rests on its strength.
    request = format_ocsp_request(
        subject, AuthorityWithCert(issuer), certid_hash_algo="sha1", request_nonces=False
    ).dump()
    for url in subject.ocsp_urls[:_MOST_ADDRESSES]:
        try:
            answer = ocsp.OCSPResponse.load(fetch(Request(url, request, "application/ocsp-request")))
            if answer["response_status"].native == "successful":
                return Evidence(answers=(answer,))
        except (FetchProblem, ValueError, TypeError):
            continue
    for point in subject.crl_distribution_points[:_MOST_ADDRESSES]:
        try:
            found = crl.CertificateList.load(fetch(Request(point.url)))
            _ = found.issuer.native
        except (FetchProblem, ValueError, TypeError):
            continue
        return Evidence(lists=(found,))
    return Evidence()


class Stamper(TimeStamper):
    """A client of a time stamping service (RFC 3161) that asks through a given `Fetch`."""

    def __init__(self, url: str, fetch: Fetch) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url
        self._fetch = fetch

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask for one time stamp.

        Raises:
            TimestampProblem: the service cannot be reached or answers with something else.
        """
        try:
            data = self._fetch(Request(self._url, req.dump(), "application/timestamp-query"))
            answer = tsp.TimeStampResp.load(data)
            status = answer["status"]["status"].native
            given = (
                answer["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
                if status in _GRANTED
                else None
            )
        except FetchProblem as error:
            raise TimestampProblem(f"Không lấy được dấu thời gian. {error.message}") from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise TimestampProblem("Dịch vụ TSA trả lời không đúng chuẩn RFC 3161.") from None
        if given is None:
            raise TimestampProblem("Dịch vụ TSA từ chối cấp dấu thời gian.")
        # A stamp over something else, or an old one played again, would only be found by whoever verifies.
        if any(req[part].native != given[part].native for part in ("message_imprint", "nonce")):
            raise TimestampProblem("Dịch vụ TSA trả lời không khớp với yêu cầu.")
        return answer

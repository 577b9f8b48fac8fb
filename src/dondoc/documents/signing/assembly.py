"""The steps of every signature, whoever holds the key: make room in the PDF, build the CMS, put it in, add evidence."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, VisibleSigSettings
from pyhanko.sign.general import SigningError as PyHankoRefusal
from pyhanko.sign.general import extract_certificate_info, simple_cms_attribute
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.validation.dss import async_add_validation_info
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.errors import PathBuildingError, PathError, RevokedError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from . import document
from .certificates import unique
from .errors import RevocationProblem, SigningForbidden, TimestampProblem
from .evidence import Evidence, Stamper, collect, context, run
from .keys import DIGEST
from .levels import NEEDS, Setting
from .marks import LOCAL, Mark, words
from .marks import check as check_mark
from .placing import place

# Room for the CMS beside the certificates, in bytes; a time stamp brings the chain of its own service.
_ROOM = 6 * 1024
_ROOM_FOR_STAMP = 16 * 1024


@dataclass(frozen=True, slots=True)
class Opening:
    """A PDF with room for a signature, and what is to be signed for it.

    Attributes:
        pdf: the document with the empty room.
        digest: SHA-256 of everything outside the room.
        start: where the room begins.
        end: where it ends.
        attributes: the signed attributes, DER: what a key signs.
        field: the name of the signature's field.
    """

    pdf: bytes
    digest: bytes
    start: int
    end: int
    attributes: bytes
    field: str


def make_room(
    pdf: bytes,
    certificate: x509.Certificate,
    chain: tuple[x509.Certificate, ...],
    setting: Setting,
    mark: Mark | None,
    now: datetime,
    reason: str = "",
    location: str = "",
) -> Opening:
    """Append a signature's field, its look and an empty room to a PDF.

    Args:
        pdf: the document, already looked at by `document.check`.
        certificate: the signer's.
        chain: its issuers'.
        setting: how the office signs.
        mark: what is shown, or None for nothing.
        now: the time of signing, as the signer claims it.
        reason: why it is signed, for readers of the PDF.
        location: where it is signed.

    Raises:
        SigningForbidden: an earlier signature allows no more.
        BadImage, BadPlace: the mark cannot be shown.
        DamagedPdf, EncryptedPdf: the PDF cannot be added to.
    """
    output = document.writer(pdf)
    shown, box = None, None
    if mark is not None:
        from .appearance import draw, rectangle  # noqa: PLC0415  Typst is loaded only where something is drawn

        check_mark(mark)
        lines = words(mark, now)
        box = place(pdf, mark, len(lines))
        shown = draw(box, lines, mark.picture)
    with document.guarded():
        name = document.free_name(output.prev)
        field = SigFieldSpec(name)
        if box is not None:
            page = document.page_at(output, box.page - 1).get_object()
            field = SigFieldSpec(
                name,
                on_page=box.page - 1,
                box=rectangle(box, page),  # type: ignore[arg-type]
                visible_sig_settings=VisibleSigSettings(rotate_with_page=True),
            )
        signer = _outside(certificate, chain)
        meta = PdfSignatureMetadata(
            field_name=name,
            md_algorithm=DIGEST,
            subfilter=SigSeedSubFilter.PADES,
            reason=reason or None,
            location=location or None,
        )
        tool = PdfSigner(meta, signer, stamp_style=shown, new_field_spec=field)
        try:
            session = tool.init_signing_session(output)
        except PyHankoRefusal as error:
            raise SigningForbidden from error
        session.system_time = now.astimezone(LOCAL)
        room = _ROOM + sum(len(one.dump()) for one in (certificate, *chain))
        if NEEDS[setting.level].stamp:
            room += _ROOM_FOR_STAMP
        # The room is written as hexadecimal digits: two for a byte.
        result = BytesIO()
        prepared, _ = session.prepare_tbs_document(None, bytes_reserved=2 * room).digest_tbs_document(output=result)
        attributes = run(signer.signed_attrs(prepared.document_digest, DIGEST, use_pades=True))
        return Opening(
            result.getvalue(),
            prepared.document_digest,
            prepared.reserved_region_start,
            prepared.reserved_region_end,
            attributes.dump(),
            name,
        )


def _outside(
    certificate: x509.Certificate, chain: tuple[x509.Certificate, ...], signature: bytes | None = None
) -> ExternalSigner:
    store = SimpleCertificateStore()
    store.register_multiple(chain)
    return ExternalSigner(certificate, store, signature_value=signature)


def build(
    certificate: x509.Certificate, chain: tuple[x509.Certificate, ...], attributes: bytes, signature: bytes
) -> cms.ContentInfo:
    """Build the CMS of a signature that a key made.

    Args:
        certificate: the signer's.
        chain: its issuers', to go with it.
        attributes: what was signed.
        signature: what the key made of it.
    """
    signer = _outside(certificate, chain, signature)
    return run(signer.async_sign_prescribed_attributes(DIGEST, cms.CMSAttributes.load(attributes)))


def put_in(opening: Opening, signed: cms.ContentInfo, setting: Setting, now: datetime) -> bytes:
    """Put a CMS into its room and add what the level needs.

    Args:
        opening: the PDF with its room.
        signed: the CMS.
        setting: how the office signs.
        now: the time, for which the chains must hold.

    Returns:
        The signed PDF.

    Raises:
        TimestampProblem: no time stamp could be had, or it does not fit.
        RevocationProblem: the evidence for the chain could not be had, or says that it is revoked.
    """
    needs = NEEDS[setting.level]
    stamper = Stamper(setting.tsa_url, setting.fetch) if needs.stamp and setting.fetch else None
    if stamper is not None:
        _stamp(signed, stamper)
    output = BytesIO(opening.pdf)
    prepared = PreparedByteRangeDigest(opening.digest, opening.start, opening.end)
    if 2 * len(signed.dump()) > opening.end - opening.start - 2:
        raise TimestampProblem("Chữ ký cùng dấu thời gian dài hơn chỗ đã dành trong tệp.")
    prepared.fill_with_cms(output, signed)
    pdf = output.getvalue()
    if needs.evidence:
        pdf, known = _add_evidence(pdf, opening.field, setting, now)
        if needs.archive and stamper is not None:
            pdf = _archive(pdf, stamper, setting, known, now)
    return pdf


def _stamp(signed: cms.ContentInfo, stamper: Stamper) -> None:
    info = signed["content"]["signer_infos"][0]
    unsigned = info["unsigned_attrs"]
    attributes = list(unsigned) if unsigned.native else []
    if any(one["type"].native == "signature_time_stamp_token" for one in attributes):
        return
    token = _asked(stamper, hashlib.sha256(info["signature"].native).digest())
    info["unsigned_attrs"] = cms.CMSAttributes([*attributes, simple_cms_attribute("signature_time_stamp_token", token)])


def _asked(stamper: Stamper, digest: bytes) -> cms.ContentInfo:
    try:
        return run(stamper.async_timestamp(digest, DIGEST))
    except (OSError, ValueError, TypeError, KeyError) as error:  # an answer that has the form but not the content
        raise TimestampProblem("Dịch vụ TSA trả lời không đúng chuẩn RFC 3161.") from error


@dataclass(frozen=True, slots=True)
class _Known:
    certificates: tuple[x509.Certificate, ...]
    evidence: Evidence


def _add_evidence(pdf: bytes, field: str, setting: Setting, now: datetime) -> tuple[bytes, _Known]:
    opened = document.reader(pdf, strict=False)
    signature = next(one for one in opened.embedded_signatures if one.field_name == field)
    known = _gather(signature, setting, now)
    validation = context(setting.roots, known.certificates, known.evidence, now, mode="require")
    try:
        result = run(async_add_validation_info(signature, validation, output=BytesIO()))
    except RevokedError:
        raise RevocationProblem(
            "Chứng thư số (hoặc chứng thư số cấp trên) đã bị thu hồi, không dùng để ký được."
        ) from None
    except PathBuildingError:
        raise RevocationProblem(
            "Chứng thư số của người ký hoặc của dịch vụ TSA không dẫn tới chứng thư số gốc nào được tin cậy."
        ) from None
    except (PathError, ValidationError) as error:
        raise RevocationProblem from error
    return result.getvalue(), known


def _gather(signature: EmbeddedPdfSignature, setting: Setting, now: datetime) -> _Known:
    leaves, others = [signature.signer_cert], [*setting.others, *signature.other_embedded_certs]
    token = next(extract_tst_data_iter(signature.signer_info, signed=False), None)
    if token is not None:
        found = extract_certificate_info(token)
        leaves.append(found.signer_cert)
        others += found.other_certs
    known = unique(others)
    evidence = Evidence()
    if setting.fetch is not None:
        for leaf in leaves:
            evidence += collect(leaf, setting.roots, known, now, setting.fetch)
    return _Known(known, evidence)


def _archive(pdf: bytes, stamper: Stamper, setting: Setting, known: _Known, now: datetime) -> bytes:
    validation = context(setting.roots, known.certificates, known.evidence, now, mode="require")
    opened = document.reader(pdf, strict=False)
    output = IncrementalPdfFileWriter.from_reader(opened)
    tool = PdfTimeStamper(stamper, field_name=document.free_name(opened, "Timestamp"))
    try:
        result = run(tool.async_timestamp_pdf(output, DIGEST, validation, output=BytesIO()))
    except OSError as error:
        raise TimestampProblem("Dịch vụ TSA trả lời không đúng chuẩn RFC 3161.") from error
    except (PathError, ValidationError) as error:
        raise RevocationProblem from error
    return bytes(result.getvalue())

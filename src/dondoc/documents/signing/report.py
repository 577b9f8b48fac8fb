"""What is told of the signatures of a PDF, as data; `words` says it in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .certificates import Party
from .levels import Level


class Coverage(StrEnum):
    """How much of the file a signature covers."""

    FILE = "file"
    REVISION = "revision"
    PART = "part"
    UNKNOWN = "unknown"


class Later(StrEnum):
    """What was added after a signature; `content` alone is not allowed."""

    NOTHING = "nothing"
    EVIDENCE = "evidence"
    FORM = "form"
    NOTES = "notes"
    CONTENT = "content"


class Trust(StrEnum):
    """Whether a certificate leads to a trusted root at the time that counts, or why not."""

    TRUSTED = "trusted"
    NO_ROOTS = "no_roots"
    UNTRUSTED = "untrusted"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    NOT_FOR_SIGNING = "not_for_signing"
    REVOKED = "revoked"


class Revocation(StrEnum):
    """What is known of a certificate's revocation."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class Problem(StrEnum):
    """What is wrong with a signature or a file; each has its sentence in `words`."""

    UNREADABLE = "unreadable"
    CHANGED = "changed"
    BROKEN = "broken"
    PART = "part"
    CHANGED_LATER = "changed_later"
    NOT_TRUSTED = "not_trusted"
    REVOKED = "revoked"
    WEAK = "weak"
    STAMP = "stamp"
    PADDING = "padding"
    HIDDEN = "hidden"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp of a service.

    Attributes:
        at: the time that it says.
        by: the service's certificate.
        valid: it is over this signature, and unchanged.
        trusted: the service leads to a trusted root.
    """

    at: datetime
    by: Party
    valid: bool
    trusted: bool

    def to_dict(self) -> dict[str, Any]:
        """Return it with the time as ISO 8601."""
        return {"at": self.at.isoformat(), "by": self.by.to_dict(), "valid": self.valid, "trusted": self.trusted}


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature, or a time stamp over the document.

    Attributes:
        field: the name of its field.
        kind: "signature" or "timestamp".
        intact: the bytes that it covers are those that were signed.
        valid: the signer's key made it.
        coverage: how much of the file it covers.
        later: what was added after it.
        later_bytes: how many bytes of the file come after what it covers.
        signer: whom the certificate names; None where the signature cannot be read.
        claimed_at: when the signer says that it was made.
        stamp: when a service says so.
        judged_at: the time for which the certificate was judged: of a trusted time stamp, or of the check.
        trust: whether the certificate leads to a trusted root.
        revocation: whether it is revoked, as far as is known.
        revoked_at: since when.
        level: the level of PAdES reached, or None where it is a signature of another kind.
        weak: the weak algorithms and keys in it.
        reason: why it was signed, as the signer wrote.
        problems: what is wrong.
    """

    field: str
    kind: str
    intact: bool = False
    valid: bool = False
    coverage: Coverage = Coverage.UNKNOWN
    later: Later = Later.NOTHING
    later_bytes: int = 0
    signer: Party | None = None
    claimed_at: datetime | None = None
    stamp: Stamp | None = None
    judged_at: datetime | None = None
    trust: Trust = Trust.UNTRUSTED
    revocation: Revocation = Revocation.UNKNOWN
    revoked_at: datetime | None = None
    level: Level | None = None
    weak: tuple[str, ...] = ()
    reason: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Nothing is wrong with it."""
        return not self.problems

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON values, with the sentences."""
        from .words import about  # noqa: PLC0415  words are about reports

        return {
            "field": self.field,
            "kind": self.kind,
            "ok": self.ok,
            "intact": self.intact,
            "valid": self.valid,
            "coverage": self.coverage.value,
            "later": self.later.value,
            "later_bytes": self.later_bytes,
            "signer": self.signer.to_dict() if self.signer else None,
            "claimed_at": _iso(self.claimed_at),
            "stamp": self.stamp.to_dict() if self.stamp else None,
            "judged_at": _iso(self.judged_at),
            "trust": self.trust.value,
            "revocation": self.revocation.value,
            "revoked_at": _iso(self.revoked_at),
            "level": self.level.value if self.level else None,
            "weak": list(self.weak),
            "reason": self.reason,
            "problems": [problem.value for problem in self.problems],
            "words": list(about(self)),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All signatures of a PDF, in the order in which they were made.

    Attributes:
        signatures: each of them.
        problems: what is wrong with the file as a whole.
        irregular: the file's structure breaks the rules of PDF and was read leniently.
    """

    signatures: tuple[SignatureReport, ...]
    problems: tuple[Problem, ...] = ()
    irregular: bool = False

    @property
    def signed(self) -> bool:
        """Somebody signed: a time stamp alone is nobody's signature."""
        return any(one.kind == "signature" for one in self.signatures)

    @property
    def ok(self) -> bool:
        """It is signed, and nothing is wrong with any signature."""
        return self.signed and not self.problems and all(one.ok for one in self.signatures)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON values, with the sentences."""
        from .words import conclusion  # noqa: PLC0415  words are about reports

        return {
            "ok": self.ok,
            "signed": self.signed,
            "irregular": self.irregular,
            "problems": [problem.value for problem in self.problems],
            "conclusion": conclusion(self),
            "signatures": [one.to_dict() for one in self.signatures],
        }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

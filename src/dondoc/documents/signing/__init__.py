"""Digital signatures on PDF documents (PAdES): signing, signing by a key elsewhere, and reports on what came in.

Pure: no Django, no database, no clock, and no network but through what the caller gives. See docs/signing.md.
"""

from .additions import only_signed
from .errors import SigningError
from .external import Job, complete, prepare
from .images import Picture, look
from .keys import FileKey, Key, from_pkcs12
from .levels import Level, Setting
from .marks import Box, Kind, Mark
from .report import Report, SignatureReport
from .sign import sign
from .tokens import from_pkcs11
from .verify import Policy, verify

__all__ = [
    "Box",
    "FileKey",
    "Job",
    "Key",
    "Kind",
    "Level",
    "Mark",
    "Picture",
    "Policy",
    "Report",
    "Setting",
    "SignatureReport",
    "SigningError",
    "complete",
    "from_pkcs11",
    "from_pkcs12",
    "look",
    "only_signed",
    "prepare",
    "sign",
    "verify",
]

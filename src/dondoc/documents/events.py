"""Codes of the ledger's events of this room. Stable: the past is read by them."""

DOCUMENT = "document"
REFUSAL = "refusal"

DOCUMENT_REGISTERED = "document.registered"
DOCUMENT_CHANGED = "document.changed"
# That a secret document was turned away, by whom and when; never anything of the document.
SECRET_REFUSED = "refusal.secret_document"  # noqa: S105 - a code, not a password

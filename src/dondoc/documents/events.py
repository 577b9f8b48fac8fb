"""Codes of the ledger's events of this room. Stable: the past is read by them."""

DOCUMENT = "document"
REFUSAL = "refusal"

REGISTER = "register"
REGISTER_ENTRY = "register_entry"

DOCUMENT_REGISTERED = "document.registered"
DOCUMENT_CHANGED = "document.changed"
DOCUMENT_READ_AGAIN = "document.read_again"
REGISTER_OPENED = "register.opened"
REGISTER_CHANGED = "register.changed"
NUMBER_TAKEN = "register_entry.number_taken"
NUMBER_RESERVED = "register_entry.number_reserved"
NUMBER_USED = "register_entry.reserved_number_used"
NUMBER_VOIDED = "register_entry.number_voided"
ARRIVAL_RECORDED = "register_entry.arrival_recorded"
ENTRY_CHANGED = "register_entry.changed"
# That a secret document was turned away, by whom and when; never anything of the document.
SECRET_REFUSED = "refusal.secret_document"  # noqa: S105 - a code, not a password

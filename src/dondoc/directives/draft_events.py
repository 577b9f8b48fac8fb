"""Codes of the ledger's events of a reading being corrected. Stable: undo and the timeline read them."""

READING_OPENED = "reading.opened"
ITEM_EDITED = "reading.item_edited"
ITEM_SPLIT = "reading.item_split"
ITEMS_MERGED = "reading.items_merged"
ITEM_ADDED = "reading.item_added"
ITEM_DROPPED = "reading.item_dropped"
ITEM_RESTORED = "reading.item_restored"
FIELD_SET = "reading.field_set"
READING_RENEWED = "reading.renewed"
CHANGE_UNDONE = "reading.change_undone"
READING_CONFIRMED = "reading.confirmed"
READING_DISCARDED = "reading.discarded"

NAME_ACCEPTED = "reading_name.accepted"
NAME_DISMISSED = "reading_name.dismissed"

# What a person can take back, newest first.
CHANGES = (ITEM_EDITED, ITEM_SPLIT, ITEMS_MERGED, ITEM_ADDED, ITEM_DROPPED, ITEM_RESTORED, FIELD_SET)

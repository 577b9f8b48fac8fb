"""Writes. One verb a file; each leaves its ledger event."""

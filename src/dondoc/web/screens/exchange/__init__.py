"""Liên thông: documents to and from other bodies, and what waits in quarantine."""

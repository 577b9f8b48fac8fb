"""Drafting: documents from their first line to number, signature and issue, and who may sign them."""

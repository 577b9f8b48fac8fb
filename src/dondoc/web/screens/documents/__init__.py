"""Văn bản: received and issued documents."""

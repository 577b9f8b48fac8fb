"""Đọc văn bản: upload, correct, confirm."""

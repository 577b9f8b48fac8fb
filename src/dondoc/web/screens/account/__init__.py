"""Tài khoản của tôi: password and API tokens."""

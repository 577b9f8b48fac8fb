"""Người dùng: the administrator's list of users."""

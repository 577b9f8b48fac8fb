"""Đôn đốc: the rules of reminders, urging by hand and its letters, requests for explanation."""

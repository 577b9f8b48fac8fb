"""Figures of today and of past days, causes, reports."""

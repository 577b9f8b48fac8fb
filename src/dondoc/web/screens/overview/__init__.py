"""Tổng quan: figures with denominators."""

"""Nhiệm vụ: the list, and the page of one directive."""

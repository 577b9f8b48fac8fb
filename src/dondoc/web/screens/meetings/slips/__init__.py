"""Opinions of members by slip."""

"""Urging: who is reminded of what and when, by rules people read; letters; requests for explanation."""

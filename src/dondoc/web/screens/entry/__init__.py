"""Signing in and out, the language, and whether the service is alive."""

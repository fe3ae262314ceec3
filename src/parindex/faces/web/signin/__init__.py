"""Signing in, being locked out, one's own password and profile."""

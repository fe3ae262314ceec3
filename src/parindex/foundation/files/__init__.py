"""Bytes at rest: digest, type check, scan, storage."""

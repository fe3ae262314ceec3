"""Deeds on results: freezing, issuing again, publishing."""

"""Versioned criteria trees: drafting, checking, publishing."""

"""Versioned criteria trees: draft, check, publish, suspend, export."""

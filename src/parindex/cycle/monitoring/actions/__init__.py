"""Deeds on assignments, one file per act."""

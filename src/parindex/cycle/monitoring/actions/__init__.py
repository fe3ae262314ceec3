"""Deeds on assignments."""

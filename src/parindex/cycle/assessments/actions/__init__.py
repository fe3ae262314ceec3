"""Deeds on cycles and on the sheets of units."""

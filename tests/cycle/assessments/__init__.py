"""Cycles and the sheets of units."""

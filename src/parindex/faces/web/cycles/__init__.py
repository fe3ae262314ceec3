"""Cycles: prepared, opened, watched over, with the exceptions made for single units."""

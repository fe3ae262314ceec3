"""Ranks and classes: scores of units in, the order of each group out; exact and pure."""

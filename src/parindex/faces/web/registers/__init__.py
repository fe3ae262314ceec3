"""Registers: books that units keep, entry by entry, and the figures they come to."""

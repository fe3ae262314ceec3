"""Organisations through time, and who belongs to them."""

"""Registers, their entries and what they count."""

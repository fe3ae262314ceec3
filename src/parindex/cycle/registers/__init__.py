"""Registers of a unit, whose counts and ratios become measures."""

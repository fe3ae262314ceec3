"""Deeds on registers: defining, entering, importing, reckoning."""

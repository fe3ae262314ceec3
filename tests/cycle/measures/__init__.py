"""Measures and what they answer."""

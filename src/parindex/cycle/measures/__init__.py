"""Figures of units per measure and period, asked once and served to every rule that needs them."""

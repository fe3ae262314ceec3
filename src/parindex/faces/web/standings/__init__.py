"""Indexes of other bodies: how the city and its units stand in them."""

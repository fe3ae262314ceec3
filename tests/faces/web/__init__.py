"""Screens, as people of every role see them."""

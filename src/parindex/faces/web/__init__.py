"""Screens for signed-in people, one folder a desk."""

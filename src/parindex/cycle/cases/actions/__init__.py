"""Deeds on case files: send one in, load it, set it aside."""

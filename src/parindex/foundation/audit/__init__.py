"""Append-only history, written in the deed's transaction and sealed into a hash chain."""

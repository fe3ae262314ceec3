"""Thin faces: they speak to actions and queries, never to tables."""

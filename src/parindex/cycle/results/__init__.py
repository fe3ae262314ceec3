"""Frozen scores with their digest: ranks, classes, explanations, and the proof that they can be rebuilt."""

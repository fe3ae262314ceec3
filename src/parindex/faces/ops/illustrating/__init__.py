"""Illustrative figures of units that published none: drawn from a fixed seed, marked as such everywhere."""

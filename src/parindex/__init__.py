"""Parindex: a province's year of public-administration-reform indexes."""

__version__ = "0.1.0"

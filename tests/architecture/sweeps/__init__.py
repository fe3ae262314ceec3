"""Sweeps over the source: each takes modules and gives what is wrong with them, one line each."""

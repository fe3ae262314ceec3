"""The directory of units through time."""

"""The parindex command line."""

"""The version of the arithmetic: what an issued table says it was reckoned by."""

VERSION = "1"
"""Another one whenever any answer may be worth other points, or be ranked otherwise, than before."""

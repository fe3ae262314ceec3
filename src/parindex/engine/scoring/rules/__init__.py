"""Rules: one file a kind, all of one shape, in one closed table."""

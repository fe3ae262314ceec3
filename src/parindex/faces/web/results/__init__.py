"""The desk of results: league tables, scorecards, heat maps, and the freezing of a cycle."""

"""Random official documents that know how they must be read."""

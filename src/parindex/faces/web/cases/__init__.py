"""Case files: sent in by half-months, read with progress, what was found, what they made."""

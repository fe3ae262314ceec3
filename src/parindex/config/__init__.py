"""Settings, addresses and the wiring of reactions."""

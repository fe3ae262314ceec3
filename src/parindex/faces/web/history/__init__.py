"""History in sentences, and the state of its chain."""

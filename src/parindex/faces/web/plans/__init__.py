"""The plan as a list of tasks, and each task."""

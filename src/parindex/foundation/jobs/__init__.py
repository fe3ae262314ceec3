"""Queued work, schedules and reactions to history, run by the worker."""

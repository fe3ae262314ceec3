"""Indexes as dense trees, criteria one by one, exports."""

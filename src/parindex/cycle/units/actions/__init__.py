"""Deeds on units and memberships, one file per act."""

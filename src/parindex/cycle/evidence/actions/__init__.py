"""Deeds on evidence: added, referred to, examined, corrected."""

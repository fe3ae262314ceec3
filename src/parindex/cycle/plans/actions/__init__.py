"""Deeds on plans: take, amend, link to criteria, draw up a unit's own plan, issue, import."""

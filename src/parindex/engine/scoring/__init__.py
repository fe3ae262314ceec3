"""Frameworks as values: specs, answers, rules, traces."""

"""The small exact values every floor speaks in."""

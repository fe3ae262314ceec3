"""From what a document says about time to days: due dates, turns, working days."""

"""What is due and what is new for a person, across all rooms."""

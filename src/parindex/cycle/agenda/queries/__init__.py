"""What is due for a person and what is new, across all rooms; reads only."""

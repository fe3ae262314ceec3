"""What is due for a person."""

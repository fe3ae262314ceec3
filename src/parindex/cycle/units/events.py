"""What may happen in this room."""

"""The demonstration city: built once, through the same deeds that people use."""

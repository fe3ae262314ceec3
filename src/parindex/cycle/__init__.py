"""The year of the indexes, room by room, in its order."""

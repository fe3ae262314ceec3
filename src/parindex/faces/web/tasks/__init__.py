"""Following tasks: list, board, calendar, by unit, one assignment, the leaders' page."""

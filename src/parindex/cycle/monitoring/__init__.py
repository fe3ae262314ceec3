"""Following tasks: who owes what by when, reports, verification."""

"""Rules and arithmetic: pure, exact, free of Django and of the outside world."""

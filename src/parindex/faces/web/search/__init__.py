"""One search over criteria, units, tasks and documents."""

"""Results of past years and targets, per unit, criterion and year."""

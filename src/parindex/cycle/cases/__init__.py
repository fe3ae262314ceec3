"""Case files of the one-stop shops: loaded by half-months, counted, recorded as measures of units."""

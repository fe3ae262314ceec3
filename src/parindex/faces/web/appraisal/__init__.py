"""The appraisal desk: worklists, one criterion across units, one unit, the board; explanations of units."""

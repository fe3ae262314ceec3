"""Programs for people who work on Parindex; none of them is part of the product."""

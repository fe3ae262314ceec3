"""Reading results; every list is limited to what the actor may see."""

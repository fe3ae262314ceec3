"""Reading cycles and sheets; every list is limited to what the actor may see."""

"""Plans and their tasks, as an accepted document gave them."""

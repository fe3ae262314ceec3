"""Notices to people: on the screen and by e-mail, each of them once."""

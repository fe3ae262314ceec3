"""What a person is told: the bell, the list, and how to be told by e-mail."""

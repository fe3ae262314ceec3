"""Who may do what: permissions, roles, actors, and the one check."""

"""People, memberships, and the table of roles and permissions."""

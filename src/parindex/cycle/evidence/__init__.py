"""What proves a score: stored files, links and references, with number, date, issuer and digest."""

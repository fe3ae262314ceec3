"""What any such system needs: history, jobs, accounts, files, writers."""

"""Official documents in: bytes to outline and findings, review, acceptance."""

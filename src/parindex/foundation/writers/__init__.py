"""Content to docx, xlsx, pdf, md and txt bytes; pure."""

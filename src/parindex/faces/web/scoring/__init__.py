"""The self-scoring desk: sheets, their leaves, approval, print and workbook, the past."""

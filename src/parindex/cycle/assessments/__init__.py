"""Cycles of assessment: stages, self-scoring, appraisal, explanation, and the ledger of every cell."""

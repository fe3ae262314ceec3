"""Measures: what each unit reads, entered or imported, and which indexes it serves."""

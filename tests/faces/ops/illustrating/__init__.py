"""Tests of the illustrative figures."""

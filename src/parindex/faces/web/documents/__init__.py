"""Uploading, reading, reviewing and accepting official documents."""

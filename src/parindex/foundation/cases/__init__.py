"""Case records in columns: files checked and kept as Parquet parts, counted by unit and month."""

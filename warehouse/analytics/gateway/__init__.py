"""The MySQL and Stream Load front of DuckDB."""

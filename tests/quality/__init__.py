"""Rules of the data, one table-driven test each."""

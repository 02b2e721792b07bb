"""One module per kind of database or file share; none imports another."""

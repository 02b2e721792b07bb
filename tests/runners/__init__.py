"""Runners: local and Spark carry the same batches to the same rows."""

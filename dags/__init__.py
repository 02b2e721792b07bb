"""WHEN things run: Airflow only. No logic, no SQL, no heavy import."""

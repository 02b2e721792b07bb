"""Engines of the analytic store; none imports another."""

"""Encrypted objects and their catalogue."""

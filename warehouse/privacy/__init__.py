"""Masks for display and cleaning of free text."""

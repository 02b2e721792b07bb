"""Answers and bodies of the API, with examples."""

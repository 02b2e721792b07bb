"""Extractors: what every dialect renders, how drivers fail, the same rows from every kind of source."""

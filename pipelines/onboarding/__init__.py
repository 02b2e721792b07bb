"""A system is new here: what its tables seem to be, a first declaration, and how that declaration fares on its data."""

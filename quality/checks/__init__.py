"""Vectorised checks, one module per topic; a rule names a check by its kind."""

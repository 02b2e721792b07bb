"""How each of the six departments writes an exam down: its tables, codes, habits and mistakes."""

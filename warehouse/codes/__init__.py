"""Code tables: code, Chinese and English text; one file a table."""

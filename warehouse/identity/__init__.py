"""Who is who, on tokens: vault, key map, persons, links."""

"""GO AND FETCH: sources, extractors, the line, runners."""

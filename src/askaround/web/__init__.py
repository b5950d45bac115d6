"""The kit: pages, parts, static files, errors, the security policy. Knows no chapter."""

"""The network: who led to whom, read from introductions. Keeps nothing of its own."""

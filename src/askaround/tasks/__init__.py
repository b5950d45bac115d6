"""Slow work, done beside the page: a queue with leases that a killed worker cannot lose."""

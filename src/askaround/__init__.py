"""Askaround runs a campaign of informational interviews, told in the order of the work."""

__version__ = "0.4.0"

"""Grouping what people said: which notes say the same, in plain values. No Django."""

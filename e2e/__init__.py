"""Walks through the app in a real browser: the app itself as a seeker starts it, on a data folder of its own."""

"""Tests of the house itself: its arrows, doors, rules and docs."""

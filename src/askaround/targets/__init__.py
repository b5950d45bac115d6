"""Where to: the dream list of industries, organizations and occupations, ranked, and who is known there."""

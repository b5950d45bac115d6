"""Finding again: one index over people, organizations, letters and notes, caught up from history by cursor."""

"""Plain values and plain functions: dates, working days, text, ids, urls. No Django, no state."""

"""The agreed conversation: time, place, format, agreed minutes, the brief and its questions, the thank-you.

Planned times and measured times are both facts. Planning the questions is pure: what was heard comes in as
a value. The page on which the talk itself happens belongs to `notes`.
"""

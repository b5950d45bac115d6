"""Readers and writers of the files people really have. Plain: no Django, streaming, one clear error each."""

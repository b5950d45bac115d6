"""The desk: pages that look across chapters. Today and its steps, and a contact's whole page.

A step is computed from the facts each time it is looked at, never stored; only putting one off is.
"""

"""Everything around the app: settings read once, the command line, the embedded server and its worker.

The highest chapter: it may know every other one, and none knows it.
"""

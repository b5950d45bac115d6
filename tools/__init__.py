"""Tools of the developers: not installed with the app."""
